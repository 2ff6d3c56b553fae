import SkitterCore

/// The form in which a download goes through a pipe, from a worker to its cell and from a cell to the command:
/// `NUMBER NANOSECONDS read STATUS BYTES` or `NUMBER NANOSECONDS failed WHY`.
extension Download {
    /// A line stays below this many bytes, so that one write of it is atomic in a pipe (POSIX: `PIPE_BUF`, at least 512;
    /// 4096 on Linux).
    private static let longestReason = 300

    /// This download as one line, without its end.
    package var line: String {
        switch self.outcome {
        case .read(let bytes, let status):
            return "\(self.number) \(self.latency.wholeNanoseconds) read \(status) \(bytes)"
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
            let numbers = parts[3].split(separator: " ", omittingEmptySubsequences: false).map { Int($0) }
            guard numbers.count == 2, let status = numbers[0], let bytes = numbers[1], bytes >= 0 else { return nil }
            self.init(number: number, latency: .nanoseconds(nanoseconds), outcome: .read(bytes: bytes, status: status))
        case "failed":
            self.init(number: number, latency: .nanoseconds(nanoseconds), outcome: .failed(String(parts[3])))
        default:
            return nil
        }
    }
}
