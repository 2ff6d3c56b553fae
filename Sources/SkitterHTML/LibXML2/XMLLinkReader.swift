import CLibXML2
import SkitterCore

/// XHTML, SVG and feeds through libxml2's XML parser: no tree, no network, no entity but the five of XML; HTML's named
/// references are errors in XML, after which the parser goes on.
///
/// Elements count by namespace: HTML's as in HTML, SVG's with `href` and `xlink:href`; elsewhere `link` with `href`
/// (Atom) or as the element's text (RSS).
final class XMLLinkReader {
    private static let isLibraryReady: Void = xmlInitParser()
    /// What is looked at between two pieces is how many errors there were.
    private static let pieceBytes = 1 << 18
    /// The parser looks through all namespaces in scope for each name.
    private static let namespaceLimit = 1_000
    /// Errors that are forgiven: enough for each `&nbsp;` of a long page, few enough for what each of them costs.
    private static let errorLimit = 10_000
    /// Of a title, a style sheet or a link that is text.
    private static let maximumTextBytes = 1 << 20

    private var builder: PageBuilder
    /// How many namespaces each open element declares, and all of them.
    private var namespaceCounts: [Int] = []
    private var openNamespaces = 0
    private var errors = 0
    private var context: xmlParserCtxtPtr?
    /// Whose text is read: that of an open `<title>`, `<style>` or RSS `<link>`.
    private var purpose: TextPurpose?
    /// That text so far. It stands in the arena only once it is complete, for an element inside it has links of its own.
    private var text: [UInt8] = []
    /// How many elements are open outside of the link whose text is collected.
    private var anchorDepth: Int?

    private enum TextPurpose {
        case title, style, link
    }

    private init(_ builder: PageBuilder) {
        self.builder = builder
    }

    /// `text` is UTF-8, whatever it declares.
    static func read(_ text: [UInt8], _ builder: PageBuilder) -> ExtractedPage {
        let reader = XMLLinkReader(builder)
        // The parser's time for a tag grows with the square of the number of its attributes.
        let end = Self.longTag(text.span, limit: builder.options.maximumAttributes)
        if end < text.count { reader.builder.truncate(.attributes) }
        reader.parse(text[..<end])
        return reader.builder.page
    }

    private func parse(_ text: ArraySlice<UInt8>) {
        _ = Self.isLibraryReady
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = linkElementBegan
        handler.endElementNs = linkElementEnded
        handler.characters = linkCharacters
        handler.cdataBlock = linkCharacters
        handler.serror = { context, _ in linkReader(context)?.failed() }
        // The reader outlives the context, which is freed before this method returns.
        let me = Unmanaged.passUnretained(self).toOpaque()
        guard let context = xmlCreatePushParserCtxt(&handler, me, nil, 0, nil) else { return }
        self.context = context
        defer {
            self.context = nil
            xmlFreeParserCtxt(context)
        }
        let options = [
            XML_PARSE_RECOVER, XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_IGNORE_ENC,
        ]
        _ = xmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
        // A tag or a reference that never ends is looked through anew with each piece, so that there must be few of them.
        let pieceBytes = max(Self.pieceBytes, text.count / 64)
        var position = text.startIndex
        while position < text.endIndex, context.pointee.disableSAX == 0, self.errors < Self.errorLimit {
            let end = min(position + pieceBytes, text.endIndex)
            text[position..<end].withUnsafeBytes {
                _ = xmlParseChunk(context, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), 0)
            }
            position = end
        }
        // The parser is not told that this was all: what it holds back is half a tag, and it would find errors in that alone
        // for seconds.
        if self.hasTooManyNamespaces {
            self.builder.truncate(.nesting)
        } else if context.pointee.wellFormed == 0 || context.pointee.instate != XML_PARSER_EPILOG {
            self.builder.truncate(.malformed)
        }
    }

    private var hasTooManyNamespaces: Bool { self.openNamespaces > Self.namespaceLimit }

    /// Where the first tag with more than `limit` attributes starts; the end if there is none.
    private static func longTag(_ text: Span<UInt8>, limit: Int) -> Int {
        var position = 0
        while true {
            let start = Scan.find(0x3C, text, position)
            guard start + 1 < text.count else { return text.count }
            position = start + 1
            guard ASCII.isLetter(text[position]) || text[position] >= 0x80 || text[position] == 0x5F else { continue }
            var attributes = 0
            scan: while position < text.count {
                switch text[position] {
                case 0x22: position = Scan.find(0x22, text, position + 1)
                case 0x27: position = Scan.find(0x27, text, position + 1)
                case 0x3C, 0x3E: break scan
                case 0x3D: attributes += 1
                default: break
                }
                position += 1
            }
            if attributes > limit { return start }
        }
    }

    fileprivate func failed() {
        self.errors += 1
    }

    /// Before anything else is done with an element: false if nothing is to be done.
    fileprivate func opens(namespaces: Int) -> Bool {
        self.namespaceCounts.append(namespaces)
        self.openNamespaces += namespaces
        if self.hasTooManyNamespaces { xmlStopParser(self.context) }
        return !self.hasTooManyNamespaces
    }

    fileprivate func began(
        _ name: ElementName, _ namespace: StaticNamespace, _ attributes: XMLAttributes
    ) {
        switch namespace {
        case .html:
            if name == .title { self.readText(.title) }
            if name == .style, self.builder.options.styles { self.readText(.style) }
            if let kind = name == .frame ? .frame : TagKind(html: name) { self.tag(kind, attributes) }
        case .svg:
            if let kind = TagKind(foreign: name, isSVG: true) { self.tag(kind, attributes) }
        case .other:
            if name == .link {
                self.tag(.link, attributes)
                self.readText(.link)
            } else if name == .title, self.builder.page.title == nil {
                self.readText(.title)
            }
        }
    }

    private func tag(_ kind: TagKind, _ attributes: XMLAttributes) {
        let wanted = kind.attributes(self.builder.options)
        if kind == .a || kind == .svgA {
            self.builder.endText()
            self.anchorDepth = self.namespaceCounts.count - 1
        }
        self.builder.beginTag()
        attributes.forEach { name, value in
            guard wanted.contains(name), !self.builder.has(name), self.isInLimit(value) else { return }
            let start = self.builder.textEnd
            // libxml2 leaves an ampersand as `&#38;`.
            CharacterReferences.append(value.span, 0..<value.count, .attribute, to: &self.builder.page.text)
            self.builder.add(name, from: start)
        }
        self.builder.tag(kind)
    }

    private func isInLimit(_ value: [UInt8]) -> Bool {
        if value.count <= self.builder.options.maximumValueBytes { return true }
        if !ASCII.isDataURL(value.span) { self.builder.truncate(.values) }
        return false
    }

    fileprivate func ended() {
        self.openNamespaces -= self.namespaceCounts.popLast() ?? 0
        if self.namespaceCounts.count == self.anchorDepth {
            self.anchorDepth = nil
            self.builder.endText()
        }
        guard let purpose = self.purpose else { return }
        self.purpose = nil
        self.builder.beginTag()
        let start = self.builder.textEnd
        self.builder.page.text.append(contentsOf: self.text)
        switch purpose {
        case .title: self.builder.title(from: start)
        case .style: self.builder.style(from: start)
        case .link: self.builder.textLink(from: start)
        }
    }

    private func readText(_ purpose: TextPurpose) {
        self.purpose = purpose
        self.text.removeAll(keepingCapacity: true)
    }

    fileprivate func characters(_ bytes: UnsafeBufferPointer<xmlChar>) {
        guard self.purpose != nil else {
            if self.builder.wantsText {
                let start = self.builder.textEnd
                self.builder.page.text.append(contentsOf: bytes)
                self.builder.text(from: start)
            }
            return
        }
        guard self.text.count + bytes.count <= Self.maximumTextBytes else {
            self.builder.truncate(.values)
            return
        }
        self.text.append(contentsOf: bytes)
    }
}

/// The namespaces that mean something.
private enum StaticNamespace {
    case html, svg, other

    init(_ uri: UnsafePointer<xmlChar>?) {
        switch uri.map({ String(cString: $0) }) {
        case "http://www.w3.org/1999/xhtml": self = .html
        case "http://www.w3.org/2000/svg": self = .svg
        default: self = .other
        }
    }
}

/// The attributes of one element: five pointers each, local name, prefix, URI, and the bounds of the value.
private struct XMLAttributes {
    let count: Int
    let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

    func forEach(_ body: (AttributeName, [UInt8]) -> Void) {
        guard let pointers = self.pointers else { return }
        for index in 0..<self.count {
            let entry = pointers + index * 5
            guard let local = entry[0], let start = entry[3], let end = entry[4] else { continue }
            let prefix = entry[2].map { String(cString: $0) == "http://www.w3.org/1999/xlink" ? "xlink:" : "-" } ?? ""
            let name = Array((prefix + String(cString: local)).utf8)
            guard name.count <= 16, let attribute = AttributeName(name.span, name.indices) else { continue }
            body(attribute, Array(UnsafeBufferPointer(start: start, count: end - start)))
        }
    }
}

private func linkReader(_ context: UnsafeMutableRawPointer?) -> XMLLinkReader? {
    context.map { Unmanaged<XMLLinkReader>.fromOpaque($0).takeUnretainedValue() }
}

private func linkElementBegan(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?, _: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?, _ namespaces: Int32, _: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?,
    _ attributeCount: Int32, _: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let reader = linkReader(context), reader.opens(namespaces: Int(namespaces)), let name else { return }
    let bytes = Array(String(cString: name).utf8)
    let element = TagName(bytes.span, at: 0).element
    reader.began(
        element, StaticNamespace(uri), XMLAttributes(count: Int(attributeCount), pointers: attributes))
}

private func linkElementEnded(
    _ context: UnsafeMutableRawPointer?, _: UnsafePointer<xmlChar>?, _: UnsafePointer<xmlChar>?,
    _: UnsafePointer<xmlChar>?
) {
    linkReader(context)?.ended()
}

private func linkCharacters(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ length: Int32) {
    linkReader(context)?.characters(UnsafeBufferPointer(start: text, count: Int(length)))
}
