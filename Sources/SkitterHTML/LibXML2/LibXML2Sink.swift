import SkitterCore

/// The sieve's findings to libxml2: each tag is written anew, with decoded values, and read by it in batches.
struct LibXML2Sink: TagSink {
    private let reader: TagReader
    private let decoder: ValueDecoder
    /// Written tags, and the one that is being written.
    private var tags: [UInt8] = []
    private var tagStart = 0
    private var pending: [TagReader.Pending] = []
    private var value: [UInt8] = []
    /// Links are not written any more once the page holds as many as it may.
    private var isFull = false
    /// Tags are read when there are this many bytes of them.
    private static let batchBytes = 1 << 14

    init(_ reader: TagReader, _ builder: PageBuilder, _ encoding: TextEncoding) {
        self.reader = reader
        self.decoder = ValueDecoder(encoding: encoding)
        reader.builder = builder
    }

    mutating func finish() -> ExtractedPage {
        self.flush()
        let page = self.reader.builder.page
        self.reader.builder.page = ExtractedPage()
        return page
    }

    /// Every tag is written as `a`: libxml2 does not know the newer elements and drops a second `html` or `body`, and
    /// what element it is was decided by the tree rules, not by its name.
    @inline(__always)
    mutating func beginTag() {
        self.tagStart = self.tags.count
        self.tags.append(0x3C)
        self.tags.append(0x61)
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
        self.endTag(TagReader.Pending(kind: kind, isHidden: isHidden))
    }

    mutating func endCutMeta(isHidden: Bool) {
        self.endTag(TagReader.Pending(kind: .meta, isHidden: isHidden, isCut: true))
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

    mutating func beginBody() {
        self.flush()
        self.reader.builder.beginBody()
    }

    mutating func dropBody() {
        self.flush()
        self.reader.builder.dropBody()
    }

    mutating func truncate(_ cause: ExtractedPage.Truncation) {
        self.flush()
        self.reader.builder.truncate(cause)
    }

    mutating func restart() {
        self.flush()
        self.isFull = false
        self.reader.builder.restart()
    }

    // MARK: Writing

    /// An attribute with a value in UTF-8, its references replaced.
    @inline(__always)
    private mutating func write(_ name: AttributeName, _ value: Span<UInt8>) {
        let text = name.text
        self.tags.append(0x20)
        self.tags.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        self.tags.append(0x3D)
        self.tags.append(0x22)
        if Scan.find(0x22, value, 0) == value.count, Scan.find(0x26, value, 0) == value.count {
            self.copy(value)
        } else {
            self.writeEscaped(value)
        }
        self.tags.append(0x22)
    }

    private mutating func writeEscaped(_ value: Span<UInt8>) {
        for index in value.indices {
            switch value[index] {
            case 0x26: self.tags.append(contentsOf: "&amp;".utf8)
            case 0x22: self.tags.append(contentsOf: "&quot;".utf8)
            default: self.tags.append(value[index])
            }
        }
    }

    @inline(__always)
    private mutating func copy(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { self.tags.append(contentsOf: $0) }
    }

    @inline(__always)
    private mutating func endTag(_ tag: TagReader.Pending) {
        if self.isFull, tag.kind != .base, tag.kind != .meta { return self.dropTag() }
        self.tags.append(0x2F)
        self.tags.append(0x3E)
        self.pending.append(tag)
        if self.tags.count > Self.batchBytes { self.flush() }
    }

    /// Has everything read that was written.
    private mutating func flush() {
        guard !self.pending.isEmpty else { return }
        self.reader.read(self.tags, self.pending)
        self.tags.removeAll(keepingCapacity: true)
        self.pending.removeAll(keepingCapacity: true)
        self.isFull = self.reader.builder.page.truncated == .links
    }
}
