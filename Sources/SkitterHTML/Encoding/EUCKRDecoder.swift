/// The WHATWG EUC-KR decoder.
enum EUCKRDecoder {
    static func decode(_ bytes: Span<UInt8>, into output: inout UTF8Output) {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            switch lead {
            case 0..<0x80:
                index = output.appendASCII(of: bytes, from: index)
            case 0x81...0xFE:
                index = DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) { trail in
                    guard trail >= 0x41 && trail <= 0xFE else { return .none }
                    return DoubleByteDecoder.character(EncodingTable.eucKR[Int(lead - 0x81) * 190 + Int(trail) - 0x41])
                }
            default:
                output.appendError()
                index += 1
            }
        }
    }
}
