import CLibXML2
import SkitterCore
import SkitterHTML

/// A whole document through libxml2's HTML parser.
final class WholeDocumentReader {
    private var builder: PageBuilder
    private var titleStart: Int?

    init(_ builder: PageBuilder) {
        self.builder = builder
    }

    var page: ExtractedPage { self.builder.page }

    func parse(_ body: [UInt8]) {
        body.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, let length = Int32(exactly: bytes.count), length > 0,
                let context = base.withMemoryRebound(
                    to: CChar.self, capacity: bytes.count,
                    {
                        htmlCreateMemoryParserCtxt($0, length)
                    })
            else { return }
            defer { htmlFreeParserCtxt(context) }
            let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            htmlCtxtUseOptions(context, Int32(options))
            guard let sax = context.pointee.sax else { return }
            sax.pointee = xmlSAXHandler()
            sax.pointee.startElement = wholeDocumentStart
            sax.pointee.endElement = wholeDocumentEnd
            sax.pointee.characters = wholeDocumentText
            // The context holds the reader for the length of the call only, which `withExtendedLifetime` covers.
            context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
            withExtendedLifetime(self) { _ = htmlParseDocument(context) }
        }
    }

    fileprivate func start(_ name: UnsafePointer<xmlChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?)
    {
        let text = String(cString: name)
        if text == "title" { self.titleStart = self.builder.textEnd }
        guard let kind = TagKind.named(text) else { return }
        let wanted = kind.attributes(self.builder.options)
        self.builder.beginTag()
        var position = 0
        while let attributes, let attribute = attributes[position] {
            defer { position += 2 }
            let attributeText = String(cString: attribute)
            guard let name = AttributeName.allCases.first(where: { "\($0.text)" == attributeText }),
                wanted.contains(name), !self.builder.has(name)
            else { continue }
            let start = self.builder.textEnd
            if let value = attributes[position + 1] {
                self.builder.page.text.append(
                    contentsOf: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
            }
            self.builder.add(name, from: start)
        }
        self.builder.tag(kind)
    }

    fileprivate func end() {
        if let start = self.titleStart { self.builder.title(from: start) }
        self.titleStart = nil
    }

    fileprivate func characters(_ text: UnsafeBufferPointer<xmlChar>) {
        if self.titleStart != nil { self.builder.page.text.append(contentsOf: text) }
    }
}

extension TagKind {
    static func named(_ name: String) -> TagKind? {
        TagKind.allCases.first { $0 != .styled && "\($0)" == name }
    }
}

private func wholeDocumentReader(_ pointer: UnsafeMutableRawPointer?) -> WholeDocumentReader? {
    pointer.map { Unmanaged<WholeDocumentReader>.fromOpaque($0).takeUnretainedValue() }
}

private func wholeDocumentStart(
    _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
) {
    guard let name else { return }
    wholeDocumentReader(context)?.start(name, attributes)
}

private func wholeDocumentEnd(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<xmlChar>?) {
    wholeDocumentReader(context)?.end()
}

private func wholeDocumentText(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ length: Int32) {
    wholeDocumentReader(context)?.characters(UnsafeBufferPointer(start: text, count: Int(length)))
}
