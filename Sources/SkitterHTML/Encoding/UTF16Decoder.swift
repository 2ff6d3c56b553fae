/// The WHATWG "shared UTF-16 decoder".
enum UTF16Decoder {
    static func decode(_ bytes: Span<UInt8>, from start: Int, isBigEndian: Bool, into output: inout UTF8Output) {
        var leadSurrogate: UInt32?
        var index = start
        while index + 1 < bytes.count {
            let first = UInt32(bytes[index])
            let second = UInt32(bytes[index + 1])
            let unit = isBigEndian ? first << 8 | second : second << 8 | first
            index += 2
            if let lead = leadSurrogate {
                leadSurrogate = nil
                if unit & 0xFC00 == 0xDC00 {
                    output.append(0x10000 + ((lead & 0x3FF) << 10) + (unit & 0x3FF))
                    continue
                }
                output.appendError()
            }
            switch unit & 0xFC00 {
            case 0xD800: leadSurrogate = unit
            case 0xDC00: output.appendError()
            default: output.append(unit)
            }
        }
        // A lead surrogate and an odd octet at the end are one error together.
        if leadSurrogate != nil || index < bytes.count {
            output.appendError()
        }
    }
}
