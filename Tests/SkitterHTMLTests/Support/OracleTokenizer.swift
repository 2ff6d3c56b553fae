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

    let input: [UInt8]
    var position = 0
    var state = State.data
    var tag = Tag()
    /// Nil between attributes.
    var name: [UInt8]?
    var value: [UInt8] = []
    var buffer: [UInt8] = []
    var lastStartTag: [UInt8] = []
    /// The text state to go back to, and what it collected.
    var textState = State.data
    var text: [UInt8] = []
    let tree: OracleTree

    static let references = Dictionary(
        uniqueKeysWithValues: CharacterReferences.table.map { ($0.name, $0.replacement) })
    static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

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

    func endOfFile() {
        defer { self.tree.endOfFile() }
        switch self.state {
        case .tagOpen: self.tree.characters(Array("<".utf8))
        case .endTagOpen: self.tree.characters(Array("</".utf8))
        case .cdataSectionBracket: self.tree.characters(Array("]".utf8))
        case .cdataSectionEnd: self.tree.characters(Array("]]".utf8))
        case .rcdata, .rawtext, .scriptData, .plaintext, .textLessThan, .textEndTagOpen, .textEndTagName:
            if self.state != .rcdata { self.text.append(contentsOf: self.pendingText) }
            self.tree.text(of: self.lastStartTag, self.text)
        case .beforeAttributeName, .afterAttributeName, .valueDoubleQuoted, .valueSingleQuoted, .valueUnquoted,
            .attributeName, .beforeAttributeValue, .afterValueQuoted, .selfClosingStartTag, .tagName:
            // The leniency for a page that ends inside its meta refresh.
            let isClosed =
                self.state == .afterValueQuoted || self.state == .beforeAttributeName
                || self.state == .selfClosingStartTag
            if isClosed, !self.tag.isEnd { self.tree.cutTag(self.tag) }
        default: break
        }
    }

    var pendingText: [UInt8] {
        switch self.state {
        case .textLessThan: Array("<".utf8)
        case .textEndTagOpen: Array("</".utf8)
        case .textEndTagName: Array("</".utf8) + self.buffer
        default: []
        }
    }

    func reconsume(_ state: State) {
        self.state = state
        self.position -= 1
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x20
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        Self.isLetter(byte) || (0x30...0x39).contains(byte)
    }

    static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }

    static func lowered(_ byte: UInt8) -> [UInt8] {
        byte == 0 ? Self.replacementCharacter : [Self.lower(byte)]
    }

    func step(_ byte: UInt8) {
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

    func stepInTag(_ byte: UInt8, _ c: Character) {
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

    func accept(_ text: String, when condition: Bool = true) -> Bool {
        guard condition, self.input[self.position...].starts(with: text.utf8) else { return false }
        self.position += text.utf8.count
        return true
    }

    func appendValue(_ byte: UInt8, _ c: Character) {
        switch c {
        case "&": self.value.append(contentsOf: self.reference(isAttribute: true))
        case "\0": self.value.append(contentsOf: Self.replacementCharacter)
        default: self.value.append(byte)
        }
    }

    func endAttribute() {
        guard let name = self.name else { return }
        if !self.tag.attributes.contains(where: { $0.name == name }) {
            self.tag.attributes.append((name, self.value))
        }
        self.name = nil
    }

    func emitTag() {
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
}
