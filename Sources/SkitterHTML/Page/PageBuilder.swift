package import SkitterCore

/// Turns start tags, in document order, into an ``ExtractedPage``. All extractors end here, so that only finding tags
/// and reading attributes can differ between them.
///
/// A tag is given as: ``beginTag()``, its attribute values appended to the arena and named by ``add(_:from:)``, then
/// ``tag(_:isHidden:)``. What no link needs is taken off the arena again.
package struct PageBuilder {
    package var page = ExtractedPage()
    package let options: ExtractionOptions
    private let robotsToken: [UInt8]
    /// What the page had when its body began, without text and links.
    private var head = ExtractedPage()
    private var headLinks = 0
    /// Arena position of the tag that is being read.
    private var mark = 0
    private var present = AttributeSet(bits: 0)
    private var values = InlineArray<32, TextRange>(repeating: TextRange(start: 0, length: 0))
    /// HTML merges the attributes of later `html` and `body` tags into the first one: the first value stays.
    private var hasManifest = false
    private var anchor: AnchorText
    private var hasBackground = false

    package init(options: ExtractionOptions, robotsToken: String) {
        self.init(options: options, robotsToken: Array(robotsToken.utf8))
    }

    private init(options: ExtractionOptions, robotsToken: [UInt8]) {
        self.options = options
        self.robotsToken = robotsToken
        self.anchor = AnchorText(limit: options.maximumAnchorTextBytes)
    }

    /// Makes room for what a page of this length usually says; a page of another kind grows as it needs.
    mutating func reserve(forBytes count: Int) {
        self.page.text.reserveCapacity(min(count / 8, 1 << 16))
        self.page.links.reserveCapacity(min(count / 256, 1 << 11))
    }

    // MARK: A tag

    package mutating func beginTag() {
        self.mark = self.page.text.count
        self.present = AttributeSet(bits: 0)
    }

    /// Where the next value starts in the arena.
    package var textEnd: Int { self.page.text.count }

    /// The first of two attributes of one name wins; the second's bytes must not be appended.
    package func has(_ name: AttributeName) -> Bool {
        self.present.contains(name)
    }

    /// Gives everything from `start` to the end of the arena to an attribute.
    package mutating func add(_ name: AttributeName, from start: Int) {
        self.present.insert(name)
        self.values[Int(name.rawValue)] = self.range(start, self.page.text.count)
    }

    /// Ends the tag. `isHidden`: inside `noscript`, whose `base` and refresh a browser that runs scripts never sees.
    package mutating func tag(_ kind: TagKind, isHidden: Bool = false) {
        let count = self.page.links.count
        var keep = false
        switch kind {
        case .base:
            if !isHidden, self.page.base == nil, let href = self.value(.href) {
                self.page.base = href
                keep = true
            }
        case .meta:
            keep = self.meta(isHidden: isHidden)
        case .form:
            if self.isSentByGet { self.link(.form, .action) }
        case .input:
            if let type = self.value(.type), self.equals(type, "image") { self.link(.input, .src) }
        case .html:
            if !self.hasManifest, self.has(.manifest) {
                self.hasManifest = true
                self.link(.html, .manifest)
            }
        case .body:
            if !self.hasBackground, self.has(.background) {
                self.hasBackground = true
                self.link(.body, .background)
            }
        case .a, .area, .link:
            keep = self.hyperlink(kind)
        case .svgA, .svgScript, .svgImage, .svgUse, .svgFeImage:
            // SVG 2: `href` takes precedence over `xlink:href`.
            self.link(kind.element, self.has(.href) ? .href : .xlinkHref, rel: self.value(.rel))
        case .iframe, .frame, .img, .script, .source, .video, .audio, .track, .embed, .object, .blockquote, .q, .ins,
            .del, .styled:
            self.plainLinks(kind)
        }
        if self.options.anchorTexts, self.page.links.count > count, self.page.links[count].element == .a {
            self.anchor.begin(link: count)
        }
        if self.options.styles, let style = self.value(.style) { self.styleLinks(style) }
        if kind == .script || kind == .svgScript { self.page.hasScripts = true }
        if !keep, self.page.links.count == count { self.dropText() }
    }

    /// Forgets the values of the tag.
    package mutating func dropText() {
        self.page.text.removeLast(self.page.text.count - self.mark)
    }

    private mutating func plainLinks(_ kind: TagKind) {
        let element = kind.element
        self.link(element, .src)
        self.link(element, .data)
        self.link(element, .cite)
        self.link(element, .poster)
        self.link(element, .longdesc)
        if let set = self.value(.srcset) { self.srcset(set, element, .srcset, []) }
    }

    /// Whether the page's canonical came of it: that stands even where there is no room for a link any more.
    private mutating func hyperlink(_ kind: TagKind) -> Bool {
        var isCanonical = false
        let rel = self.value(.rel)
        let flags = rel.map { LinkRelations.flags(self.page.text.span.extracting($0.indices)) } ?? []
        // An empty `href` is the page itself for `a`, and nothing for `link` (HTML, "fetch and process").
        if let href = self.value(.href), kind != .link || href.length > 0 {
            self.append(RawLink(href, element: kind.element, attribute: .href, flags: flags, rel: rel ?? Self.none))
            if kind == .link, flags.contains(.canonical), self.page.canonical == nil {
                self.page.canonical = href
                isCanonical = true
            }
        }
        if kind == .link, let set = self.value(.imagesrcset) { self.srcset(set, .link, .imagesrcset, flags) }
        return isCanonical
    }

    private mutating func srcset(
        _ set: TextRange, _ element: LinkElement, _ attribute: LinkAttribute, _ flags: LinkFlags
    ) {
        var parser = SrcsetParser()
        while let url = parser.next(in: self.page.text.span.extracting(set.indices)) {
            let start = Int(set.start) + url.lowerBound
            self.append(
                RawLink(self.range(start, start + url.count), element: element, attribute: attribute, flags: flags))
            if self.page.truncated == .links { return }
        }
    }

    private mutating func styleLinks(_ style: TextRange) {
        self.css(style, attribute: .style)
    }

    private mutating func link(_ element: LinkElement, _ attribute: LinkAttribute, rel: TextRange? = nil) {
        guard let name = AttributeName(attribute), let url = self.value(name) else { return }
        // An empty address of a resource fetches nothing (HTML, at each element); only a hyperlink may be empty.
        if url.length == 0, element != .a { return }
        let flags = rel.map { LinkRelations.flags(self.page.text.span.extracting($0.indices)) } ?? []
        self.append(RawLink(url, element: element, attribute: attribute, flags: flags, rel: rel ?? Self.none))
    }

    private var isSentByGet: Bool {
        guard let method = self.value(.method) else { return true }
        // An invalid method is GET (HTML, "form submission attributes").
        return !self.equals(method, "post") && !self.equals(method, "dialog")
    }

    // MARK: Directives

    private mutating func meta(isHidden: Bool) -> Bool {
        guard let content = self.value(.content) else { return false }
        var keep = false
        if !isHidden, let equiv = self.value(.httpEquiv), self.equals(equiv, "refresh") {
            keep = self.refresh(content)
        }
        if let name = self.value(.name), self.equals(name, "robots") || self.isRobotsToken(name) {
            self.page.metaRobots.append(ExtractedPage.RobotsDirective(name: name, content: content))
            keep = true
        }
        return keep
    }

    private mutating func refresh(_ content: TextRange) -> Bool {
        guard self.page.refresh == nil,
            let refresh = MetaRefresh(self.page.text.span.extracting(content.indices))
        else { return false }
        let target = refresh.target.map {
            self.range(Int(content.start) + $0.lowerBound, Int(content.start) + $0.upperBound)
        }
        self.page.refresh = ExtractedPage.Refresh(seconds: refresh.seconds, target: target)
        if let target, target.length > 0 { self.append(RawLink(target, element: .metaRefresh, attribute: .content)) }
        return true
    }

    private func isRobotsToken(_ name: TextRange) -> Bool {
        guard Int(name.length) == self.robotsToken.count, !self.robotsToken.isEmpty else { return false }
        return zip(self.page.text[name.indices], self.robotsToken).allSatisfy {
            ASCII.lowercased($0) == ASCII.lowercased($1)
        }
    }

    // MARK: The rest of a page

    /// The text of a `<title>`, its references replaced; only the first counts.
    package mutating func title(from start: Int) {
        guard self.page.title == nil else { return }
        var end = start
        var pendingSpace = false
        for index in start..<self.page.text.count {
            let byte = self.page.text[index]
            if ASCII.isWhitespace(byte) {
                pendingSpace = end > start
                continue
            }
            if pendingSpace {
                self.page.text[end] = 0x20
                end += 1
                pendingSpace = false
            }
            self.page.text[end] = byte
            end += 1
        }
        self.page.text.removeLast(self.page.text.count - end)
        self.page.title = self.range(start, end)
    }

    /// Whether a link is open whose text is not complete.
    package var wantsText: Bool { self.anchor.wantsText }

    /// Text in UTF-8, its references replaced, from `start` to the end of the arena: it goes to the link that is open.
    package mutating func text(from start: Int) {
        // Taken out for the length of the call, so that both parts of `self` can be used and nothing is copied.
        var arena = self.page.text
        self.page.text = []
        self.anchor.append(arena.span.extracting(start..<arena.count))
        arena.removeLast(arena.count - start)
        self.page.text = arena
    }

    /// The element of the link that was open ended, or the next one begins.
    package mutating func endText() {
        guard let (link, text) = self.anchor.end(), !text.isEmpty else { return }
        let start = self.page.text.count
        self.page.text.append(contentsOf: text)
        let range = self.range(start, self.page.text.count)
        self.page.links[link].textStart = range.start
        self.page.links[link].textLength = range.length
    }

    /// The `url()` and `@import` of a style sheet that stands in the arena.
    package mutating func css(_ sheet: TextRange, attribute: LinkAttribute) {
        var scanner = CSSLinkScanner()
        while let found = scanner.next(in: self.page.text.span.extracting(sheet.indices)) {
            let url: TextRange
            if found.hasEscapes {
                let start = self.page.text.count
                CSSLinkScanner.unescape(found.range.shifted(by: Int(sheet.start)), in: &self.page.text)
                url = self.range(start, self.page.text.count)
            } else {
                let range = found.range.shifted(by: Int(sheet.start))
                url = self.range(range.lowerBound, range.upperBound)
            }
            if url.length == 0 { continue }
            self.append(
                RawLink(
                    url, element: .style, attribute: attribute, flags: found.isImport ? .stylesheet : []))
            if self.page.truncated == .links { return }
        }
    }

    /// A URL that is an element's text (RSS), from `start` to the end of the arena; trimmed.
    package mutating func textLink(from start: Int) {
        let trimmed = ASCII.trimmed(self.page.text.span.extracting(start..<self.page.text.count))
        if trimmed.isEmpty {
            self.page.text.removeLast(self.page.text.count - start)
        } else {
            let url = self.range(start + trimmed.lowerBound, start + trimmed.upperBound)
            self.append(RawLink(url, element: .link, attribute: .href))
        }
    }

    /// The first cause stays.
    package mutating func truncate(_ cause: ExtractedPage.Truncation) {
        if self.page.truncated == nil { self.page.truncated = cause }
    }

    package mutating func encoding(_ name: String, source: String) {
        self.page.encodingName = name
        self.page.encodingSource = source
        let output = TextEncoding(label: name)?.outputEncoding ?? .utf8
        self.page.queryEncoder = output == .utf8 ? nil : output
    }

    /// Everything from here on is the body's.
    package mutating func beginBody() {
        self.head = self.page
        self.head.text = []
        self.head.links = []
        self.headLinks = self.page.links.count
    }

    /// A frameset replaced the body: what the body held was never there (HTML, "in body", frameset).
    package mutating func dropBody() {
        let text = self.page.text
        let links = self.page.links[..<self.headLinks]
        self.page = self.head
        self.page.text = text
        self.page.links = Array(links)
        _ = self.anchor.end()
    }

    /// Everything anew.
    package mutating func restart() {
        let page = self.page
        self = PageBuilder(options: self.options, robotsToken: self.robotsToken)
        self.encoding(page.encodingName, source: page.encodingSource)
    }

    /// A `<meta>` that the end of the bytes cut behind a whole attribute: a standard parser sees no tag; a page cut
    /// there still says where it leads.
    package mutating func cutMeta(isHidden: Bool) {
        guard !isHidden, let content = self.value(.content), let equiv = self.value(.httpEquiv),
            self.equals(equiv, "refresh"), self.refresh(content)
        else { return self.dropText() }
    }

    /// The text of a `<style>` element, from `start` to the end of the arena, since ``beginTag()``.
    package mutating func style(from start: Int) {
        let count = self.page.links.count
        self.css(self.range(start, self.page.text.count), attribute: .style)
        if self.page.links.count == count { self.dropText() }
    }

    // MARK: Small parts

    private static let none = TextRange(start: 0, length: 0)

    package func value(_ name: AttributeName) -> TextRange? {
        self.has(name) ? self.values[Int(name.rawValue)] : nil
    }

    private func equals(_ range: TextRange, _ lower: StaticString) -> Bool {
        ASCII.equalsIgnoringCase(self.page.text.span.extracting(range.indices), lower)
    }

    /// The arena is bounded by the body's bound (see ``Extraction``), so that offsets fit.
    private func range(_ start: Int, _ end: Int) -> TextRange {
        TextRange(start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: end - start))
    }

    private mutating func append(_ link: RawLink) {
        guard self.page.links.count < self.options.maximumLinks else {
            self.truncate(.links)
            return
        }
        self.page.links.append(link)
    }
}

extension AttributeName {
    init?(_ attribute: LinkAttribute) {
        switch attribute {
        case .href: self = .href
        case .src: self = .src
        case .srcset: self = .srcset
        case .imagesrcset: self = .imagesrcset
        case .data: self = .data
        case .poster: self = .poster
        case .cite: self = .cite
        case .longdesc: self = .longdesc
        case .background: self = .background
        case .action: self = .action
        case .manifest: self = .manifest
        case .content: self = .content
        case .xlinkHref: self = .xlinkHref
        case .style: self = .style
        }
    }
}
