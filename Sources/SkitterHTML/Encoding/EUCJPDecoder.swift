/// The WHATWG EUC-JP decoder.
enum EUCJPDecoder {
    static func decode(_ bytes: Span<UInt8>, into output: inout UTF8Output) {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            switch lead {
            case 0..<0x80:
                index = output.appendASCII(of: bytes, from: index)
            case 0x8F where index + 1 < bytes.count && bytes[index + 1] >= 0xA1 && bytes[index + 1] <= 0xFE:
                let second = bytes[index + 1]
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index + 1, into: &output) {
                    Self.character(.jis0212, second, $0)
                }
            case 0x8E:
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) { trail in
                    trail >= 0xA1 && trail <= 0xDF ? .scalar(0xFF61 + UInt32(trail - 0xA1)) : .none
                }
            case 0x8F:
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) { _ in .none }
            case 0xA1...0xFE:
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) {
                    Self.character(.jis0208, lead, $0)
                }
            default:
                output.appendError()
                index += 1
            }
        }
    }

    private static func character(_ table: EncodingTable, _ lead: UInt8, _ trail: UInt8) -> DoubleByteCharacter {
        guard trail >= 0xA1 && trail <= 0xFE else { return .none }
        return DoubleByteDecoder.character(table[Int(lead - 0xA1) * 94 + Int(trail - 0xA1)])
    }
}
