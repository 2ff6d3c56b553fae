internal import Yams

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

    /// The text as a whole; nil where there is nothing in it.
    init?(reading text: String) throws(SyntaxError) {
        let root: Node?
        do { root = try compose(yaml: text) } catch { throw SyntaxError(error, in: text) }
        guard let root else { return nil }
        self = try SettingsNode(root, line: 1)
    }

    private init(_ node: Node, line: Int) throws(SyntaxError) {
        let line = node.mark?.line ?? line
        self.line = line
        switch node {
        case .scalar(let scalar):
            // Quoted, a text is never nothing.
            self.isNothing = scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            self.content = .scalar(scalar.string)
        case .sequence(let nodes):
            var elements: [SettingsNode] = []
            for node in nodes { elements.append(try SettingsNode(node, line: line)) }
            self.isNothing = false
            self.content = .sequence(elements)
        case .mapping(let pairs):
            var members: [Member] = []
            for (key, value) in pairs {
                guard case .scalar(let scalar) = key else {
                    throw SyntaxError(line: key.mark?.line ?? line, message: "a key is a text")
                }
                let place = key.mark?.line ?? line
                members.append(
                    Member(key: scalar.string, line: place, value: try SettingsNode(value, line: place)))
            }
            self.isNothing = false
            self.content = .mapping(members)
        case .alias: throw SyntaxError(line: line, message: "an alias of something that is not there")
        }
    }
}

extension SettingsNode.SyntaxError {
    fileprivate init(_ error: any Error, in text: String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(line: mark.line, message: problem)
        case .reader(let problem, let offset, _, _):
            let line = 1 + text.prefix(offset ?? 0).count { $0.isNewline }
            self.init(line: line, message: problem)
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(line: context.mark.line, message: "'\(keys.first ?? "")' is set twice")
        default: self.init(line: 1, message: "\(error)")
        }
    }
}
