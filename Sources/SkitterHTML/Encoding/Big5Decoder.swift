/// The WHATWG Big5 decoder.
enum Big5Decoder {
    static func decode(_ bytes: Span<UInt8>, into output: inout UTF8Output) {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            switch lead {
            case 0..<0x80:
                index = output.appendASCII(of: bytes, from: index)
            case 0x81...0xFE:
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) { Self.character(lead, $0) }
            default:
                output.appendError()
                index += 1
            }
        }
    }

    private static func character(_ lead: UInt8, _ trail: UInt8) -> DoubleByteCharacter {
        guard trail >= 0x40 && trail <= 0x7E || trail >= 0xA1 && trail <= 0xFE else { return .none }
        let pointer = Int(lead - 0x81) * 157 + Int(trail) - (trail < 0x7F ? 0x40 : 0x62)
        switch pointer {
        case 1133: return .pair(0xCA, 0x304)
        case 1135: return .pair(0xCA, 0x30C)
        case 1164: return .pair(0xEA, 0x304)
        case 1166: return .pair(0xEA, 0x30C)
        default: return DoubleByteDecoder.character(EncodingTable.big5[pointer])
        }
    }
}
