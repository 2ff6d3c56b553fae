import SkitterCore
import SkitterDigest

/// The form in which a download goes through a pipe, from a worker to its cell and from a cell to the command:
/// `NUMBER NANOSECONDS read STATUS BYTES SHA-256` or `NUMBER NANOSECONDS failed WHY`.
extension Download {
    /// A line stays below this many bytes, so that one write of it is atomic in a pipe (POSIX: `PIPE_BUF`, at least 512;
    /// 4096 on Linux).
    private static let longestReason = 300

    /// This download as one line, without its end.
    package var line: String {
        switch self.outcome {
        case .read(let bytes, let status, let digest):
            return "\(self.number) \(self.latency.wholeNanoseconds) read \(status) \(bytes) \(digest.hexadecimal)"
        case .failed(let why):
            let scalars = why.unicodeScalars.prefix(Self.longestReason).map { $0.value < 0x20 ? " " : Character($0) }
            return "\(self.number) \(self.latency.wholeNanoseconds) failed \(String(scalars))"
        }
    }

    /// The download that `line` tells of, or nil for any other line.
    package init?(line: String) {
        let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let number = Int(parts[0]), number >= 0, let nanoseconds = Int64(parts[1]) else {
            return nil
        }
        switch parts[2] {
        case "read":
            let words = parts[3].split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 3, let status = Int(words[0]), let bytes = Int(words[1]), bytes >= 0,
                let digest = Digest(sha256Hexadecimal: words[2])
            else { return nil }
            self.init(
                number: number, latency: .nanoseconds(nanoseconds),
                outcome: .read(bytes: bytes, status: status, digest: digest))
        case "failed":
            self.init(number: number, latency: .nanoseconds(nanoseconds), outcome: .failed(String(parts[3])))
        default:
            return nil
        }
    }
}

extension Digest {
    /// The SHA-256 of these lower-case hexadecimal digits, or nil where they are none.
    fileprivate init?(sha256Hexadecimal text: Substring) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for letter in text.utf8 {
            let digit: UInt8
            switch letter {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = letter - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = letter - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { return nil }
        self.init(.sha256, bytes: bytes)
    }
}
