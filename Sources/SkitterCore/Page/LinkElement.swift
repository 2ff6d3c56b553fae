/// What held a link: an element of HTML or SVG, or something beside the markup that names a URL as well.
public enum LinkElement: UInt8, Sendable, CaseIterable {
    case a, area, link
    case iframe, frame
    case img, script, source, video, audio, track, embed, object, input
    case html, body
    case blockquote, q, ins, del
    case form
    /// `image`, `use` and `feImage` of SVG; SVG's `a` and `script` are ``a`` and ``script``.
    case image, use, feImage
    /// `<meta http-equiv=refresh>`.
    case metaRefresh
    /// The text of a `<style>` element, or a `style` attribute.
    case style
    /// A `Link` or `Refresh` header.
    case header

    /// The tag's name as HTML spells it; ``metaRefresh`` is `meta`.
    public var name: String {
        switch self {
        case .a: "a"
        case .area: "area"
        case .link: "link"
        case .iframe: "iframe"
        case .frame: "frame"
        case .img: "img"
        case .script: "script"
        case .source: "source"
        case .video: "video"
        case .audio: "audio"
        case .track: "track"
        case .embed: "embed"
        case .object: "object"
        case .input: "input"
        case .html: "html"
        case .body: "body"
        case .blockquote: "blockquote"
        case .q: "q"
        case .ins: "ins"
        case .del: "del"
        case .form: "form"
        case .image: "image"
        case .use: "use"
        case .feImage: "feImage"
        case .metaRefresh: "meta"
        case .style: "style"
        case .header: "header"
        }
    }
}
