/// The WHATWG single-byte decoder, and that of x-user-defined.
enum SingleByteDecoder {
    /// `row` is one of ``EncodingTable/singleByte``; nil means x-user-defined.
    static func decode(_ bytes: Span<UInt8>, row: Int?, into output: inout UTF8Output) {
        var index = 0
        while index < bytes.count {
            let octet = bytes[index]
            if octet < 0x80 {
                index = output.appendASCII(of: bytes, from: index)
                continue
            }
            index += 1
            guard let row else {
                output.append(0xF780 + UInt32(octet - 0x80))
                continue
            }
            if let scalar = EncodingTable.singleByte[row * 128 + Int(octet - 0x80)] {
                output.append(scalar)
            } else {
                output.appendError()
            }
        }
    }
}
