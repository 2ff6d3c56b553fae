/// The encoding that an XML declaration names, as the HTML Standard reads it.
enum XMLDeclaration {
    /// The declaration's first octets in UTF-16 without a byte order mark.
    static func utf16(in bytes: Span<UInt8>) -> TextEncoding? {
        if Self.has([0x3C, 0, 0x3F, 0, 0x78, 0], in: bytes) { return .utf16le }
        return Self.has([0, 0x3C, 0, 0x3F, 0, 0x78], in: bytes) ? .utf16be : nil
    }

    /// "Get an XML encoding".
    static func encoding(in bytes: Span<UInt8>) -> TextEncoding? {
        guard Self.has(Array("<?xml".utf8), in: bytes) else { return nil }
        let all = bytes.withUnsafeBufferPointer { Array($0) }
        guard let end = all.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let declaration = all[..<end]
        let word = Array("encoding".utf8)
        guard let start = declaration.indices.first(where: { declaration[$0...].starts(with: word) }) else {
            return nil
        }
        var rest = declaration[(start + word.count)...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "=") else { return nil }
        rest = rest.dropFirst().drop { $0 <= 0x20 }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        let label = rest.dropFirst().prefix { $0 != quote }
        guard label.endIndex < rest.endIndex, !label.contains(where: { $0 <= 0x20 }) else { return nil }
        let encoding = TextEncoding(label: label)
        return encoding == .utf16be || encoding == .utf16le ? .utf8 : encoding
    }

    private static func has(_ prefix: [UInt8], in bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= prefix.count else { return false }
        return prefix.indices.allSatisfy { bytes[$0] == prefix[$0] }
    }
}
