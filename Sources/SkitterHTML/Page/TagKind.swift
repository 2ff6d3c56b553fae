package import SkitterCore

/// A start tag that a page's answer can depend on, in the namespace that the tree rules gave it.
package enum TagKind: UInt8, CaseIterable, Sendable {
    case a, area, link, iframe, frame, img, script, source, video, audio, track, embed, object, input
    case html, body, blockquote, q, ins, del, form
    case base, meta
    /// Elements of SVG.
    case svgA, svgScript, svgImage, svgUse, svgFeImage
    /// Any other element that holds a `style` attribute.
    case styled

    /// The attributes that ``PageBuilder/tag(_:isHidden:)`` reads from such a tag.
    package func attributes(_ options: ExtractionOptions) -> AttributeSet {
        var names = self.attributesWithoutStyle(options)
        if options.styles, self != .base, self != .meta { names.insert(.style) }
        return names
    }

    private func attributesWithoutStyle(_ options: ExtractionOptions) -> AttributeSet {
        switch self {
        case .a, .area: AttributeSet(.href, .rel)
        case .link: AttributeSet(.href, .rel, .imagesrcset)
        case .iframe, .frame: AttributeSet(.src, .longdesc)
        case .img: AttributeSet(.src, .srcset, .longdesc)
        case .source: AttributeSet(.src, .srcset)
        case .script, .audio, .track, .embed: AttributeSet(.src)
        case .video: AttributeSet(.src, .poster)
        case .object: AttributeSet(.data)
        case .input: AttributeSet(.src, .type)
        case .html: AttributeSet(.manifest)
        case .body: AttributeSet(.background)
        case .blockquote, .q, .ins, .del: AttributeSet(.cite)
        case .form: options.forms ? AttributeSet(.action, .method) : AttributeSet()
        case .base: AttributeSet(.href)
        case .meta: AttributeSet(.name, .httpEquiv, .content)
        case .svgA: AttributeSet(.href, .xlinkHref, .rel)
        case .svgScript, .svgImage, .svgUse, .svgFeImage: AttributeSet(.href, .xlinkHref)
        case .styled: AttributeSet()
        }
    }

    /// What a link found in such a tag is reported as.
    package var element: LinkElement {
        switch self {
        case .a, .svgA: .a
        case .area: .area
        case .link: .link
        case .iframe: .iframe
        case .frame: .frame
        case .img: .img
        case .script, .svgScript: .script
        case .source: .source
        case .video: .video
        case .audio: .audio
        case .track: .track
        case .embed: .embed
        case .object: .object
        case .input: .input
        case .html: .html
        case .body: .body
        case .blockquote: .blockquote
        case .q: .q
        case .ins: .ins
        case .del: .del
        case .form: .form
        case .meta, .base: .metaRefresh
        case .svgImage: .image
        case .svgUse: .use
        case .svgFeImage: .feImage
        case .styled: .style
        }
    }
}
