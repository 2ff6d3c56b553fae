import SkitterCore

extension Sieve {
    /// The tokenizer alone, from `start` to the next `svg`, `math` or `template` or to the end. Answers where it stopped.
    mutating func fast(_ bytes: Span<UInt8>, _ start: Int, _ sink: inout some TagSink) -> Int {
        let count = bytes.count
        let readsAll = self.options.styles
        let readsEnds = self.options.forms || self.options.anchorTexts
        var position = start
        while true {
            let found = Scan.find(0x3C, bytes, position)
            if self.isInAnchor { sink.text(position..<found, bytes, isRaw: false) }
            position = found
            guard position &+ 1 < count else { return self.lastText(position..<count, bytes, &sink) }
            let byte = bytes[position &+ 1]
            if ASCII.isLetter(byte) {
                let name = TagName(bytes, at: position &+ 1)
                if name.element.rawValue &- 1 < ElementName.lastOfFastLoop.rawValue || readsAll {
                    guard let next = self.tag(name, bytes, &sink) else { return position }
                    position = next
                } else {
                    guard let next = TagEnd.skip(bytes, name.end) else { return count }
                    position = next
                }
            } else if byte == 0x2F {
                guard position &+ 2 < count else { return self.lastText(position..<count, bytes, &sink) }
                if ASCII.isLetter(bytes[position &+ 2]) {
                    if self.isHidden || readsEnds { self.endTag(bytes, position, &sink) }
                    guard let next = Self.skipEndTag(bytes, position &+ 3) else { return count }
                    position = next
                } else {
                    // `</>` is nothing, `</` and anything else a bogus comment.
                    position = TextEnd.bogusComment(bytes, position &+ 2)
                }
            } else if byte == 0x21 || byte == 0x3F {
                position = Self.markupDeclaration(bytes, position)
            } else {
                if self.isInAnchor { sink.text(position..<(position &+ 1), bytes, isRaw: false) }
                position &+= 1
            }
        }
    }

    /// What looked like markup until the bytes ended is text.
    @inline(never)
    private func lastText(_ text: Range<Int>, _ bytes: Span<UInt8>, _ sink: inout some TagSink) -> Int {
        if self.isInAnchor { sink.text(text, bytes, isRaw: false) }
        return bytes.count
    }

    /// A start tag that may hold a link or changes how what follows is read. Nil if the slow loop must read it.
    @inline(__always)
    private mutating func tag(_ name: TagName, _ bytes: Span<UInt8>, _ sink: inout some TagSink) -> Int? {
        let kind = TagKind(html: name.element)
        switch name.element {
        case .svg, .math, .template: return nil
        case .noscript: self.isHidden = true
        case .a where self.options.anchorTexts: self.beginAnchor(&sink)
        default: break
        }
        var end: Int
        if let kind, kind != .form || self.rules.opensForm() {
            guard let next = self.read(kind, bytes, name.end, &sink) else { return bytes.count }
            end = next
        } else if self.options.styles, kind == nil, name.element != .frame {
            guard let next = self.read(.styled, bytes, name.end, &sink) else { return bytes.count }
            end = next
        } else {
            guard let next = TagEnd.skip(bytes, name.end) else { return bytes.count }
            end = next
        }
        let content = name.element.content
        if content != .data { end = self.text(content, of: name, bytes, end, isLinked: true, &sink) }
        return end
    }

    /// The end tags that change something outside of the tree rules.
    @inline(never)
    private mutating func endTag(_ bytes: Span<UInt8>, _ position: Int, _ sink: inout some TagSink) {
        let name = TagName(bytes, at: position &+ 2)
        guard name.element == .noscript || name.element == .form || name.element == .a,
            TagEnd.skip(bytes, name.end) != nil
        else { return }
        if name.element == .noscript { self.isHidden = false }
        if name.element == .form { self.rules.end(.form, key: name.key) }
        if name.element == .a { self.endAnchor(&sink) }
    }

    /// From the second byte of an end tag's name. Without a quote before it the first `>` is the end.
    @inline(__always)
    private static func skipEndTag(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        let word = Scan.word(bytes, start)
        let ends = Scan.matches(word, 0x3E)
        // Both quotes, and a few bytes that stand in no usual end tag.
        if ends != 0, Scan.matchesEight(word, from: 0x20) & (ends &- 1) == 0 {
            return start &+ Scan.index(ends) &+ 1
        }
        return Self.skipLongEndTag(bytes, start)
    }

    @inline(never)
    private static func skipLongEndTag(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        TagEnd.skip(bytes, TagName(bytes, at: start).end)
    }
}
