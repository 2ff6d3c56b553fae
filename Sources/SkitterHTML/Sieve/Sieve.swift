import SkitterCore

/// Finds the tags of a page that can hold a link, and their attributes, in one pass over its bytes, as the WHATWG
/// tokenizer and the few rules of tree construction that matter (``TreeRules``) would see them.
///
/// Two loops: the slow one asks the rules about every token, from the start until a frameset is ruled out and wherever
/// a template or foreign content is open; the fast one does nothing but tokenize. The bytes are those of any
/// ASCII-compatible encoding: none has `<`, `>`, `"`, `'`, `=`, `/`, `&`, `!`, `-`, `?` or white space inside a longer
/// character.
struct Sieve {
    private(set) var options: ExtractionOptions
    var rules = TreeRules(isCareful: false)
    /// A `noscript` is open: what a browser that runs scripts would not see.
    var isHidden = false
    /// An `a` element is open and its text wanted.
    var isInAnchor = false
    private var wanted = InlineArray<32, AttributeSet>(repeating: AttributeSet(bits: 0))

    init(_ options: ExtractionOptions) {
        self.options = options
        for kind in TagKind.allCases { self.wanted[Int(kind.rawValue)] = kind.attributes(options) }
    }

    /// Gives everything in `bytes` to the sink.
    mutating func run(_ bytes: Span<UInt8>, from start: Int, _ sink: inout some TagSink) {
        if !self.pass(bytes, start, &sink) {
            sink.restart()
            self.rules = TreeRules(isCareful: true)
            self.isHidden = false
            self.isInAnchor = false
            _ = self.pass(bytes, start, &sink)
        }
        if self.isInAnchor { sink.endText() }
        if self.rules.wasTooDeep { sink.truncate(.nesting) }
    }

    /// False if the rules need more care than they were told to take.
    private mutating func pass(_ bytes: Span<UInt8>, _ start: Int, _ sink: inout some TagSink) -> Bool {
        var position = start
        while position < bytes.count {
            if self.rules.isPlain {
                position = self.fast(bytes, position, &sink)
                // What stopped it is a token for the slow loop, though the rules do not know that yet.
                guard position < bytes.count else { break }
            }
            position = self.slow(bytes, position, &sink)
            if self.rules.needsCare { return false }
        }
        return true
    }

    // MARK: Tags with links

    /// A tag whose attributes nobody asks for.
    @inline(__always)
    func wants(_ kind: TagKind) -> AttributeSet {
        self.wanted[Int(kind.rawValue)]
    }

    /// Reads the attributes of a tag. Answers where it ends; nil if the bytes end first, and then there was no tag.
    @inline(__always)
    func read(_ kind: TagKind, _ bytes: Span<UInt8>, _ nameEnd: Int, _ sink: inout some TagSink) -> Int? {
        var missing = self.wanted[Int(kind.rawValue)].bits
        var cursor = AttributeCursor(after: nameEnd)
        var count = 0
        sink.beginTag()
        while cursor.next(bytes) {
            count &+= 1
            if let name = cursor.name, missing & (1 &<< UInt32(name.rawValue)) != 0 {
                missing &= ~(1 &<< UInt32(name.rawValue))
                if cursor.value.count <= self.options.maximumValueBytes {
                    sink.attribute(name, cursor.value, bytes)
                } else {
                    Self.skipLongValue(bytes, cursor.value, &sink)
                }
            }
            if count > self.options.maximumAttributes {
                sink.truncate(.attributes)
                return self.end(kind, TagEnd.walk(bytes, cursor.position).position, &sink)
            }
        }
        if cursor.isAtEnd { return self.end(kind, cursor.position, &sink) }
        if kind == .meta, cursor.isValueClosed {
            sink.endCutMeta(isHidden: self.isHidden)
            return nil
        }
        return self.end(kind, nil, &sink)
    }

    @inline(__always)
    private func end(_ kind: TagKind, _ position: Int?, _ sink: inout some TagSink) -> Int? {
        if position == nil { sink.dropTag() } else { sink.endTag(kind, isHidden: self.isHidden) }
        return position
    }

    @inline(never)
    private static func skipLongValue(_ bytes: Span<UInt8>, _ value: Range<Int>, _ sink: inout some TagSink) {
        if !ASCII.isDataURL(bytes.extracting(value)) { sink.truncate(.values) }
    }

    // MARK: Texts without tags

    /// The text behind a start tag that ends at `start`. Answers where tags are read again: behind its end tag.
    func text(
        _ content: TreeRules.Content, of name: TagName, _ bytes: Span<UInt8>, _ start: Int, isLinked: Bool,
        _ sink: inout some TagSink
    ) -> Int {
        let end: Int
        switch content {
        case .data: return start
        case .plaintext: return bytes.count
        case .script: end = TextEnd.script(bytes, start)
        case .rcdata, .rawText:
            end = TextEnd.rawText(bytes, start, key: name.key, length: name.element.length)
        }
        if isLinked {
            if name.element == .title { sink.title(start..<end, bytes) }
            if name.element == .style, self.options.styles { sink.style(start..<end, bytes) }
        }
        guard end < bytes.count else { return end }
        // Behind the name of the end tag its attributes are read like any other's.
        return TagEnd.skip(bytes, end + 2 + name.element.length) ?? bytes.count
    }

    /// Behind a comment, DOCTYPE, processing instruction or anything else that begins with `<!` or `<?`.
    @inline(__always)
    static func markupDeclaration(_ bytes: Span<UInt8>, _ position: Int) -> Int {
        if position &+ 3 < bytes.count, bytes[position &+ 1] == 0x21, bytes[position &+ 2] == 0x2D,
            bytes[position &+ 3] == 0x2D
        {
            return TextEnd.comment(bytes, position &+ 4)
        }
        return TextEnd.bogusComment(bytes, position &+ 2)
    }
}

extension ElementName {
    /// Of the elements that hold text only.
    var length: Int {
        switch self {
        case .xmp: 3
        case .title, .style: 5
        case .script, .iframe: 6
        case .noembed: 7
        case .textarea, .noframes: 8
        default: 0
        }
    }
}
