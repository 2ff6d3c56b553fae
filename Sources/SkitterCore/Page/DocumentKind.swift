/// How a body is read for links, by the essence of its `Content-Type`.
///
/// | type | kind |
/// |---|---|
/// | none, one that is no media type, `text/html`, or a name for "unknown" (MIME Sniffing, section 7) | ``html`` |
/// | `text/xml`, `application/xml`, anything in `+xml`: XHTML, SVG, RSS, Atom (MIME Sniffing, "XML MIME type") | ``xml`` |
/// | `text/css` | ``css`` |
/// | anything else | not read: its bytes hold no links that anybody wrote |
public enum DocumentKind: Sendable, Hashable {
    case html, xml, css

    /// Nil where no extractor finds links in a body of this type.
    public init?(contentType: String?) {
        guard let type = contentType.flatMap(MediaType.init) else {
            self = .html
            return
        }
        switch type.essence {
        case "text/html", "unknown/unknown", "application/unknown", "*/*": self = .html
        case "text/xml", "application/xml": self = .xml
        case "text/css": self = .css
        case let essence where essence.hasSuffix("+xml"): self = .xml
        default: return nil
        }
    }
}
