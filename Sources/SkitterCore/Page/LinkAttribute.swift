/// The attribute whose value named the URL.
public enum LinkAttribute: UInt8, Sendable, CaseIterable {
    case href, src, srcset, imagesrcset, data, poster, cite, longdesc, background, action, manifest
    /// `content` of a meta refresh.
    case content
    /// SVG's older spelling of ``href``.
    case xlinkHref
    /// A `style` attribute, or (``LinkElement/style``) the text of a `<style>` element.
    case style

    /// The attribute's name as HTML spells it.
    public var name: String {
        switch self {
        case .href: "href"
        case .src: "src"
        case .srcset: "srcset"
        case .imagesrcset: "imagesrcset"
        case .data: "data"
        case .poster: "poster"
        case .cite: "cite"
        case .longdesc: "longdesc"
        case .background: "background"
        case .action: "action"
        case .manifest: "manifest"
        case .content: "content"
        case .xlinkHref: "xlink:href"
        case .style: "style"
        }
    }
}
