import SkitterCore

extension Sieve {
    /// Token by token under the tree rules, until they leave the rest to the fast loop, need more care, or the bytes end.
    mutating func slow(_ bytes: Span<UInt8>, _ start: Int, _ sink: inout some TagSink) -> Int {
        var position = start
        repeat {
            position = self.token(bytes, position, &sink)
        } while position < bytes.count && !self.rules.isPlain && !self.rules.needsCare
        return position
    }

    /// One piece of markup with the text before it.
    private mutating func token(_ bytes: Span<UInt8>, _ start: Int, _ sink: inout some TagSink) -> Int {
        let count = bytes.count
        let position = Scan.find(0x3C, bytes, start)
        if position > start {
            self.watch(bytes, start..<position, &sink)
            self.keep(start..<position, bytes, &sink)
        }
        guard position + 1 < count else {
            if position < count { self.watchText(isNULOnly: false, &sink) }
            self.keep(position..<count, bytes, &sink)
            return count
        }
        let byte = bytes[position + 1]
        if ASCII.isLetter(byte) { return self.startTag(bytes, position, &sink) }
        switch byte {
        case 0x2F where position + 2 < count:
            if ASCII.isLetter(bytes[position + 2]) { return self.endTag(bytes, position, &sink) }
            return TextEnd.bogusComment(bytes, position + 2)
        case 0x21:
            if self.rules.allowsCDATA, Self.opensCDATA(bytes, position) {
                let end = TextEnd.cdata(bytes, position + 9)
                let text = TextEnd.cdataText(bytes, (position + 9)..<end)
                self.watchCDATA(bytes, text, &sink)
                self.keep(text, bytes, isRaw: true, &sink)
                return end
            }
            return Self.markupDeclaration(bytes, position)
        case 0x3F:
            return Self.markupDeclaration(bytes, position)
        default:
            self.watchText(isNULOnly: false, &sink)
            self.keep(position..<(position + 1), bytes, &sink)
            return position + 1
        }
    }

    private mutating func startTag(_ bytes: Span<UInt8>, _ position: Int, _ sink: inout some TagSink) -> Int {
        let name = TagName(bytes, at: position + 1)
        let tag = TagEnd.walk(bytes, name.end)
        guard let end = tag.position else {
            // No tag, but see ``TagSink/endCutMeta(isHidden:)``.
            if name.element == .meta, !self.rules.open.hasTemplate { _ = self.read(.meta, bytes, name.end, &sink) }
            return bytes.count
        }
        let start = self.changingBody(&sink) { rules in
            rules.start(name.element, key: name.key, Self.facts(name, bytes, isSelfClosing: tag.isSelfClosing))
        }
        if start.isHTML, name.element == .noscript { self.isHidden = true }
        if let kind = start.kind {
            if self.options.anchorTexts, kind == .a || kind == .svgA { self.beginAnchor(&sink) }
            _ = self.read(kind, bytes, name.end, &sink)
        } else if self.options.styles, start.isShown {
            _ = self.read(.styled, bytes, name.end, &sink)
        }
        return self.text(start.content, of: name, bytes, end, isLinked: start.isShown, &sink)
    }

    private mutating func endTag(_ bytes: Span<UInt8>, _ position: Int, _ sink: inout some TagSink) -> Int {
        let name = TagName(bytes, at: position + 2)
        guard let end = TagEnd.skip(bytes, name.end) else { return bytes.count }
        if name.element == .noscript { self.isHidden = false }
        if name.element == .a, !self.rules.open.hasTemplate { self.endAnchor(&sink) }
        self.changingBody(&sink) { $0.end(name.element, key: name.key) }
        return end
    }

    /// Tells the sink when a step of the rules begins the body or replaces it.
    private mutating func changingBody<R>(
        _ sink: inout some TagSink, _ step: (inout TreeRules) -> R
    ) -> R {
        let wasInHead = self.rules.phase == .head || self.rules.phase == .afterHead
        let answer = step(&self.rules)
        if wasInHead, self.rules.phase == .body { sink.beginBody() }
        if self.rules.bodyWasReplaced {
            self.rules.bodyWasReplaced = false
            sink.dropBody()
        }
        return answer
    }

    private static func facts(_ name: TagName, _ bytes: Span<UInt8>, isSelfClosing: Bool) -> TreeRules.Facts {
        var facts: TreeRules.Facts = isSelfClosing ? .selfClosing : []
        guard name.element == .input || name.element == .font || name.element == .annotationXml else { return facts }
        var cursor = AttributeCursor(after: name.end)
        var seen = AttributeSet()
        while cursor.next(bytes) {
            guard let attribute = cursor.name, !seen.contains(attribute) else { continue }
            seen.insert(attribute)
            switch (name.element, attribute) {
            case (.input, .type):
                if Self.isEqual(bytes, cursor.value, "hidden") { facts.insert(.hiddenInput) }
            case (.font, .color), (.font, .face), (.font, .size):
                facts.insert(.styledFont)
            case (.annotationXml, .encoding):
                if Self.isEqual(bytes, cursor.value, "text/html")
                    || Self.isEqual(bytes, cursor.value, "application/xhtml+xml")
                {
                    facts.insert(.htmlAnnotation)
                }
            default: break
            }
        }
        return facts
    }

    /// Whether a value is, its references replaced, a given word but for ASCII case.
    private static func isEqual(_ bytes: Span<UInt8>, _ value: Range<Int>, _ lower: StaticString) -> Bool {
        guard value.count <= 256 else { return false }
        var text: [UInt8] = []
        CharacterReferences.append(bytes, value, .attribute, to: &text)
        return ASCII.equalsIgnoringCase(text.span, lower)
    }

    // MARK: Text

    /// Text between tags: what of it is more than white space ends the head and rules a frameset out.
    private mutating func watch(_ bytes: Span<UInt8>, _ range: Range<Int>, _ sink: inout some TagSink) {
        guard self.rules.watchesText else { return }
        var hasNUL = false
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            position += 1
            if byte == 0x26 {
                var text: [UInt8] = []
                position = CharacterReferences.reference(bytes, position, range.upperBound, .text, &text)
                if !text.allSatisfy(ASCII.isWhitespace) { return self.watchText(isNULOnly: false, &sink) }
            } else if byte == 0 {
                hasNUL = true
            } else if !ASCII.isWhitespace(byte) {
                return self.watchText(isNULOnly: false, &sink)
            }
        }
        if hasNUL { self.watchText(isNULOnly: true, &sink) }
    }

    /// The text of a CDATA section; no references in it.
    private mutating func watchCDATA(_ bytes: Span<UInt8>, _ range: Range<Int>, _ sink: inout some TagSink) {
        guard self.rules.watchesText else { return }
        for position in range where bytes[position] != 0 && !ASCII.isWhitespace(bytes[position]) {
            return self.watchText(isNULOnly: false, &sink)
        }
    }

    /// Text of the link that is open. What a template holds is no part of it.
    private func keep(_ text: Range<Int>, _ bytes: Span<UInt8>, isRaw: Bool = false, _ sink: inout some TagSink) {
        if self.isInAnchor, !self.rules.open.hasTemplate { sink.text(text, bytes, isRaw: isRaw) }
    }

    private mutating func watchText(isNULOnly: Bool, _ sink: inout some TagSink) {
        self.changingBody(&sink) { $0.text(isNULOnly: isNULOnly) }
    }

    private static func opensCDATA(_ bytes: Span<UInt8>, _ position: Int) -> Bool {
        guard position + 9 <= bytes.count else { return false }
        // "[CDATA[", case-sensitive.
        return bytes[position + 8] == 0x5B && Scan.word(bytes, position) & ~0xFF == 0x4154_4144_435B_2100
    }
}
