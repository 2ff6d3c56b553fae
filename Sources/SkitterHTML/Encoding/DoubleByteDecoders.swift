/// What a decoder of two-octet characters finds for a lead and a trail octet.
enum DoubleByteCharacter {
    case scalar(UInt32)
    case pair(UInt32, UInt32)
    case none
}

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
