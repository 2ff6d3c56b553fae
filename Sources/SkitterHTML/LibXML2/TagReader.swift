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
    private var pending: [Pending] = []
    private var reported = 0
    private let context: htmlParserCtxtPtr?
    private static let isLibraryReady: Void = xmlInitParser()

    init() {
        _ = Self.isLibraryReady
        self.context = Self.makeContext()
        // Nobody sees this. It stays open: a document whose last element was closed has ended for libxml2.
        self.read(Array("<div>".utf8), [])
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

    /// Has written tags read: their bytes, and what each of them is.
    func read(_ tags: [UInt8], _ pending: [Pending]) {
        guard let context = self.context else { return }
        self.pending = pending
        self.reported = 0
        // The context refers to the reader for the length of this call only, which `withExtendedLifetime` covers.
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        withExtendedLifetime(self) {
            tags.withUnsafeBytes { bytes in
                let start = bytes.bindMemory(to: CChar.self).baseAddress
                _ = htmlParseChunk(context, start, Int32(truncatingIfNeeded: bytes.count), 0)
            }
        }
        context.pointee.userData = nil
        self.pending = []
    }

    /// A start tag as libxml2 read it: the name, and pairs of attribute and value.
    fileprivate func report(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard self.reported < self.pending.count else { return }
        let tag = self.pending[self.reported]
        self.reported += 1
        Self.report(tag, attributes, to: &self.builder)
    }

    private static func report(
        _ tag: Pending, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, to builder: inout PageBuilder
    ) {
        builder.beginTag()
        var index = 0
        while let attributes, let text = attributes[index] {
            let bytes = UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
            if let name = AttributeName(bytes.span, 0..<bytes.count) {
                let start = builder.textEnd
                if let value = attributes[index + 1] {
                    builder.page.text.append(
                        contentsOf: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
                }
                builder.add(name, from: start)
            }
            index += 2
        }
        if tag.isCut {
            builder.cutMeta(isHidden: tag.isHidden)
        } else {
            builder.tag(tag.kind, isHidden: tag.isHidden)
        }
    }
}

/// A free function: a closure would carry the isolation of where it was written to the thread that calls it.
private func tagReported(
    _ context: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let context else { return }
    Unmanaged<TagReader>.fromOpaque(context).takeUnretainedValue().report(attributes)
}
