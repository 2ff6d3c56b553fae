/// The WHATWG ISO-2022-JP decoder.
enum ISO2022JPDecoder {
    private enum CharacterSet {
        case ascii, roman, katakana, jis0208
    }

    static func decode(_ bytes: Span<UInt8>, into output: inout UTF8Output) {
        var set = CharacterSet.ascii
        // An escape after which nothing came before the next is an error: it could hide markup from a filter.
        var isAfterEscape = false
        var index = 0
        while index < bytes.count {
            let octet = bytes[index]
            index += 1
            if octet == 0x1B {
                if let next = Self.escape(in: bytes, at: index) {
                    set = next
                    index += 2
                    if isAfterEscape {
                        output.appendError()
                    }
                    isAfterEscape = true
                } else {
                    isAfterEscape = false
                    output.appendError()
                }
                continue
            }
            isAfterEscape = false
            let isShift = octet == 0x0E || octet == 0x0F
            switch set {
            case .ascii where octet < 0x80 && !isShift:
                output.append(UInt32(octet))
            case .roman where octet < 0x80 && !isShift:
                output.append(octet == 0x5C ? 0xA5 : octet == 0x7E ? 0x203E : UInt32(octet))
            case .katakana where octet >= 0x21 && octet <= 0x5F:
                output.append(0xFF61 + UInt32(octet - 0x21))
            case .jis0208 where octet >= 0x21 && octet <= 0x7E:
                index = Self.decodeTrail(bytes, lead: octet, at: index, into: &output)
            default:
                output.appendError()
            }
        }
    }

    /// Decodes the octet after a lead octet; an escape there is an error and is read again.
    private static func decodeTrail(
        _ bytes: Span<UInt8>, lead: UInt8, at index: Int, into output: inout UTF8Output
    ) -> Int {
        guard index < bytes.count, bytes[index] != 0x1B else {
            output.appendError()
            return index
        }
        let trail = bytes[index]
        if trail >= 0x21, trail <= 0x7E,
            let scalar = EncodingTable.jis0208[Int(lead - 0x21) * 94 + Int(trail - 0x21)]
        {
            output.append(scalar)
        } else {
            output.appendError()
        }
        return index + 1
    }

    private static func escape(in bytes: Span<UInt8>, at index: Int) -> CharacterSet? {
        guard index + 1 < bytes.count else { return nil }
        switch (bytes[index], bytes[index + 1]) {
        case (0x28, 0x42): return .ascii
        case (0x28, 0x4A): return .roman
        case (0x28, 0x49): return .katakana
        case (0x24, 0x40), (0x24, 0x42): return .jis0208
        default: return nil
        }
    }
}
