import SkitterHTML

/// The character reference states.
extension OracleTokenizer {
    /// Behind an `&`: what stands for the reference.
    func reference(isAttribute: Bool) -> [UInt8] {
        let rest = self.input[self.position...]
        guard let first = rest.first else { return [0x26] }
        if first == 0x23 { return self.numericReference() }
        guard Self.isAlphanumeric(first) else { return [0x26] }
        for length in stride(from: min(33, rest.count), to: 0, by: -1) {
            let name = Array(rest.prefix(length))
            guard let replacement = Self.references[name] else { continue }
            let next = rest.dropFirst(length).first
            if isAttribute, name.last != 0x3B, let next, next == 0x3D || Self.isAlphanumeric(next) { return [0x26] }
            self.position += length
            return replacement
        }
        return [0x26]
    }

    func numericReference() -> [UInt8] {
        var index = self.position + 1
        var radix = 10
        if index < self.input.count, self.input[index] == 0x78 || self.input[index] == 0x58 {
            radix = 16
            index += 1
        }
        let digits = self.input[index...].prefix {
            Int(String(UnicodeScalar($0)), radix: radix) != nil && $0 < 0x80
        }
        guard !digits.isEmpty else { return [0x26] }
        index += digits.count
        if index < self.input.count, self.input[index] == 0x3B { index += 1 }
        self.position = index
        let code = digits.reduce(UInt64(0)) { value, digit in
            min(value * UInt64(radix) + UInt64(Int(String(UnicodeScalar(digit)), radix: radix)!), 0x11_0000)
        }
        if code == 0 || code > 0x10FFFF || (0xD800...0xDFFF).contains(code) { return Self.replacementCharacter }
        if (0x80...0x9F).contains(code) { return TextEncoding.windows1252.decodeToUTF8([UInt8(code)]) }
        return Array(String(UnicodeScalar(UInt32(code))!).utf8)
    }
}
