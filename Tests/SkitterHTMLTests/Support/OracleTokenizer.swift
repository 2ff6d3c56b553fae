import SkitterHTML

/// The WHATWG tokenizer, state by state and byte by byte, with the names that the standard gives its states. Slow and
/// plain on purpose: what the sieve finds is compared with what this finds.
final class OracleTokenizer {
    enum State {
        case data, rcdata, rawtext, scriptData, plaintext
        case tagOpen, endTagOpen, tagName
        case textLessThan, textEndTagOpen, textEndTagName
        case escapeStart, escapeStartDash, escaped, escapedDash, escapedDashDash, escapedLessThan, escapedEndTagOpen
        case doubleEscapeStart, doubleEscaped, doubleEscapedDash, doubleEscapedDashDash, doubleEscapedLessThan
        case doubleEscapeEnd
        case beforeAttributeName, attributeName, afterAttributeName, beforeAttributeValue
        case valueDoubleQuoted, valueSingleQuoted, valueUnquoted, afterValueQuoted, selfClosingStartTag
        case bogusComment, markupDeclarationOpen, doctype
        case commentStart, commentStartDash, comment, commentLessThan, commentLessThanBang, commentLessThanBangDash
        case commentLessThanBangDashDash, commentEndDash, commentEnd, commentEndBang
        case cdataSection, cdataSectionBracket, cdataSectionEnd
    }

    struct Tag {
        var name: [UInt8] = []
        var isEnd = false
        var isSelfClosing = false
        var attributes: [(name: [UInt8], value: [UInt8])] = []

        func value(_ name: String) -> [UInt8]? {
            self.attributes.first { $0.name == Array(name.utf8) }?.value
        }
    }

    private let input: [UInt8]
    private var position = 0
    private var state = State.data
    private var tag = Tag()
    /// Nil between attributes.
    private var name: [UInt8]?
    private var value: [UInt8] = []
    private var buffer: [UInt8] = []
    private var lastStartTag: [UInt8] = []
    /// The text state to go back to, and what it collected.
    private var textState = State.data
    private var text: [UInt8] = []
    private let tree: OracleTree

    private static let references = Dictionary(
        uniqueKeysWithValues: CharacterReferences.table.map { ($0.name, $0.replacement) })
    private static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// `input` is UTF-8.
    init(_ input: [UInt8], _ tree: OracleTree) {
        var normalised: [UInt8] = []
        for (index, byte) in input.enumerated() {
            if byte == 0x0D {
                normalised.append(0x0A)
            } else if byte != 0x0A || index == 0 || input[index - 1] != 0x0D {
                normalised.append(byte)
            }
        }
        self.input = normalised
        self.tree = tree
    }

    func run() {
        while self.position < self.input.count {
            let byte = self.input[self.position]
            self.position += 1
            self.step(byte)
        }
        self.endOfFile()
    }

    private func endOfFile() {
        switch self.state {
        case .rcdata, .rawtext, .scriptData, .plaintext, .textLessThan, .textEndTagOpen, .textEndTagName:
            if self.state != .rcdata { self.text.append(contentsOf: self.pendingText) }
            self.tree.text(of: self.lastStartTag, self.text)
        case .beforeAttributeName, .afterAttributeName, .valueDoubleQuoted, .valueSingleQuoted, .valueUnquoted,
            .attributeName, .beforeAttributeValue, .afterValueQuoted, .selfClosingStartTag, .tagName:
            // The leniency for a page that ends inside its meta refresh.
            let isClosed = self.state == .afterValueQuoted || self.state == .beforeAttributeName
                || self.state == .selfClosingStartTag
            if isClosed, !self.tag.isEnd { self.tree.cutTag(self.tag) }
        default: break
        }
    }

    private var pendingText: [UInt8] {
        switch self.state {
        case .textLessThan: Array("<".utf8)
        case .textEndTagOpen: Array("</".utf8)
        case .textEndTagName: Array("</".utf8) + self.buffer
        default: []
        }
    }

    private func reconsume(_ state: State) {
        self.state = state
        self.position -= 1
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x20
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        Self.isLetter(byte) || (0x30...0x39).contains(byte)
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }

    private static func lowered(_ byte: UInt8) -> [UInt8] {
        byte == 0 ? Self.replacementCharacter : [Self.lower(byte)]
    }

    private func step(_ byte: UInt8) {
        let c = Character(UnicodeScalar(byte < 0x80 ? byte : 0x78))
        switch self.state {
        case .data:
            switch c {
            case "&": self.tree.characters(self.reference(isAttribute: false))
            case "<": self.state = .tagOpen
            default: self.tree.characters([byte])
            }
        case .rcdata:
            switch c {
            case "&": self.text.append(contentsOf: self.reference(isAttribute: false))
            case "<": self.state = .textLessThan
            case "\0": self.text.append(contentsOf: Self.replacementCharacter)
            default: self.text.append(byte)
            }
        case .rawtext, .scriptData:
            if c == "<" { self.state = .textLessThan } else { self.text.append(byte) }
        case .plaintext: break
        case .tagOpen:
            switch c {
            case "!": self.state = .markupDeclarationOpen
            case "/": self.state = .endTagOpen
            case "?": self.state = .bogusComment
            case _ where Self.isLetter(byte):
                self.tag = Tag()
                self.reconsume(.tagName)
            default:
                self.tree.characters([0x3C])
                self.reconsume(.data)
            }
        case .endTagOpen:
            if Self.isLetter(byte) {
                self.tag = Tag(isEnd: true)
                self.reconsume(.tagName)
            } else if c == ">" {
                self.state = .data
            } else {
                self.reconsume(.bogusComment)
            }
        case .tagName:
            switch c {
            case _ where Self.isSpace(byte): self.state = .beforeAttributeName
            case "/": self.state = .selfClosingStartTag
            case ">": self.emitTag()
            default: self.tag.name.append(contentsOf: Self.lowered(byte))
            }
        default:
            self.stepInText(byte, c)
        }
    }

    private func stepInText(_ byte: UInt8, _ c: Character) {
        switch self.state {
        case .textLessThan:
            if c == "/" {
                self.buffer = []
                self.state = .textEndTagOpen
            } else if c == "!", self.textState == .scriptData {
                self.state = .escapeStart
            } else {
                self.text.append(0x3C)
                self.reconsume(self.textState)
            }
        case .textEndTagOpen:
            if Self.isLetter(byte) {
                self.reconsume(.textEndTagName)
            } else {
                self.text.append(contentsOf: "</".utf8)
                self.reconsume(self.textState)
            }
        case .textEndTagName:
            let isAppropriate = self.buffer.map(Self.lower) == self.lastStartTag
            if isAppropriate, Self.isSpace(byte) || c == "/" || c == ">" {
                self.tree.text(of: self.lastStartTag, self.text)
                self.tag = Tag(name: self.lastStartTag, isEnd: true)
                if c == ">" {
                    self.emitTag()
                } else {
                    self.state = c == "/" ? .selfClosingStartTag : .beforeAttributeName
                }
            } else if Self.isLetter(byte) {
                self.buffer.append(byte)
            } else {
                self.text.append(contentsOf: "</".utf8)
                self.text.append(contentsOf: self.buffer)
                self.reconsume(self.textState)
            }
        case .escapeStart: c == "-" ? (self.state = .escapeStartDash) : self.reconsume(.scriptData)
        case .escapeStartDash: c == "-" ? (self.state = .escapedDashDash) : self.reconsume(.scriptData)
        case .escaped:
            switch c {
            case "-": self.state = .escapedDash
            case "<": self.state = .escapedLessThan
            default: break
            }
        case .escapedDash:
            switch c {
            case "-": self.state = .escapedDashDash
            case "<": self.state = .escapedLessThan
            default: self.state = .escaped
            }
        case .escapedDashDash:
            switch c {
            case "-": break
            case "<": self.state = .escapedLessThan
            case ">":
                self.textState = .scriptData
                self.state = .scriptData
            default: self.state = .escaped
            }
        case .escapedLessThan:
            if c == "/" {
                self.buffer = []
                self.state = .escapedEndTagOpen
            } else if Self.isLetter(byte) {
                self.buffer = []
                self.reconsume(.doubleEscapeStart)
            } else {
                self.reconsume(.escaped)
            }
        case .escapedEndTagOpen:
            if Self.isLetter(byte) {
                // The same as the end tag name in text, but for the state to go back to.
                self.textState = .escaped
                self.reconsume(.textEndTagName)
            } else {
                self.reconsume(.escaped)
            }
        case .doubleEscapeStart, .doubleEscapeEnd:
            if Self.isSpace(byte) || c == "/" || c == ">" {
                let isScript = self.buffer.map(Self.lower) == Array("script".utf8)
                self.state = isScript == (self.state == .doubleEscapeStart) ? .doubleEscaped : .escaped
            } else if Self.isLetter(byte) {
                self.buffer.append(byte)
            } else {
                self.reconsume(self.state == .doubleEscapeStart ? .escaped : .doubleEscaped)
            }
        case .doubleEscaped:
            switch c {
            case "-": self.state = .doubleEscapedDash
            case "<": self.state = .doubleEscapedLessThan
            default: break
            }
        case .doubleEscapedDash:
            switch c {
            case "-": self.state = .doubleEscapedDashDash
            case "<": self.state = .doubleEscapedLessThan
            default: self.state = .doubleEscaped
            }
        case .doubleEscapedDashDash:
            switch c {
            case "-": break
            case "<": self.state = .doubleEscapedLessThan
            case ">":
                self.textState = .scriptData
                self.state = .scriptData
            default: self.state = .doubleEscaped
            }
        case .doubleEscapedLessThan:
            if c == "/" {
                self.buffer = []
                self.state = .doubleEscapeEnd
            } else {
                self.reconsume(.doubleEscaped)
            }
        default:
            self.stepInTag(byte, c)
        }
    }

    private func stepInTag(_ byte: UInt8, _ c: Character) {
        switch self.state {
        case .beforeAttributeName:
            switch c {
            case _ where Self.isSpace(byte): break
            case "/", ">": self.reconsume(.afterAttributeName)
            default:
                self.name = []
                self.value = []
                if c == "=" {
                    self.name = [byte]
                    self.state = .attributeName
                } else {
                    self.reconsume(.attributeName)
                }
            }
        case .attributeName:
            switch c {
            case _ where Self.isSpace(byte) || c == "/" || c == ">": self.reconsume(.afterAttributeName)
            case "=": self.state = .beforeAttributeValue
            default: self.name?.append(contentsOf: Self.lowered(byte))
            }
        case .afterAttributeName:
            switch c {
            case _ where Self.isSpace(byte): break
            case "/":
                self.endAttribute()
                self.state = .selfClosingStartTag
            case "=": self.state = .beforeAttributeValue
            case ">":
                self.endAttribute()
                self.emitTag()
            default:
                self.endAttribute()
                self.reconsume(.beforeAttributeName)
            }
        case .beforeAttributeValue:
            switch c {
            case _ where Self.isSpace(byte): break
            case "\"": self.state = .valueDoubleQuoted
            case "'": self.state = .valueSingleQuoted
            case ">":
                self.endAttribute()
                self.emitTag()
            default: self.reconsume(.valueUnquoted)
            }
        case .valueDoubleQuoted, .valueSingleQuoted:
            if c == (self.state == .valueDoubleQuoted ? "\"" : "'") {
                self.endAttribute()
                self.state = .afterValueQuoted
            } else {
                self.appendValue(byte, c)
            }
        case .valueUnquoted:
            if Self.isSpace(byte) {
                self.endAttribute()
                self.state = .beforeAttributeName
            } else if c == ">" {
                self.endAttribute()
                self.emitTag()
            } else {
                self.appendValue(byte, c)
            }
        case .afterValueQuoted:
            switch c {
            case _ where Self.isSpace(byte): self.state = .beforeAttributeName
            case "/": self.state = .selfClosingStartTag
            case ">": self.emitTag()
            default: self.reconsume(.beforeAttributeName)
            }
        case .selfClosingStartTag:
            if c == ">" {
                self.tag.isSelfClosing = true
                self.emitTag()
            } else {
                self.reconsume(.beforeAttributeName)
            }
        default:
            self.stepInComment(byte, c)
        }
    }

    private func stepInComment(_ byte: UInt8, _ c: Character) {
        switch self.state {
        case .bogusComment, .doctype:
            if c == ">" { self.state = .data }
        case .markupDeclarationOpen:
            self.position -= 1
            if self.accept("--") {
                self.state = .commentStart
            } else if self.accept("[CDATA[", when: self.tree.isInForeignContent) {
                self.state = .cdataSection
            } else {
                self.state = .bogusComment
            }
        case .commentStart:
            switch c {
            case "-": self.state = .commentStartDash
            case ">": self.state = .data
            default: self.reconsume(.comment)
            }
        case .commentStartDash:
            switch c {
            case "-": self.state = .commentEnd
            case ">": self.state = .data
            default: self.reconsume(.comment)
            }
        case .comment:
            switch c {
            case "<": self.state = .commentLessThan
            case "-": self.state = .commentEndDash
            default: break
            }
        case .commentLessThan:
            switch c {
            case "!": self.state = .commentLessThanBang
            case "<": break
            default: self.reconsume(.comment)
            }
        case .commentLessThanBang: c == "-" ? (self.state = .commentLessThanBangDash) : self.reconsume(.comment)
        case .commentLessThanBangDash:
            c == "-" ? (self.state = .commentLessThanBangDashDash) : self.reconsume(.commentEndDash)
        case .commentLessThanBangDashDash: self.reconsume(.commentEnd)
        case .commentEndDash: c == "-" ? (self.state = .commentEnd) : self.reconsume(.comment)
        case .commentEnd:
            switch c {
            case ">": self.state = .data
            case "!": self.state = .commentEndBang
            case "-": break
            default: self.reconsume(.comment)
            }
        case .commentEndBang:
            switch c {
            case "-": self.state = .commentEndDash
            case ">": self.state = .data
            default: self.reconsume(.comment)
            }
        case .cdataSection: c == "]" ? (self.state = .cdataSectionBracket) : self.tree.characters([byte])
        case .cdataSectionBracket:
            if c == "]" {
                self.state = .cdataSectionEnd
            } else {
                self.tree.characters([0x5D])
                self.reconsume(.cdataSection)
            }
        case .cdataSectionEnd:
            switch c {
            case "]": self.tree.characters([0x5D])
            case ">": self.state = .data
            default:
                self.tree.characters([0x5D, 0x5D])
                self.reconsume(.cdataSection)
            }
        default:
            preconditionFailure("no such state here")
        }
    }

    private func accept(_ text: String, when condition: Bool = true) -> Bool {
        guard condition, self.input[self.position...].starts(with: text.utf8) else { return false }
        self.position += text.utf8.count
        return true
    }

    private func appendValue(_ byte: UInt8, _ c: Character) {
        switch c {
        case "&": self.value.append(contentsOf: self.reference(isAttribute: true))
        case "\0": self.value.append(contentsOf: Self.replacementCharacter)
        default: self.value.append(byte)
        }
    }

    private func endAttribute() {
        guard let name = self.name else { return }
        if !self.tag.attributes.contains(where: { $0.name == name }) {
            self.tag.attributes.append((name, self.value))
        }
        self.name = nil
    }

    private func emitTag() {
        self.state = .data
        if self.tag.isEnd {
            self.tree.end(self.tag)
            return
        }
        self.lastStartTag = self.tag.name
        self.text = []
        self.state = self.tree.start(self.tag)
        self.textState = self.state
    }

    /// Behind an `&`: what stands for the reference.
    private func reference(isAttribute: Bool) -> [UInt8] {
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

    private func numericReference() -> [UInt8] {
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
