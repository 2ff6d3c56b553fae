/// The escaping of SURTs: unescaped to the end, then escaped once.
enum SURTEscaping {
    static func normalised(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for byte in Self.unescaped(text) {
            // All that is printable stands for itself, but for `#` and `%`.
            if byte > 0x20, byte < 0x7F, byte != 0x23, byte != 0x25 {
                result.append(byte)
            } else {
                result.append(contentsOf: [0x25, ASCII.upperHexDigit(byte >> 4), ASCII.upperHexDigit(byte & 15)])
            }
        }
        return result
    }

    /// Percent-decodes until nothing is left to decode, in one pass: an escape is complete when its second digit
    /// arrives, whether that digit was written or decoded.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        for byte in text {
            result.append(byte)
            while result.count >= 3, result[result.count - 3] == 0x25,
                let high = ASCII.hexValue(result[result.count - 2]), let low = ASCII.hexValue(result[result.count - 1])
            {
                result.removeLast(3)
                result.append(high << 4 | low)
            }
        }
        return result
    }
}
