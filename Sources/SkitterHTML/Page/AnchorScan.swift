import SkitterCore

/// Finds the names of places in a page of UTF-8. Tags, comments and texts end as the tokenizer has them; no tree is made, so that names
/// in what a browser would drop count too.
enum AnchorScan {
    /// Lends each name that the page in `bytes` gives, its references replaced, to `body`.
    static func run(_ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Void) {
        var position = 0
        while position < bytes.count {
            let tag = Scan.find(0x3C, bytes, position)
            guard tag + 1 < bytes.count else { return }
            switch bytes[tag + 1] {
            case 0x21, 0x3F: position = Sieve.markupDeclaration(bytes, tag)
            case 0x2F: position = Self.endTag(bytes, tag)
            case let byte where ASCII.isLetter(byte):
                guard let end = Self.startTag(bytes, tag, body) else { return }
                position = end
            default: position = tag + 1
            }
        }
    }

    private static func endTag(_ bytes: Span<UInt8>, _ tag: Int) -> Int {
        guard tag + 2 < bytes.count else { return bytes.count }
        guard ASCII.isLetter(bytes[tag + 2]) else { return TextEnd.bogusComment(bytes, tag + 2) }
        return TagEnd.skip(bytes, TagName(bytes, at: tag + 2).end) ?? bytes.count
    }

    /// Behind the tag, and the text that follows it where that holds no tags; nil where the bytes end first.
    private static func startTag(_ bytes: Span<UInt8>, _ tag: Int, _ body: (Span<UInt8>) -> Void) -> Int? {
        let name = TagName(bytes, at: tag + 1)
        var cursor = AttributeCursor(after: name.end)
        var id: Range<Int>?
        var anchorName: Range<Int>?
        while cursor.next(bytes) {
            if cursor.name == .id, id == nil { id = cursor.value }
            if cursor.name == .name, name.element == .a, anchorName == nil { anchorName = cursor.value }
        }
        guard cursor.isAtEnd else { return nil }
        for value in [id, anchorName] {
            guard let value, !value.isEmpty else { continue }
            var text: [UInt8] = []
            CharacterReferences.append(bytes, value, .attribute, to: &text)
            body(text.span)
        }
        switch name.element.content {
        case .data: return cursor.position
        case .plaintext: return nil
        case .script: return TextEnd.script(bytes, cursor.position)
        case .rcdata, .rawText:
            return TextEnd.rawText(bytes, cursor.position, key: name.key, length: name.element.length)
        }
    }
}
