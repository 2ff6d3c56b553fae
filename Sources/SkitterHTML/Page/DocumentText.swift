public import SkitterCore

/// The text that a document shows, for indexes and comparisons: what stands between the tags of HTML, without scripts, styles, title
/// and the like, references replaced and white space collapsed; a line for each block. A reading of the bytes, not a rendering: what
/// style sheets hide is there.
///
/// Never fails, and takes time and memory linear in the document.
public enum DocumentText {
    /// The text of a document in `body`; nothing where its type is none of HTML or XML and does not begin with `text/`, and the whole
    /// where it is text.
    public static func of(_ body: [UInt8], contentType: String?) -> String {
        let kind = DocumentKind(contentType: contentType)
        if kind == .html || kind == .xml {
            let decision =
                kind == .xml
                ? EncodingDecision(xml: body.span, contentType: contentType)
                : EncodingDecision(body.span, contentType: contentType)
            var reader = DocumentTextReader()
            reader.read(decision.encoding.decodeToUTF8(body.span).span)
            return reader.text
        }
        guard let type = contentType.flatMap(MediaType.init), type.essence.hasPrefix("text/") else { return "" }
        let decision = EncodingDecision(body.span, contentType: contentType)
        return String(decoding: decision.encoding.decodeToUTF8(body.span), as: UTF8.self)
    }
}

/// Collects the text of one document in UTF-8.
struct DocumentTextReader {
    /// Elements whose text is not shown.
    private static let hidden: [StaticString] = [
        "script", "style", "noscript", "template", "title", "iframe", "noembed", "noframes",
    ]
    /// Elements that do not end a line.
    private static let phrases: [StaticString] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img",
        "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
        "tt",
        "u", "var", "wbr",
    ]

    /// What comes before the next byte of text.
    private enum Gap {
        case none, space, line
    }

    private var bytes: [UInt8] = []
    private var gap = Gap.none
    private var piece: [UInt8] = []

    var text: String { String(decoding: self.bytes, as: UTF8.self) }

    mutating func read(_ bytes: Span<UInt8>) {
        var position = 0
        while position < bytes.count {
            let tag = Scan.find(0x3C, bytes, position)
            self.append(bytes, position..<tag)
            guard tag + 1 < bytes.count else { return }
            switch bytes[tag + 1] {
            case 0x21:
                let isComment = tag + 3 < bytes.count && bytes[tag + 2] == 0x2D && bytes[tag + 3] == 0x2D
                position = isComment ? TextEnd.comment(bytes, tag + 4) : TextEnd.bogusComment(bytes, tag)
            case 0x3F: position = TextEnd.bogusComment(bytes, tag)
            case 0x2F: position = self.tag(bytes, nameStart: tag + 2).end
            case let byte where ASCII.isLetter(byte):
                let (name, end) = self.tag(bytes, nameStart: tag + 1)
                let hidden = DocumentTextReader.hidden.first {
                    ASCII.equalsIgnoringCase(bytes.extracting(name), $0)
                }
                position = hidden.map { DocumentTextReader.endOfElement($0, bytes, end) } ?? end
            default:
                self.append(bytes, tag..<(tag + 1))
                position = tag + 1
            }
        }
    }

    /// Passes over a tag, which may end a line.
    private mutating func tag(_ bytes: Span<UInt8>, nameStart: Int) -> (name: Range<Int>, end: Int) {
        var index = nameStart
        while index < bytes.count, bytes[index] > 0x20, bytes[index] != 0x2F, bytes[index] != 0x3E { index += 1 }
        let name = nameStart..<index
        let isPhrase = DocumentTextReader.phrases.contains {
            ASCII.equalsIgnoringCase(bytes.extracting(name), $0)
        }
        if !isPhrase { self.gap = .line }
        while index < bytes.count {
            switch bytes[index] {
            case 0x3E: return (name, index + 1)
            // A quote opens a value behind its `=` alone.
            case 0x22 where DocumentTextReader.isValue(bytes, index),
                0x27 where DocumentTextReader.isValue(bytes, index):
                index = min(bytes.count, Scan.find(bytes[index], bytes, index + 1) + 1)
            default: index += 1
            }
        }
        return (name, index)
    }

    private static func isValue(_ bytes: Span<UInt8>, _ quote: Int) -> Bool {
        var index = quote - 1
        while index > 0, bytes[index] <= 0x20 { index -= 1 }
        return index >= 0 && bytes[index] == 0x3D
    }

    /// Where the end tag of an element whose content is not read begins.
    private static func endOfElement(_ name: StaticString, _ bytes: Span<UInt8>, _ start: Int) -> Int {
        var position = start
        while true {
            let tag = Scan.find(0x3C, bytes, position)
            let end = tag + 2 + name.utf8CodeUnitCount
            guard end <= bytes.count else { return bytes.count }
            let isEnd = bytes[tag + 1] == 0x2F
            if isEnd, ASCII.equalsIgnoringCase(bytes.extracting((tag + 2)..<end), name),
                end == bytes.count || bytes[end] <= 0x20 || bytes[end] == 0x2F || bytes[end] == 0x3E
            {
                return tag
            }
            position = tag + 1
        }
    }

    private mutating func append(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        self.piece.removeAll(keepingCapacity: true)
        CharacterReferences.append(bytes, range, .text, to: &self.piece)
        for byte in self.piece {
            if ASCII.isWhitespace(byte) {
                if self.gap == .none { self.gap = .space }
                continue
            }
            if !self.bytes.isEmpty {
                switch self.gap {
                case .none: break
                case .space: self.bytes.append(0x20)
                case .line: self.bytes.append(0x0A)
                }
            }
            self.gap = .none
            self.bytes.append(byte)
        }
    }
}

extension FetchedPage {
    /// The text that the page shows (``DocumentText``). Read from the body at each call.
    public var text: String {
        DocumentText.of(self.response.body, contentType: self.response.fields["Content-Type"])
    }
}
