/// The WHATWG ISO-2022-JP encoder.
struct ISO2022JPEncoder {
    private enum CharacterSet {
        case ascii, roman, jis0208
    }

    private var set = CharacterSet.ascii

    /// Appends a whole text, which begins and ends in ASCII.
    mutating func encode(_ text: String, into output: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            self.append(scalar.value, to: &output)
        }
        self.switchTo(.ascii, &output)
    }

    private mutating func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0x0E, 0x0F, 0x1B:
            // These would be read as escapes.
            self.switchTo(self.set == .jis0208 ? .ascii : self.set, &output)
            TextEncoding.appendReference(to: 0xFFFD, &output)
        case 0..<0x80:
            if self.set != .roman || scalar == 0x5C || scalar == 0x7E {
                self.switchTo(.ascii, &output)
            }
            output.append(UInt8(truncatingIfNeeded: scalar))
        case 0xA5, 0x203E:
            self.switchTo(.roman, &output)
            output.append(scalar == 0xA5 ? 0x5C : 0x7E)
        default:
            guard let pointer = EncodingPointers.jis0208.pointer(of: Self.fullWidth(scalar)), pointer < 94 * 94 else {
                self.switchTo(self.set == .jis0208 ? .ascii : self.set, &output)
                TextEncoding.appendReference(to: scalar, &output)
                return
            }
            self.switchTo(.jis0208, &output)
            output += [UInt8(truncatingIfNeeded: pointer / 94 + 0x21), UInt8(truncatingIfNeeded: pointer % 94 + 0x21)]
        }
    }

    private static func fullWidth(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x2212: 0xFF0D
        case 0xFF61...0xFF9F: EncodingTable.halfWidthKatakana[Int(scalar - 0xFF61)] ?? scalar
        default: scalar
        }
    }

    private mutating func switchTo(_ set: CharacterSet, _ output: inout [UInt8]) {
        guard set != self.set else { return }
        self.set = set
        output.append(0x1B)
        switch set {
        case .ascii: output += "(B".utf8
        case .roman: output += "(J".utf8
        case .jis0208: output += "$B".utf8
        }
    }
}
