/// A part of a YAML text, and its line.
struct SettingsNode {
    /// What a text may hold.
    enum Content {
        case scalar(String)
        case sequence([SettingsNode])
        case mapping([Member])
    }

    /// A key with its value.
    struct Member {
        let key: String
        /// Where the key stands.
        let line: Int
        let value: SettingsNode
    }

    /// A text that is no YAML.
    struct SyntaxError: Error {
        let line: Int
        let message: String
    }

    let content: Content
    /// Counted from 1.
    let line: Int
    /// Nothing is there: `key:`, or an empty text.
    let isNothing: Bool

    /// A list or a mapping, which is never nothing.
    init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
        self.isNothing = false
    }

    /// A text. Quoted, it is never nothing.
    init(_ text: String, isPlain: Bool, line: Int) {
        self.content = .scalar(text)
        self.line = line
        self.isNothing = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
    }
}
