internal import SkitterBench
internal import SkitterCore
internal import SkitterLock

/// The answers on standard output: whole lines in ASCII, whoever writes them.
///
/// Judges split what they read at any line end that Unicode knows (U+0085, U+2028), so that none may stand in it.
final class CheckOutput: Sendable {
    /// Protects standard output: a long line takes several writes.
    private let gate = Locked(())

    /// Writes lines of ASCII, each with its line feed.
    func write(_ lines: [UInt8]) {
        guard !lines.isEmpty else { return }
        self.gate.withLock { _ in StandardOutput.write(String(decoding: lines, as: UTF8.self)) }
    }

    /// Appends a JSON text as a line: what is not ASCII stands in strings only, where an escape says the same.
    static func append(_ json: [UInt8], to lines: inout [UInt8]) {
        if json.allSatisfy({ $0 < 0x80 }) {
            lines.append(contentsOf: json)
        } else {
            for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
                if scalar.isASCII {
                    lines.append(UInt8(truncatingIfNeeded: scalar.value))
                } else {
                    for unit in scalar.utf16 { Self.append(escaped: unit, to: &lines) }
                }
            }
        }
        lines.append(UInt8(ascii: "\n"))
    }

    private static func append(escaped unit: UInt16, to lines: inout [UInt8]) {
        lines.append(contentsOf: "\\u".utf8)
        for shift in [12, 8, 4, 0] as [UInt16] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 15)
            lines.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
