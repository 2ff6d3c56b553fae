import SkitterCore

/// The sieve's findings to libxml2: each tag is written anew, with decoded values, and read by it.
struct LibXML2Sink: TagSink {
    private let reader: TagReader
    private let decoder: ValueDecoder
    private var value: [UInt8] = []

    init(_ reader: TagReader, _ builder: PageBuilder, _ encoding: TextEncoding) {
        self.reader = reader
        self.decoder = ValueDecoder(encoding: encoding)
        reader.begin(builder)
    }

    mutating func finish() -> ExtractedPage {
        self.reader.flush()
        return self.reader.builder.page
    }

    @inline(__always)
    mutating func beginTag() {
        self.reader.beginTag()
    }

    @inline(__always)
    mutating func attribute(_ name: AttributeName, _ value: Range<Int>, _ bytes: Span<UInt8>) {
        if Scan.isPlain(bytes, value) {
            self.reader.write(name, bytes.extracting(value))
            return
        }
        self.value.removeAll(keepingCapacity: true)
        self.decoder.append(value, bytes, .attribute, to: &self.value)
        self.reader.write(name, self.value.span)
    }

    @inline(__always)
    mutating func endTag(_ kind: TagKind, isHidden: Bool) {
        self.reader.endTag(TagReader.Pending(kind: kind, isHidden: isHidden))
    }

    mutating func endCutMeta(isHidden: Bool) {
        self.reader.endTag(TagReader.Pending(kind: .meta, isHidden: isHidden, isCut: true))
    }

    mutating func dropTag() {
        self.reader.dropTag()
    }

    mutating func title(_ text: Range<Int>, _ bytes: Span<UInt8>) {
        self.reader.flush()
        let start = self.reader.builder.textEnd
        self.decoder.append(text.prefix(PageSink.maximumTitle), bytes, .text, to: &self.reader.builder.page.text)
        self.reader.builder.title(from: start)
    }

    mutating func style(_ text: Range<Int>, _ bytes: Span<UInt8>) {
        self.reader.flush()
        self.reader.builder.beginTag()
        let start = self.reader.builder.textEnd
        self.decoder.appendRaw(text, bytes, to: &self.reader.builder.page.text)
        self.reader.builder.style(from: start)
    }

    mutating func beginBody() {
        self.reader.flush()
        self.reader.builder.beginBody()
    }

    mutating func dropBody() {
        self.reader.flush()
        self.reader.builder.dropBody()
    }

    mutating func truncate(_ cause: ExtractedPage.Truncation) {
        self.reader.builder.truncate(cause)
    }

    mutating func restart() {
        self.reader.flush()
        self.reader.builder.restart()
    }
}
