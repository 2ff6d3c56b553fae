/// The WHATWG gb18030 decoder, which is also that of GBK.
enum GB18030Decoder {
    static func decode(_ bytes: Span<UInt8>, into output: inout UTF8Output) {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0..<0x80:
                index = output.appendASCII(of: bytes, from: index)
            case 0x80:
                output.append(0x20AC)
                index += 1
            case 0xFF:
                output.appendError()
                index += 1
            default:
                index = Self.decodeCharacter(bytes, leadAt: index, into: &output)
            }
        }
    }

    private static func decodeCharacter(_ bytes: Span<UInt8>, leadAt index: Int, into output: inout UTF8Output) -> Int {
        guard index + 1 < bytes.count else {
            output.appendError()
            return index + 1
        }
        let lead = bytes[index]
        let second = bytes[index + 1]
        guard second >= 0x30 && second <= 0x39 else {
            return DoubleByteDecoder.decodePair(bytes, leadAt: index, into: &output) { trail in
                guard trail >= 0x40 && trail <= 0x7E || trail >= 0x80 && trail <= 0xFE else { return .none }
                let pointer = Int(lead - 0x81) * 190 + Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
                return DoubleByteDecoder.character(EncodingTable.gb18030[pointer])
            }
        }
        // Cut inside four octets by the end: all of them are one error. Broken by another octet: only the lead is, and
        // what follows it is read again.
        guard index + 2 < bytes.count else {
            output.appendError()
            return bytes.count
        }
        let third = bytes[index + 2]
        guard third >= 0x81 && third <= 0xFE else {
            output.appendError()
            return index + 1
        }
        guard index + 3 < bytes.count else {
            output.appendError()
            return bytes.count
        }
        let fourth = bytes[index + 3]
        guard fourth >= 0x30 && fourth <= 0x39 else {
            output.appendError()
            return index + 1
        }
        let high = (UInt32(lead - 0x81) * 10 + UInt32(second - 0x30)) * 126 + UInt32(third - 0x81)
        if let scalar = GB18030Ranges.scalar(at: high * 10 + UInt32(fourth - 0x30)) {
            output.append(scalar)
        } else {
            output.appendError()
        }
        return index + 4
    }
}
