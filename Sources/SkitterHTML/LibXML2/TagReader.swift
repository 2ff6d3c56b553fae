import CLibXML2
import SkitterCore

/// Reads normalised tags with a push parser of libxml2 and gives what its SAX interface reports to a page.
///
/// The tags are XML by then: the element is always `a`, since the tree rules and not a name decided what it is; each
/// attribute is one letter (``letter(_:)``); values are UTF-8 with their markup escaped. The XML parser reads them twice
/// as fast as the HTML parser does, and hands out values without copying them.
///
/// The context lives as long as the reader. To libxml2 all tags of all pages are one endless document of empty elements:
/// nothing nests, and as all names are known beforehand its dictionary does not grow.
final class TagReader {
    /// A tag that was written and not yet reported.
    struct Pending {
        var kind: TagKind
        var isHidden = false
        /// See ``TagSink/endCutMeta(isHidden:)``.
        var isCut = false
        /// Values with characters that XML does not permit: they go around libxml2.
        var unwritable: [(name: AttributeName, value: [UInt8])] = []
    }

    var builder = PageBuilder(options: ExtractionOptions(), robotsToken: "")
    /// Room in which the next page's tags are written, empty.
    private var spareTags: [UInt8] = []
    private var sparePending: [Pending] = []
    /// A page of long values does not make every reader keep as much room for good.
    private static let maximumSpareBytes = 1 << 16
    private var pending: [Pending] = []
    private var reported = 0
    private let context: xmlParserCtxtPtr?
    private var readBytes = 0
    private static let isLibraryReady: Void = xmlInitParser()
    /// The context counts columns in 32 bits.
    private static let maximumReadBytes = 1 << 30

    init() {
        _ = Self.isLibraryReady
        self.context = Self.makeContext()
        // It stays open: with its last element a document ends.
        self.read(Array("<tags>".utf8), [])
    }

    deinit {
        xmlFreeParserCtxt(self.context)
    }

    /// False once the parser stopped for good or has read enough.
    var isReusable: Bool {
        guard let context = self.context else { return false }
        return context.pointee.wellFormed == 1 && context.pointee.nameNr == 1 && self.readBytes < Self.maximumReadBytes
    }

    private static func makeContext() -> xmlParserCtxtPtr? {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = tagReported
        guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else { return nil }
        // No document type is ever written, so that there are no entities to substitute but references to characters.
        let options = [
            XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_IGNORE_ENC, XML_PARSE_NOENT,
            XML_PARSE_HUGE,
        ]
        _ = xmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
        return context
    }

    /// Lends the room in which the last page's tags were written.
    func lend(_ tags: inout [UInt8], _ pending: inout [Pending]) {
        swap(&tags, &self.spareTags)
        swap(&pending, &self.sparePending)
    }

    /// Keeps the room for the next page.
    func keep(_ tags: inout [UInt8], _ pending: inout [Pending]) {
        guard tags.capacity <= Self.maximumSpareBytes else { return }
        tags.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        self.lend(&tags, &pending)
    }

    /// What an attribute is called here.
    @inline(__always)
    static func letter(_ name: AttributeName) -> UInt8 {
        0x61 &+ name.rawValue
    }

    /// Has written tags read: their bytes, and what each of them is.
    func read(_ tags: [UInt8], _ pending: [Pending]) {
        guard let context = self.context else { return }
        self.pending = pending
        self.reported = 0
        self.readBytes += tags.count
        // The context refers to the reader for the length of this call only, which `withExtendedLifetime` covers.
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        withExtendedLifetime(self) {
            tags.withUnsafeBytes { bytes in
                let start = bytes.bindMemory(to: CChar.self).baseAddress
                _ = xmlParseChunk(context, start, Int32(truncatingIfNeeded: bytes.count), 0)
            }
        }
        context.pointee.userData = nil
        self.pending = []
    }

    /// A start tag as libxml2 read it. Five pointers for each attribute: name, prefix, URI, bounds of the value.
    fileprivate func report(_ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
        guard self.reported < self.pending.count else { return }
        let tag = self.pending[self.reported]
        self.reported += 1
        Self.report(tag, count, attributes, to: &self.builder)
    }

    private static func report(
        _ tag: Pending, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
        to builder: inout PageBuilder
    ) {
        builder.beginTag()
        if let attributes {
            for index in 0..<count {
                let entry = attributes + 5 * index
                guard let letter = entry[0]?.pointee, let name = AttributeName(rawValue: letter &- 0x61),
                    let start = entry[3], let end = entry[4]
                else { continue }
                let mark = builder.textEnd
                builder.page.text.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
                builder.add(name, from: mark)
            }
        }
        for (name, value) in tag.unwritable {
            let mark = builder.textEnd
            builder.page.text.append(contentsOf: value)
            builder.add(name, from: mark)
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
    _ context: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?, _: UnsafePointer<xmlChar>?,
    _: UnsafePointer<xmlChar>?, _: Int32, _: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int32,
    _: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let context else { return }
    Unmanaged<TagReader>.fromOpaque(context).takeUnretainedValue().report(Int(count), attributes)
}
