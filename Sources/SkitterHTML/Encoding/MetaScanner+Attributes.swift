extension MetaScanner {
    /// The answer of "get an attribute".
    enum AttributeEvent {
        case attribute(name: [UInt8], value: [UInt8])
        /// There is no further attribute; `position` is at the `>`.
        case endOfTag
        case endOfInput
    }

    /// "Get an attribute": name and value in lower case. Unless `keeping`, both are empty.
    mutating func readAttribute(_ bytes: Span<UInt8>, keeping: Bool) -> AttributeEvent {
        let slash = UInt8(ascii: "/")
        let bracket = UInt8(ascii: ">")
        let equals = UInt8(ascii: "=")
        while self.position < bytes.count, HTMLOctets.isSpace(bytes[self.position]) || bytes[self.position] == slash {
            self.position += 1
        }
        guard self.position < bytes.count else { return .endOfInput }
        guard bytes[self.position] != bracket else { return .endOfTag }

        let nameStart = self.position
        var octet = bytes[self.position]
        while !(octet == equals && self.position > nameStart), !HTMLOctets.isSpace(octet), octet != slash,
            octet != bracket
        {
            self.position += 1
            guard self.position < bytes.count else { return .endOfInput }
            octet = bytes[self.position]
        }
        let name = keeping ? Self.lowercased(bytes, nameStart..<self.position) : []
        while HTMLOctets.isSpace(octet) {
            self.position += 1
            guard self.position < bytes.count else { return .endOfInput }
            octet = bytes[self.position]
        }
        guard octet == equals else { return .attribute(name: name, value: []) }
        repeat {
            self.position += 1
            guard self.position < bytes.count else { return .endOfInput }
            octet = bytes[self.position]
        } while HTMLOctets.isSpace(octet)

        let isQuoted = octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'")
        let quote = octet
        if isQuoted {
            self.position += 1
        }
        let valueStart = self.position
        while self.position < bytes.count {
            octet = bytes[self.position]
            if isQuoted ? octet == quote : HTMLOctets.isSpace(octet) || octet == bracket {
                let value = keeping ? Self.lowercased(bytes, valueStart..<self.position) : []
                self.position += isQuoted ? 1 : 0
                return .attribute(name: name, value: value)
            }
            self.position += 1
        }
        return .endOfInput
    }

    /// Reads the attributes of a `<meta>` whose name ends at `position`; nil when the octets end first.
    mutating func readMeta(_ bytes: Span<UInt8>) -> MetaDeclaration? {
        var declaration = MetaDeclaration()
        while true {
            switch self.readAttribute(bytes, keeping: true) {
            case .attribute(let name, let value): declaration.read(name: name, value: value)
            case .endOfTag: return declaration
            case .endOfInput: return nil
            }
        }
    }

    private static func lowercased(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        range.map { HTMLOctets.lowercased(bytes[$0]) }
    }
}
