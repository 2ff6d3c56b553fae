extension TextEncoding {
    /// Appends UTF-8 text in this encoding, for the query of a URL ("percent-encode after encoding", URL Standard).
    ///
    /// A code point that the encoding lacks becomes `%26%23N%3B`, N in decimal: the escaped form of `&#N;`. Text for
    /// UTF-16 and `replacement` is written in UTF-8, as the standard's "output encoding" asks.
    public func encode(_ utf8: Span<UInt8>, into output: inout [UInt8]) {
        let encoding = self.outputEncoding
        guard encoding != .utf8 else {
            utf8.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return
        }
        let text = utf8.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        if encoding == .iso2022JP {
            var encoder = ISO2022JPEncoder()
            encoder.encode(text, into: &output)
            return
        }
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                output.append(UInt8(truncatingIfNeeded: scalar.value))
            } else if !encoding.append(scalar.value, to: &output) {
                Self.appendReference(to: scalar.value, &output)
            }
        }
    }

    static func appendReference(to scalar: UInt32, _ output: inout [UInt8]) {
        output += "%26%23".utf8
        output += String(scalar).utf8
        output += "%3B".utf8
    }

    /// Appends one code point beyond ASCII; false if the encoding lacks it.
    private func append(_ scalar: UInt32, to output: inout [UInt8]) -> Bool {
        switch self {
        case .gbk, .gb18030: GB18030Encoder.append(scalar, isGBK: self == .gbk, to: &output)
        case .big5:
            Self.append(EncodingPointers.big5.pointer(of: scalar), 157, 0x81, to: &output) {
                $0 + ($0 < 0x3F ? 0x40 : 0x62)
            }
        case .eucKR: Self.append(EncodingPointers.eucKR.pointer(of: scalar), 190, 0x81, to: &output) { $0 + 0x41 }
        case .eucJP: Self.appendEUCJP(scalar, to: &output)
        case .shiftJIS: Self.appendShiftJIS(scalar, to: &output)
        default: self.appendSingleByte(scalar, to: &output)
        }
    }

    private func appendSingleByte(_ scalar: UInt32, to output: inout [UInt8]) -> Bool {
        guard let row = self.singleByteRow else {
            guard scalar >= 0xF780, scalar <= 0xF7FF else { return false }
            output.append(UInt8(truncatingIfNeeded: scalar - 0xF780 + 0x80))
            return true
        }
        guard let pointer = EncodingPointers.singleByte[row].pointer(of: scalar) else { return false }
        output.append(UInt8(truncatingIfNeeded: 0x80 + pointer % 128))
        return true
    }

    /// Appends a pointer as two octets; false if there is none.
    private static func append(
        _ pointer: Int?, _ columns: Int, _ leadOffset: Int, to output: inout [UInt8], _ trail: (Int) -> Int
    ) -> Bool {
        guard let pointer else { return false }
        output.append(UInt8(truncatingIfNeeded: pointer / columns + leadOffset))
        output.append(UInt8(truncatingIfNeeded: trail(pointer % columns)))
        return true
    }

    /// The Yen sign and the overline stand where ASCII has `\` and `~`; the minus sign is full-width in JIS X 0208.
    private static func appendEUCJP(_ scalar: UInt32, to output: inout [UInt8]) -> Bool {
        switch scalar {
        case 0xA5: output.append(0x5C)
        case 0x203E: output.append(0x7E)
        case 0xFF61...0xFF9F: output += [0x8E, UInt8(truncatingIfNeeded: scalar - 0xFF61 + 0xA1)]
        default:
            let pointer = EncodingPointers.jis0208.pointer(of: scalar == 0x2212 ? 0xFF0D : scalar)
            // Beyond the 94 rows that two octets reach nothing can be written.
            return Self.append(pointer.flatMap { $0 < 94 * 94 ? $0 : nil }, 94, 0xA1, to: &output) { $0 + 0xA1 }
        }
        return true
    }

    private static func appendShiftJIS(_ scalar: UInt32, to output: inout [UInt8]) -> Bool {
        switch scalar {
        case 0x80: output.append(0x80)
        case 0xA5: output.append(0x5C)
        case 0x203E: output.append(0x7E)
        case 0xFF61...0xFF9F: output.append(UInt8(truncatingIfNeeded: scalar - 0xFF61 + 0xA1))
        default:
            guard let pointer = EncodingPointers.shiftJIS.pointer(of: scalar == 0x2212 ? 0xFF0D : scalar) else {
                return false
            }
            let leadOffset = pointer / 188 < 0x1F ? 0x81 : 0xC1
            return Self.append(pointer, 188, leadOffset, to: &output) { $0 + ($0 < 0x3F ? 0x40 : 0x41) }
        }
        return true
    }
}
