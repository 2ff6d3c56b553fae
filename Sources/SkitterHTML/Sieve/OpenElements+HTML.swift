/// What start and end tags of HTML do to the stack of open elements: the rules of "in body" and, for tables, of the
/// table modes, reduced to what is popped and pushed. The list of active formatting elements is left out: what it
/// reopens holds no link of its own.
extension OpenElements {
    // MARK: Start tags

    mutating func startHTML(_ name: ElementName, _ key: UInt64, isSelfClosing: Bool) -> Answer {
        if name.closesParagraph { self.closeParagraph() }
        if name.isTablePart { return self.startTablePart(name, key) }
        switch name {
        case .svg, .math:
            if !isSelfClosing { self.push(name, key, name == .svg ? .svg : .math) }
        case .li:
            self.closeItem { $0 == .li }
            self.push(name, key, .html)
        case .dd, .dt:
            self.closeItem { $0 == .dd || $0 == .dt }
            self.push(name, key, .html)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if let top = self.last, top.place == .html, top.name.isHeading { self.pop(to: self.nodes.count - 1) }
            self.push(name, key, .html)
        case .button:
            self.close(.standard) { $0 == .button }
            self.push(name, key, .html)
        case .option, .optgroup:
            if let top = self.last, top.place == .html, top.name == .option { self.pop(to: self.nodes.count - 1) }
            self.push(name, key, .html)
        case .a, .nobr:
            self.endFormatting(name, key)
            self.push(name, key, .html)
        case _ where name.isNeverOpen:
            break
        default:
            self.push(name, key, .html)
        }
        return .done
    }

    /// Closes the item before it ("in body", li, dd, dt): only `address`, `div` and `p` may lie between.
    private mutating func closeItem(_ matches: (ElementName) -> Bool) {
        for index in self.nodes.indices.reversed() {
            let node = self.nodes[index]
            if node.place == .html, matches(node.name) {
                self.pop(to: index)
                break
            }
            if node.place.endsScope { break }
            if node.place == .html, node.name.isSpecial, ![.address, .div, .p].contains(node.name) { break }
        }
        self.closeParagraph()
    }

    /// "If the stack of open elements has a p element in button scope, then close a p element": nothing is looked through
    /// where none is open.
    private mutating func closeParagraph() {
        if self.mayHold(Self.paragraphKey) { self.close(.button) { $0 == .p } }
    }

    /// The ``TagName/key`` of `p`.
    private static let paragraphKey: UInt64 = 0x70

    /// Only in a table, where it closes what stands between itself and its context, foreign content included.
    private mutating func startTablePart(_ name: ElementName, _ key: UInt64) -> Answer {
        var table = self.nodes.count - 1
        var isBare = true
        while table >= 0 {
            let node = self.nodes[table]
            if node.place == .html, node.name == .table || node.name == .template { break }
            isBare = isBare && node.place == .html
            table -= 1
        }
        guard table >= 0 else { return .unknown }
        if self.nodes[table].name == .template {
            // A template takes rows and cells by themselves, unless something else was opened in it.
            if isBare, name != .col { self.push(name, key, .html) }
            return .done
        }
        var context = self.nodes.count - 1
        while context > table, self.nodes[context].place != .html || !name.isPart(of: self.nodes[context].name) {
            context -= 1
        }
        self.pop(to: context + 1)
        if name != .col { self.push(name, key, .html) }
        return .done
    }

    // MARK: End tags

    mutating func endHTML(_ name: ElementName, _ key: UInt64) -> Answer {
        switch name {
        case .template:
            if let index = self.nodes.lastIndex(where: { $0.place == .html && $0.name == .template }) {
                self.pop(to: index)
            }
            return .done
        case .html, .body, .head, .frameset, .br, .col:
            return .done
        case .h1, .h2, .h3, .h4, .h5, .h6:
            return self.close(.standard) { $0.isHeading }
        case .li:
            return self.close(.list) { $0 == name }
        case .p:
            // Without an open one it makes one and closes it.
            self.close(.button) { $0 == name }
            return .done
        case .form:
            switch self.contains(.standard, { $0 == name }) {
            case .found(let index): self.remove(at: index)
            case .stopped: break
            case .bottom: return .unknown
            }
            return .done
        case _ where !self.mayHold(key):
            return self.answerWithout(name)
        case _ where name.isFormatting:
            return self.endFormatting(name, key)
        case _ where name.isTablePart || name == .table:
            return self.close(.table) { $0 == name }
        case _ where name.closesInScope:
            return self.close(.standard) { $0 == name }
        default:
            return self.endOther(key)
        }
    }

    /// The name is not among the known elements: only what is around them can hold it, if no scope ends before.
    private func answerWithout(_ name: ElementName) -> Answer {
        let isTable = name.isTablePart || name == .table
        for node in self.nodes.reversed() {
            if node.place == .html, node.name == .template { return .done }
            if !isTable, node.place.endsScope { return .done }
        }
        return .unknown
    }

    /// "Any other end tag": up to the next special element.
    private mutating func endOther(_ key: UInt64) -> Answer {
        for index in self.nodes.indices.reversed() {
            let node = self.nodes[index]
            if node.place == .html, node.key == key {
                self.pop(to: index)
                return .done
            }
            if node.place.endsScope || node.place == .html && node.name.isSpecial { return .done }
        }
        return .unknown
    }

    /// The adoption agency's effect on the stack: the element goes, blocks in it and formatting between them stay open,
    /// everything behind the last block closes.
    @discardableResult
    private mutating func endFormatting(_ name: ElementName, _ key: UInt64) -> Answer {
        var lastBlock: Int?
        for index in self.nodes.indices.reversed() {
            let node = self.nodes[index]
            if node.place == .html, node.name == name {
                guard let lastBlock else {
                    self.pop(to: index)
                    return .done
                }
                self.pop(to: lastBlock + 1)
                for inner in ((index + 1)..<lastBlock).reversed()
                where !self.nodes[inner].name.isSpecial && !self.nodes[inner].name.isFormatting {
                    self.remove(at: inner)
                }
                self.remove(at: index)
                return .done
            }
            if Scope.standard.isEnded(by: node) { return .done }
            if lastBlock == nil, node.place == .html, node.name.isSpecial { lastBlock = index }
        }
        return .unknown
    }

    // MARK: Scopes

    private enum Scope {
        case standard, list, button, table

        func isEnded(by node: Node) -> Bool {
            guard node.place == .html else { return self != .table && node.place.endsScope }
            switch node.name {
            case .table, .template, .html: return true
            case .applet, .caption, .td, .th, .marquee, .object, .select: return self != .table
            case .ol, .ul: return self == .list
            case .button: return self == .button
            default: return false
            }
        }
    }

    private enum Search {
        case found(Int)
        /// The scope ended before.
        case stopped
        /// Neither was found among the known elements.
        case bottom
    }

    private func contains(_ scope: Scope, _ matches: (ElementName) -> Bool) -> Search {
        for index in self.nodes.indices.reversed() {
            let node = self.nodes[index]
            if node.place == .html, matches(node.name) { return .found(index) }
            if scope.isEnded(by: node) { return .stopped }
        }
        return .bottom
    }

    /// Pops up to the element that matches, if it is in scope.
    @discardableResult
    private mutating func close(_ scope: Scope, _ matches: (ElementName) -> Bool) -> Answer {
        switch self.contains(scope, matches) {
        case .found(let index):
            self.pop(to: index)
            return .done
        case .stopped: return .done
        case .bottom: return .unknown
        }
    }
}
