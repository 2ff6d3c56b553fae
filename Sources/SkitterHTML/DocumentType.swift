/// Which parser a document is for, by the essence of its `Content-Type` (MIME Sniffing, "XML MIME type").
enum DocumentType {
    case html, xml, css

    init(contentType: String?) {
        let essence = (contentType ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
        let bytes = Array(essence)
        let name = ASCII.trimmed(bytes.span)
        let text = bytes[name].map(ASCII.lowercased)
        switch true {
        case text.elementsEqual("text/css".utf8): self = .css
        case text.elementsEqual("text/xml".utf8), text.elementsEqual("application/xml".utf8),
            text.count > 4 && text.suffix(4).elementsEqual("+xml".utf8):
            self = .xml
        default: self = .html
        }
    }
}
