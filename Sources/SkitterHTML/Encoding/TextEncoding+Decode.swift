extension TextEncoding {
    /// The text of `bytes` as UTF-8; a byte order mark of this very encoding is not part of it.
    ///
    /// Every error becomes U+FFFD, as many of them as the decoders of the WHATWG Encoding Standard count. Any input
    /// decodes, in time proportional to its length.
    public func decodeToUTF8(_ bytes: Span<UInt8>) -> [UInt8] {
        var output = UTF8Output(capacity: bytes.count + bytes.count / 8)
        let start = self.byteOrderMarkLength(in: bytes)
        switch self {
        case .utf8: UTF8Decoder.decode(bytes, from: start, into: &output)
        case .utf16be: UTF16Decoder.decode(bytes, from: start, isBigEndian: true, into: &output)
        case .utf16le: UTF16Decoder.decode(bytes, from: start, isBigEndian: false, into: &output)
        case .gbk, .gb18030: GB18030Decoder.decode(bytes, into: &output)
        case .big5: Big5Decoder.decode(bytes, into: &output)
        case .eucJP: EUCJPDecoder.decode(bytes, into: &output)
        case .iso2022JP: ISO2022JPDecoder.decode(bytes, into: &output)
        case .shiftJIS: ShiftJISDecoder.decode(bytes, into: &output)
        case .eucKR: EUCKRDecoder.decode(bytes, into: &output)
        case .replacement:
            if bytes.count > 0 {
                output.appendError()
            }
        default: SingleByteDecoder.decode(bytes, row: self.singleByteRow, into: &output)
        }
        return output.finish()
    }

    /// As above, for an array.
    public func decodeToUTF8(_ bytes: [UInt8]) -> [UInt8] {
        self.decodeToUTF8(bytes.span)
    }

    private func byteOrderMarkLength(in bytes: Span<UInt8>) -> Int {
        guard let (encoding, length) = Self.byteOrderMark(in: bytes), encoding == self else { return 0 }
        return length
    }

    /// "BOM sniff": the encoding that the first octets declare, and how many octets do so.
    static func byteOrderMark(in bytes: Span<UInt8>) -> (encoding: TextEncoding, length: Int)? {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return (.utf8, 3) }
        guard bytes.count >= 2 else { return nil }
        if bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16be, 2) }
        if bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16le, 2) }
        return nil
    }
}
