/// The states inside raw text, scripts and comments.
extension OracleTokenizer {
    func stepInText(_ byte: UInt8, _ c: Character) {
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

    func stepInComment(_ byte: UInt8, _ c: Character) {
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
}
