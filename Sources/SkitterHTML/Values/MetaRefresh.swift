/// What `<meta http-equiv=refresh content=…>` or a `Refresh` header asks for, by the HTML standard's "shared
/// declarative refresh steps".
package struct MetaRefresh: Equatable, Sendable {
    /// Seconds to wait, with the fraction that the standard reads over.
    package var seconds: Double
    /// Where the URL stands in the value; nil where the page is to be loaded again.
    package var target: Range<Int>?

    /// Nil where the standard's steps return without a refresh.
    package init?(_ input: Span<UInt8>) {
        var position = 0
        func skipWhitespace() {
            while position < input.count, ASCII.isWhitespace(input[position]) { position += 1 }
        }
        func accept(_ byte: UInt8) -> Bool {
            guard position < input.count, ASCII.lowercased(input[position]) == byte else { return false }
            position += 1
            return true
        }
        skipWhitespace()
        guard let seconds = Self.readSeconds(input, &position) else { return nil }
        self.seconds = seconds
        self.target = nil
        guard position < input.count else { return }
        let separator = input[position]
        guard separator == UInt8(ascii: ";") || separator == UInt8(ascii: ",") || ASCII.isWhitespace(separator) else {
            return nil
        }
        skipWhitespace()
        if !accept(UInt8(ascii: ";")) { _ = accept(UInt8(ascii: ",")) }
        skipWhitespace()
        guard position < input.count else { return }

        var start = position
        if accept(UInt8(ascii: "u")) {
            guard accept(UInt8(ascii: "r")), accept(UInt8(ascii: "l")) else {
                self.target = start..<input.count
                return
            }
            skipWhitespace()
            guard accept(UInt8(ascii: "=")) else {
                self.target = start..<input.count
                return
            }
            skipWhitespace()
        }
        var end = input.count
        start = position
        if position < input.count, input[position] == UInt8(ascii: "'") || input[position] == UInt8(ascii: "\"") {
            let quote = input[position]
            start = position + 1
            end = start
            while end < input.count, input[end] != quote { end += 1 }
        }
        self.target = start..<end
    }

    /// Digits, then digits and points. Without a digit a point must come first.
    private static func readSeconds(_ input: Span<UInt8>, _ position: inout Int) -> Double? {
        let start = position
        var seconds = 0.0
        var scale = 0.0
        while position < input.count {
            let byte = input[position]
            if ASCII.isDigit(byte) {
                if scale == 0 {
                    seconds = seconds * 10 + Double(byte &- 0x30)
                } else if scale > 1e-9 {
                    seconds += scale * Double(byte &- 0x30)
                    scale /= 10
                }
            } else if byte == UInt8(ascii: ".") {
                // Only the first point starts a fraction; what follows a second one is read over.
                scale = scale == 0 ? 0.1 : 1e-10
            } else {
                break
            }
            position += 1
        }
        return position == start ? nil : min(seconds, 1e9)
    }
}
