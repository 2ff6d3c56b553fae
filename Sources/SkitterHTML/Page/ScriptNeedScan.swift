import SkitterCore

/// Looks at a page that has scripts and no links once more: whether it shows anything without them. When in doubt it does.
///
/// Not a parser: tags and comments are found as any tokenizer finds them, and no tree is made. It is the same for every
/// extractor, and linear in the page, each byte being looked at once.
struct ScriptNeedScan {
    /// What is more text than this shows something.
    static let mostText = 200

    /// Elements whose text is not shown.
    private static let hidden: [StaticString] = [
        "script", "style", "noscript", "template", "title", "iframe", "noembed", "noframes",
    ]
    /// Elements that scripts fill.
    private static let roots: [StaticString] = ["div", "main", "section", "article", "app"]

    /// Bytes of text that are shown, but for white space.
    private var text = 0
    private var speaksOfScripts = false
    private var hasEmptyRoot = false
    /// The name of the element that has begun, may be a root, and has nothing in it so far.
    private var open: Range<Int>?

    /// What the page in `bytes` needs scripts for; nil where it seems to do without. The encoding is a superset of ASCII.
    static func need(_ bytes: Span<UInt8>, from start: Int) -> ScriptNeed? {
        var scan = ScriptNeedScan()
        scan.run(bytes, from: start)
        guard scan.text < ScriptNeedScan.mostText else { return nil }
        if scan.speaksOfScripts { return .noscript }
        if scan.hasEmptyRoot { return .emptyRoot }
        return scan.text == 0 ? .noText : nil
    }

    private mutating func run(_ bytes: Span<UInt8>, from start: Int) {
        var position = start
        while position < bytes.count, self.text < ScriptNeedScan.mostText {
            let tag = Scan.find(0x3C, bytes, position)
            self.text(bytes, position..<tag)
            guard tag + 1 < bytes.count else { return }
            switch bytes[tag + 1] {
            case 0x21: position = ScriptNeedScan.endOfDeclaration(bytes, tag)
            case 0x3F: position = min(bytes.count, Scan.find(0x3E, bytes, tag) + 1)
            case 0x2F: position = self.endTag(bytes, tag)
            case let byte where ASCII.isLetter(byte): position = self.startTag(bytes, tag)
            default:
                self.text += 1
                position = tag + 1
            }
        }
    }

    private mutating func text(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        for index in range where bytes[index] > 0x20 {
            self.open = nil
            self.text += 1
            if self.text >= ScriptNeedScan.mostText { return }
        }
    }

    /// Behind a comment, or what else begins with `<!`.
    private static func endOfDeclaration(_ bytes: Span<UInt8>, _ tag: Int) -> Int {
        guard tag + 3 < bytes.count, bytes[tag + 2] == 0x2D, bytes[tag + 3] == 0x2D else {
            return min(bytes.count, Scan.find(0x3E, bytes, tag) + 1)
        }
        // `<!-->` is a whole comment (HTML, "comment start state").
        var end = Scan.find(0x3E, bytes, tag + 4)
        while end < bytes.count {
            if bytes[end - 1] == 0x2D, bytes[end - 2] == 0x2D { return end + 1 }
            if bytes[end - 1] == 0x21, bytes[end - 2] == 0x2D, bytes[end - 3] == 0x2D, end >= tag + 7 { return end + 1 }
            end = Scan.find(0x3E, bytes, end + 1)
        }
        return bytes.count
    }

    private mutating func endTag(_ bytes: Span<UInt8>, _ tag: Int) -> Int {
        let name = ScriptNeedScan.name(bytes, tag + 2)
        if let open, ScriptNeedScan.areEqual(bytes, open, name) { self.hasEmptyRoot = true }
        self.open = nil
        return min(bytes.count, Scan.find(0x3E, bytes, tag) + 1)
    }

    private mutating func startTag(_ bytes: Span<UInt8>, _ tag: Int) -> Int {
        let name = ScriptNeedScan.name(bytes, tag + 1)
        let (end, hasID) = ScriptNeedScan.attributes(bytes, name.upperBound)
        let isOwn = name.contains { bytes[$0] == 0x2D }
        let mayBeRoot = isOwn || hasID && ScriptNeedScan.roots.contains { ScriptNeedScan.isName($0, bytes, name) }
        self.open = mayBeRoot ? name : nil
        guard let hidden = ScriptNeedScan.hidden.first(where: { ScriptNeedScan.isName($0, bytes, name) }) else {
            return end
        }
        let close = ScriptNeedScan.close(hidden, bytes, end)
        if ScriptNeedScan.isName("noscript", bytes, name) { self.noscript(bytes, end..<close) }
        return close
    }

    /// Where the element of this name ends: before its end tag.
    private static func close(_ name: StaticString, _ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while true {
            let tag = Scan.find(0x3C, bytes, position)
            guard tag + 1 < bytes.count else { return bytes.count }
            if bytes[tag + 1] == 0x2F, ScriptNeedScan.isName(name, bytes, ScriptNeedScan.name(bytes, tag + 2)) {
                return tag
            }
            position = tag + 1
        }
    }

    /// Whether the text between the tags of a `<noscript>` says JavaScript, in whatever language it says the rest.
    private mutating func noscript(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == 0x3C {
                index = Scan.find(0x3E, bytes, index) + 1
            } else if ASCII.lowercased(bytes[index]) == UInt8(ascii: "j"),
                ASCII.equalsIgnoringCase(
                    bytes.extracting(index..<min(range.upperBound, index + 10)), "javascript")
            {
                self.speaksOfScripts = true
                return
            } else {
                index += 1
            }
        }
    }

    // MARK: - Names

    /// The name that begins at `start`: up to white space, a slash or the end of the tag.
    private static func name(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x2F, bytes[end] != 0x3E, bytes[end] != 0x3C {
            end += 1
        }
        return start..<end
    }

    private static func isName(_ name: StaticString, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        ASCII.equalsIgnoringCase(bytes.extracting(range), name)
    }

    private static func areEqual(_ bytes: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count
            && (0..<left.count).allSatisfy {
                ASCII.lowercased(bytes[left.lowerBound + $0]) == ASCII.lowercased(bytes[right.lowerBound + $0])
            }
    }

    /// Behind the tag, and whether it has an id.
    private static func attributes(_ bytes: Span<UInt8>, _ start: Int) -> (end: Int, hasID: Bool) {
        var index = start
        var hasID = false
        while index < bytes.count {
            switch bytes[index] {
            case 0x3E: return (index + 1, hasID)
            case 0x22, 0x27: index = min(bytes.count, Scan.find(bytes[index], bytes, index + 1) + 1)
            case UInt8(ascii: "i"), UInt8(ascii: "I"):
                let isStart = bytes[index - 1] <= 0x20 || bytes[index - 1] == 0x22 || bytes[index - 1] == 0x27
                var end = index + 2
                while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
                if isStart, end < bytes.count, bytes[end] == 0x3D,
                    ASCII.lowercased(bytes[index + 1]) == UInt8(ascii: "d")
                {
                    hasID = true
                }
                index += 1
            default: index += 1
            }
        }
        return (index, hasID)
    }
}
