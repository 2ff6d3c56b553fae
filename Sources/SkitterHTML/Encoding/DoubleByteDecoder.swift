/// The frame that the WHATWG decoders for Big5, Shift_JIS, EUC-KR and EUC-JP share.
enum DoubleByteDecoder {
    /// Decodes one character after its lead octet at `index`; answers the index after it.
    ///
    /// If the two octets mean nothing they are one error, but an ASCII trail octet is given back: it may be markup.
    static func decodePair(
        _ bytes: Span<UInt8>, leadAt index: Int, into output: inout UTF8Output, _ lookUp: (UInt8) -> DoubleByteCharacter
    ) -> Int {
        guard index + 1 < bytes.count else {
            output.appendError()
            return index + 1
        }
        let trail = bytes[index + 1]
        switch lookUp(trail) {
        case .scalar(let scalar):
            output.append(scalar)
        case .pair(let first, let second):
            output.append(first)
            output.append(second)
        case .none:
            output.appendError()
            return trail < 0x80 ? index + 1 : index + 2
        }
        return index + 2
    }

    static func character(_ scalar: UInt32?) -> DoubleByteCharacter {
        scalar.map(DoubleByteCharacter.scalar) ?? .none
    }
}
