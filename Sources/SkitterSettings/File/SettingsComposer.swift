/// Makes a tree of the events of a text.
struct SettingsComposer {
    private let events: YAMLEvents
    /// What stands at each anchor so far.
    private var anchored: [String: Composed] = [:]

    /// A node, and how many levels it has.
    private struct Composed {
        var node: SettingsNode
        var levels = 1
    }

    /// A settings file needs three. An alias can make a tree far deeper than its text, which must not exhaust the stack.
    private static let levelLimit = 50

    /// The one document of `text`; nil where there is none.
    static func root(of text: String) throws(SettingsNode.SyntaxError) -> SettingsNode? {
        var composer = SettingsComposer(events: try YAMLEvents(of: text))
        return try composer.root()
    }

    private init(events: YAMLEvents) {
        self.events = events
    }

    private mutating func root() throws(SettingsNode.SyntaxError) -> SettingsNode? {
        guard case .document = try self.events.next().content else { return nil }
        let root = try self.node(self.events.next(), level: 1)
        // The end of the document.
        _ = try self.events.next()
        let next = try self.events.next()
        guard case .end = next.content else {
            throw SettingsNode.SyntaxError(line: next.line, message: "but found another document")
        }
        return root?.node
    }

    /// What begins with `event`; nil where that is the end of what it should be in.
    private mutating func node(_ event: YAMLEvents.Event, level: Int) throws(SettingsNode.SyntaxError) -> Composed? {
        let composed: Composed
        let name: String?
        switch event.content {
        case .end, .document: return nil
        case .alias(let alias):
            guard let found = self.anchored[alias] else {
                throw SettingsNode.SyntaxError(line: event.line, message: "found undefined alias")
            }
            try self.check(levels: level + found.levels - 1, line: event.line)
            return found
        case .scalar(let text, let isPlain, let anchor):
            composed = Composed(node: SettingsNode(text, isPlain: isPlain, line: event.line))
            name = anchor
        case .sequence(let anchor):
            try self.check(levels: level, line: event.line)
            composed = try self.sequence(line: event.line, level: level)
            name = anchor
        case .mapping(let anchor):
            try self.check(levels: level, line: event.line)
            composed = try self.mapping(line: event.line, level: level)
            name = anchor
        }
        if let name { self.anchored[name] = composed }
        return composed
    }

    private mutating func sequence(line: Int, level: Int) throws(SettingsNode.SyntaxError) -> Composed {
        var elements: [SettingsNode] = []
        var levels = 0
        while let element = try self.node(self.events.next(), level: level + 1) {
            elements.append(element.node)
            levels = max(levels, element.levels)
        }
        return Composed(node: SettingsNode(.sequence(elements), line: line), levels: levels + 1)
    }

    private mutating func mapping(line: Int, level: Int) throws(SettingsNode.SyntaxError) -> Composed {
        var members: [SettingsNode.Member] = []
        var lines: [String: Int] = [:]
        var levels = 0
        while true {
            let event = try self.events.next()
            guard let key = try self.node(event, level: level + 1) else { break }
            guard case .scalar(let text) = key.node.content else {
                throw SettingsNode.SyntaxError(line: event.line, message: "a key is a text")
            }
            if let earlier = lines.updateValue(event.line, forKey: text) {
                throw SettingsNode.SyntaxError(line: earlier, message: "'\(text)' is set twice")
            }
            guard let value = try self.node(self.events.next(), level: level + 1) else { break }
            members.append(SettingsNode.Member(key: text, line: event.line, value: value.node))
            levels = max(levels, value.levels)
        }
        return Composed(node: SettingsNode(.mapping(members), line: line), levels: levels + 1)
    }

    private func check(levels: Int, line: Int) throws(SettingsNode.SyntaxError) {
        guard levels <= Self.levelLimit else {
            throw SettingsNode.SyntaxError(line: line, message: "is nested deeper than \(Self.levelLimit) levels")
        }
    }
}
