import SkitterCore

/// The sieve's findings straight to a page: our own attribute reader and character references decide.
struct PageSink: TagSink {
    private(set) var builder: PageBuilder
    private let decoder: ValueDecoder
    /// Bytes of a title that are read.
    static let maximumTitle = 4096

    init(_ builder: PageBuilder, _ encoding: TextEncoding) {
        self.builder = builder
        self.decoder = ValueDecoder(encoding: encoding)
    }

    @inline(__always)
    mutating func beginTag() {
        self.builder.beginTag()
    }

    @inline(__always)
    mutating func attribute(_ name: AttributeName, _ value: Range<Int>, _ bytes: Span<UInt8>) {
        let start = self.builder.textEnd
        self.decoder.append(value, bytes, .attribute, to: &self.builder.page.text)
        self.builder.add(name, from: start)
    }

    @inline(__always)
    mutating func endTag(_ kind: TagKind, isHidden: Bool) {
        self.builder.tag(kind, isHidden: isHidden)
    }

    mutating func endCutMeta(isHidden: Bool) {
        self.builder.cutMeta(isHidden: isHidden)
    }

    mutating func dropTag() {
        self.builder.dropText()
    }

    mutating func title(_ text: Range<Int>, _ bytes: Span<UInt8>) {
        let start = self.builder.textEnd
        self.decoder.append(text.prefix(Self.maximumTitle), bytes, .text, to: &self.builder.page.text)
        self.builder.title(from: start)
    }

    mutating func style(_ text: Range<Int>, _ bytes: Span<UInt8>) {
        self.builder.beginTag()
        let start = self.builder.textEnd
        self.decoder.appendRaw(text, bytes, to: &self.builder.page.text)
        self.builder.style(from: start)
    }

    mutating func text(_ text: Range<Int>, _ bytes: Span<UInt8>, isRaw: Bool) {
        self.decoder.append(text, bytes, isRaw: isRaw, to: &self.builder)
    }

    mutating func endText() {
        self.builder.endText()
    }

    mutating func beginBody() {
        self.builder.beginBody()
    }

    mutating func dropBody() {
        self.builder.dropBody()
    }

    mutating func truncate(_ cause: ExtractedPage.Truncation) {
        self.builder.truncate(cause)
    }

    mutating func restart() {
        self.builder.restart()
    }
}
