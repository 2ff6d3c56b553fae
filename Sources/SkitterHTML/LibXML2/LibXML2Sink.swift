import SkitterCore

/// The sieve's findings to libxml2: each tag is written anew, with decoded values, and read by it in batches.
struct LibXML2Sink: TagSink {
    private let reader: TagReader
    private let decoder: ValueDecoder
    /// Written tags, and from `tagStart` on the one that is being written.
    private var tags: [UInt8] = []
    private var tagStart = 0
    private var pending: [TagReader.Pending] = []
    private var value: [UInt8] = []
    /// Of the tag that is being written.
    private var unwritable: [(name: AttributeName, value: [UInt8])] = []
    /// Tags are read when there are this many bytes of them.
    private static let batchBytes = 1 << 14

    init(_ reader: TagReader, _ builder: PageBuilder, _ encoding: TextEncoding) {
        self.reader = reader
        self.decoder = ValueDecoder(encoding: encoding)
        reader.builder = builder
        reader.lend(&self.tags, &self.pending)
    }

    mutating func finish() -> ExtractedPage {
        self.flush()
        self.reader.keep(&self.tags, &self.pending)
        var page = ExtractedPage()
        swap(&page, &self.reader.builder.page)
        return page
    }

    @inline(__always)
    mutating func beginTag() {
        self.tagStart = self.tags.count
        self.tags.append(0x3C)
        self.tags.append(0x61)
        if !self.unwritable.isEmpty { self.unwritable.removeAll() }
    }

    @inline(__always)
    mutating func attribute(_ name: AttributeName, _ value: Range<Int>, _ bytes: Span<UInt8>) {
        if Scan.isPlain(bytes, value) {
            self.write(name, bytes.extracting(value))
            return
        }
        self.value.removeAll(keepingCapacity: true)
        self.decoder.append(value, bytes, .attribute, to: &self.value)
        let decoded = self.value
        self.write(name, decoded.span)
    }

    @inline(__always)
    mutating func endTag(_ kind: TagKind, isHidden: Bool) {
        self.endTag(TagReader.Pending(kind: kind, isHidden: isHidden, unwritable: self.unwritable))
    }

    mutating func endCutMeta(isHidden: Bool) {
        self.endTag(
            TagReader.Pending(kind: .meta, isHidden: isHidden, isCut: true, unwritable: self.unwritable))
    }

    mutating func dropTag() {
        self.tags.removeLast(self.tags.count - self.tagStart)
    }

    mutating func title(_ text: Range<Int>, _ bytes: Span<UInt8>) {
        self.flush()
        let start = self.reader.builder.textEnd
        self.decoder.append(text.prefix(PageSink.maximumTitle), bytes, .text, to: &self.reader.builder.page.text)
        self.reader.builder.title(from: start)
    }

    mutating func style(_ text: Range<Int>, _ bytes: Span<UInt8>) {
        self.flush()
        self.reader.builder.beginTag()
        let start = self.reader.builder.textEnd
        self.decoder.appendRaw(text, bytes, to: &self.reader.builder.page.text)
        self.reader.builder.style(from: start)
    }

    mutating func text(_ text: Range<Int>, _ bytes: Span<UInt8>, isRaw: Bool) {
        self.flush()
        self.decoder.append(text, bytes, isRaw: isRaw, to: &self.reader.builder)
    }

    mutating func endText() {
        self.flush()
        self.reader.builder.endText()
    }

    mutating func beginBody() {
        self.flush()
        self.reader.builder.beginBody()
    }

    mutating func dropBody() {
        self.flush()
        self.reader.builder.dropBody()
    }

    mutating func truncate(_ cause: ExtractedPage.Truncation) {
        // A tag may be half written; those before it are read first, since what cuts them is the earlier cause.
        let half = self.tags[self.tagStart...]
        self.tags.removeLast(half.count)
        self.flush()
        self.tags.append(contentsOf: half)
        self.reader.builder.truncate(cause)
    }

    mutating func restart() {
        self.flush()
        self.reader.builder.restart()
    }

    // MARK: Writing

    /// An attribute with a value in UTF-8, its references replaced.
    @inline(__always)
    private mutating func write(_ name: AttributeName, _ value: Span<UInt8>) {
        let mark = self.tags.count
        self.tags.append(0x20)
        self.tags.append(TagReader.letter(name))
        self.tags.append(0x3D)
        self.tags.append(0x22)
        if Scan.isPlainXML(value) {
            self.copy(value)
        } else if !self.writeEscaped(value) {
            self.tags.removeLast(self.tags.count - mark)
            self.unwritable.append((name, value.withUnsafeBufferPointer { Array($0) }))
            return
        }
        self.tags.append(0x22)
    }

    /// False if the value holds a character that XML does not permit in any form (XML 1.0, "Char").
    private mutating func writeEscaped(_ value: Span<UInt8>) -> Bool {
        for index in value.indices {
            let byte = value[index]
            switch byte {
            case 0x22: self.tags.append(contentsOf: "&#34;".utf8)
            case 0x26: self.tags.append(contentsOf: "&#38;".utf8)
            case 0x3C: self.tags.append(contentsOf: "&#60;".utf8)
            case 0x3E: self.tags.append(contentsOf: "&#62;".utf8)
            case 0x09: self.tags.append(contentsOf: "&#9;".utf8)
            case 0x0A: self.tags.append(contentsOf: "&#10;".utf8)
            case 0x0D: self.tags.append(contentsOf: "&#13;".utf8)
            case 0..<0x20: return false
            case 0xBE...0xBF where index >= 2 && value[index - 1] == 0xBF && value[index - 2] == 0xEF:
                // U+FFFE and U+FFFF.
                return false
            default: self.tags.append(byte)
            }
        }
        return true
    }

    @inline(__always)
    private mutating func copy(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { self.tags.append(contentsOf: $0) }
    }

    @inline(__always)
    private mutating func endTag(_ tag: TagReader.Pending) {
        self.tags.append(0x2F)
        self.tags.append(0x3E)
        self.tagStart = self.tags.count
        self.pending.append(tag)
        if self.tags.count > Self.batchBytes { self.flush() }
    }

    /// Has everything read that was written.
    private mutating func flush() {
        guard !self.pending.isEmpty else { return }
        self.tagStart = 0
        self.reader.read(self.tags, self.pending)
        self.tags.removeAll(keepingCapacity: true)
        self.pending.removeAll(keepingCapacity: true)
    }
}
