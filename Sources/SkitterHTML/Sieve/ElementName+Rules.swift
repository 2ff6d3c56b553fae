/// The groups that HTML's tree construction sorts elements into.
extension ElementName {
    /// What the tokenizer reads behind the start tag.
    @inline(__always)
    var content: TreeRules.Content {
        switch self {
        case .title, .textarea: .rcdata
        case .style, .xmp, .iframe, .noembed, .noframes: .rawText
        case .script: .script
        case .plaintext: .plaintext
        default: .data
        }
    }

    /// "In head": start tags that do not begin the body.
    var belongsToHead: Bool {
        switch self {
        case .base, .basefont, .bgsound, .link, .meta, .noframes, .style, .script, .title, .template: true
        default: false
        }
    }

    /// Start tags that set the frameset-ok flag to "not ok".
    var forbidsFrameset: Bool {
        switch self {
        case .body, .pre, .listing, .li, .dd, .dt, .button, .applet, .marquee, .object, .table, .area, .br, .embed,
            .img, .image, .keygen, .wbr, .input, .hr, .textarea, .xmp, .iframe, .select:
            true
        default: false
        }
    }

    /// Start tags that end foreign content; `font` does only with some attributes.
    var leavesForeignContent: Bool {
        switch self {
        case .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4,
            .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span,
            .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var:
            true
        default: false
        }
    }

    /// "If the stack of open elements has a p element in button scope, then close a p element."
    var closesParagraph: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
            .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section, .summary,
            .ul, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .listing, .form, .plaintext, .table, .hr, .xmp:
            true
        default: false
        }
    }

    /// End tags that close their element across others, if it is in scope.
    var closesInScope: Bool {
        switch self {
        case .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
            .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre, .search, .section,
            .select, .summary, .ul, .dd, .dt, .applet, .marquee, .object:
            true
        default: false
        }
    }

    var isFormatting: Bool {
        switch self {
        case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u: true
        default: false
        }
    }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }

    /// What exists in tables only.
    var isTablePart: Bool {
        switch self {
        case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr: true
        default: false
        }
    }

    /// Whether it stands right inside `context` ("clear the stack back to a table context" and its siblings).
    func isPart(of context: ElementName) -> Bool {
        switch self {
        case .td, .th: context == .tr || context == .tbody || context == .thead || context == .tfoot
        case .tr: context == .tbody || context == .thead || context == .tfoot
        case .col: context == .colgroup
        default: false
        }
    }

    /// Void elements, elements of text only (their end is found in the text), and those with a place of their own.
    var isNeverOpen: Bool {
        switch self {
        case .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .image, .input, .keygen, .link,
            .meta, .param, .source, .track, .wbr, .title, .textarea, .style, .xmp, .iframe, .noembed, .noframes,
            .script, .plaintext, .html, .head, .body, .frameset:
            true
        default: false
        }
    }

    /// The "special" category, as far as such an element can be open.
    var isSpecial: Bool {
        switch self {
        case .address, .applet, .article, .aside, .blockquote, .button, .caption, .center, .colgroup, .dd, .details,
            .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6,
            .header,
            .hgroup, .li, .listing, .main, .marquee, .menu, .nav, .noscript, .object, .ol, .p, .pre, .search, .section,
            .select, .summary, .table, .tbody, .td, .template, .tfoot, .th, .thead, .tr, .ul:
            true
        default: false
        }
    }
}

extension TagKind {
    /// Nil if no link can come from such an HTML element. A `frame` counts in a frameset only.
    @inline(__always)
    init?(html name: ElementName) {
        switch name {
        case .a: self = .a
        case .area: self = .area
        case .link: self = .link
        case .iframe: self = .iframe
        case .img, .image: self = .img
        case .script: self = .script
        case .source: self = .source
        case .video: self = .video
        case .audio: self = .audio
        case .track: self = .track
        case .embed: self = .embed
        case .object: self = .object
        case .input: self = .input
        case .html: self = .html
        case .body: self = .body
        case .blockquote: self = .blockquote
        case .q: self = .q
        case .ins: self = .ins
        case .del: self = .del
        case .form: self = .form
        case .base: self = .base
        case .meta: self = .meta
        default: return nil
        }
    }

    /// Nil if no link can come from such an element of SVG or MathML (where any element may have `href`; only `a` is
    /// used).
    init?(foreign name: ElementName, isSVG: Bool) {
        switch name {
        case .a: self = .svgA
        case .script where isSVG: self = .svgScript
        case .image where isSVG: self = .svgImage
        case .use where isSVG: self = .svgUse
        case .feimage where isSVG: self = .svgFeImage
        default: return nil
        }
    }
}
