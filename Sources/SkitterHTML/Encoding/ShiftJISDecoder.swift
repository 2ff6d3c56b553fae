/// The WHATWG Shift_JIS decoder.
enum ShiftJISDecoder {
    static func decode(_ bytes: Span<UInt8>, into output: inout UTF8Output) {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            switch lead {
            case 0..<0x80:
                index = output.appendASCII(of: bytes, from: index)
            case 0x80:
                output.append(0x80)
                index += 1
            case 0xA1...0xDF:
                output.append(0xFF61 + UInt32(lead - 0xA1))
                index += 1
            case 0x81...0x9F, 0xE0...0xFC:
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) { Self.character(lead, $0) }
            default:
                output.appendError()
                index += 1
            }
        }
    }

    private static func character(_ lead: UInt8, _ trail: UInt8) -> DoubleByteCharacter {
        guard trail >= 0x40 && trail <= 0x7E || trail >= 0x80 && trail <= 0xFC else { return .none }
        let pointer = Int(lead - (lead < 0xA0 ? 0x81 : 0xC1)) * 188 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
        if (8836...10715).contains(pointer) {
            return .scalar(0xE000 + UInt32(pointer - 8836))
        }
        return DoubleByteDecoder.character(EncodingTable.jis0208[pointer])
    }
}
