import CLibXML2
import SkitterCore

/// Reads normalised tags with libxml2's HTML push parser and gives what its SAX interface reports to a page.
///
/// The context lives as long as the reader: to libxml2 all tags of all pages are one endless document of empty elements,
/// so that nothing nests, nothing is implied and nothing is kept. Names come from ``TagKind`` and ``AttributeName``
/// alone, so that its dictionary does not grow.
final class TagReader {
    /// A tag that was written and not yet reported.
    struct Pending {
        var kind: TagKind
        var isHidden = false
        /// See ``TagSink/endCutMeta(isHidden:)``.
        var isCut = false
    }

    var builder = PageBuilder(options: ExtractionOptions(), robotsToken: "")
    /// Written tags, and the one that is being written.
    private var buffer: [UInt8] = []
    private var tagStart = 0
    private var pending: [Pending] = []
    private var reported = 0
    private let context: htmlParserCtxtPtr?
    private static let isLibraryReady: Void = xmlInitParser()
    /// Written tags are read when there are this many bytes of them.
    private static let batchBytes = 1 << 14

    init() {
        _ = Self.isLibraryReady
        self.context = Self.makeContext()
        // Nobody sees this. It stays open: a document whose last element was closed has ended for libxml2.
        self.buffer.append(contentsOf: "<div>".utf8)
        self.parse()
        self.buffer.removeAll()
    }

    deinit {
        htmlFreeParserCtxt(self.context)
    }

    /// False once the parser stopped for good.
    var isReusable: Bool {
        self.context.map { $0.pointee.disableSAX == 0 && $0.pointee.nameNr == 1 } ?? false
    }

    private static func makeContext() -> htmlParserCtxtPtr? {
        guard let context = htmlCreatePushParserCtxt(nil, nil, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else { return nil }
        let options = [
            HTML_PARSE_NONET, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_NOIMPLIED, HTML_PARSE_IGNORE_ENC,
        ]
        htmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
        context.pointee.sax.pointee = xmlSAXHandler()
        context.pointee.sax.pointee.startElement = tagReported
        return context
    }

    // MARK: Writing

    func begin(_ page: PageBuilder) {
        self.builder = page
        self.buffer.removeAll(keepingCapacity: true)
        self.pending.removeAll(keepingCapacity: true)
        self.reported = 0
    }

    /// Every tag is written as `a`: libxml2 does not know the newer elements and drops a second `html` or `body`, and
    /// what element it is was decided by the tree rules, not by its name.
    @inline(__always)
    func beginTag() {
        self.tagStart = self.buffer.count
        self.buffer.append(0x3C)
        self.buffer.append(0x61)
    }

    /// An attribute with a value in UTF-8, its references replaced.
    @inline(__always)
    func write(_ name: AttributeName, _ value: Span<UInt8>) {
        self.buffer.append(0x20)
        let text = name.text
        self.buffer.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        self.buffer.append(0x3D)
        self.buffer.append(0x22)
        value.withUnsafeBufferPointer { bytes in
            guard bytes.contains(where: { $0 == 0x26 || $0 == 0x22 }) else {
                self.buffer.append(contentsOf: bytes)
                return
            }
            for byte in bytes {
                switch byte {
                case 0x26: self.buffer.append(contentsOf: "&amp;".utf8)
                case 0x22: self.buffer.append(contentsOf: "&quot;".utf8)
                default: self.buffer.append(byte)
                }
            }
        }
        self.buffer.append(0x22)
    }

    @inline(__always)
    func endTag(_ tag: Pending) {
        self.buffer.append(0x2F)
        self.buffer.append(0x3E)
        self.pending.append(tag)
        if self.buffer.count > Self.batchBytes { self.flush() }
    }

    func dropTag() {
        self.buffer.removeLast(self.buffer.count - self.tagStart)
    }

    // MARK: Reading

    /// Has everything read that was written.
    func flush() {
        guard !self.pending.isEmpty else { return }
        self.parse()
        self.buffer.removeAll(keepingCapacity: true)
        self.pending.removeAll(keepingCapacity: true)
        self.reported = 0
    }

    private func parse() {
        guard let context = self.context else { return }
        // The context refers to the reader for the length of this call only, which `withExtendedLifetime` covers.
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        withExtendedLifetime(self) {
            self.buffer.withUnsafeBytes { bytes in
                let start = bytes.bindMemory(to: CChar.self).baseAddress
                _ = htmlParseChunk(context, start, Int32(truncatingIfNeeded: bytes.count), 0)
            }
        }
        context.pointee.userData = nil
    }

    /// A start tag as libxml2 read it: the name, and pairs of attribute and value.
    fileprivate func report(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard self.reported < self.pending.count else { return }
        let tag = self.pending[self.reported]
        self.reported += 1
        self.builder.beginTag()
        var index = 0
        while let attributes, let text = attributes[index] {
            if let name = AttributeName(cString: text) {
                let start = self.builder.textEnd
                if let value = attributes[index + 1] {
                    self.builder.page.text.append(contentsOf: UnsafeBufferPointer(start: value, count: strlen(value)))
                }
                self.builder.add(name, from: start)
            }
            index += 2
        }
        if tag.isCut {
            self.builder.cutMeta(isHidden: tag.isHidden)
        } else {
            self.builder.tag(tag.kind, isHidden: tag.isHidden)
        }
    }
}

extension AttributeName {
    fileprivate init?(cString: UnsafePointer<xmlChar>) {
        self.init(UnsafeBufferPointer(start: cString, count: strlen(cString)).span, 0..<strlen(cString))
    }
}

private func strlen(_ text: UnsafePointer<xmlChar>) -> Int {
    Int(xmlStrlen(text))
}

/// A free function: a closure would carry the isolation of where it was written to the thread that calls it.
private func tagReported(
    _ context: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let context else { return }
    Unmanaged<TagReader>.fromOpaque(context).takeUnretainedValue().report(attributes)
}
