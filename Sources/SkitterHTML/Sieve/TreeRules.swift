/// The few rules of HTML's tree construction that decide what a tag means to a link: frameset documents, templates,
/// foreign content (SVG and MathML). It knows no text and builds no tree.
///
/// Elements are followed from the outermost `svg`, `math` or `template` on; outside of these nothing depends on what is
/// open. The one exception, an end tag inside foreign content that may belong to an HTML element around it, is answered
/// by ``needsCare``: the caller starts again with `isCareful`, which follows all elements from the first one on.
package struct TreeRules {
    /// What the tokenizer does with the text behind a start tag.
    package enum Content: Sendable {
        case data, rcdata, rawText, script, plaintext
    }

    /// What a start tag means.
    package struct Start: Sendable {
        package var content = Content.data
        /// Nil if no link can come from it.
        package var kind: TagKind?
        /// It is an HTML element.
        package var isHTML = false
        /// It is part of the document and not of a template.
        package var isShown = false
    }

    /// What had to be read of a start tag's attributes.
    package struct Facts: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let selfClosing = Facts(rawValue: 1)
        /// `<input type=hidden>`.
        package static let hiddenInput = Facts(rawValue: 2)
        /// `<font>` with color, face or size.
        package static let styledFont = Facts(rawValue: 4)
        /// `<annotation-xml>` whose encoding is HTML or XHTML.
        package static let htmlAnnotation = Facts(rawValue: 8)
    }

    package enum Phase: Sendable {
        /// Before the body: links found here survive a frameset.
        case head
        /// The head was closed: `noscript` opens the body.
        case afterHead
        case body
        /// Inside the frameset: only frames count.
        case frameset
        case afterFrameset
    }

    package private(set) var phase = Phase.head
    package private(set) var needsCare = false
    /// A `<frameset>` replaced the body since this was last taken back.
    package var bodyWasReplaced = false
    /// Elements were closed early because of ``OpenElements/limit``.
    package var wasTooDeep: Bool { self.open.wasTooDeep }

    var open = OpenElements()
    let isCareful: Bool
    private var framesetIsOK = true
    private var framesetDepth = 0
    private var formIsOpen = false

    package init(isCareful: Bool) {
        self.isCareful = isCareful
    }

    /// Whether nothing but the text states of the tokenizer can matter until the next `svg`, `math` or `template`.
    @inline(__always)
    package var isPlain: Bool {
        self.phase == .body && !self.framesetIsOK && self.open.isEmpty && !self.isCareful
    }

    /// Whether `<![CDATA[` opens a section here.
    package var allowsCDATA: Bool {
        self.open.last.map { $0.place != .html } ?? false
    }

    /// Whether the text matters to the rules at all.
    package var watchesText: Bool {
        self.framesetIsOK && (self.phase == .head || self.phase == .afterHead || self.phase == .body)
    }

    /// Text that holds something besides white space; `isNULOnly` if that is nothing but NUL.
    package mutating func text(isNULOnly: Bool) {
        guard self.watchesText else { return }
        self.beginBodyUnlessInTemplate()
        if !isNULOnly, self.phase == .body || self.open.hasTemplate { self.framesetIsOK = false }
    }

    // MARK: Start tags

    package mutating func start(_ name: ElementName, key: UInt64, _ facts: Facts) -> Start {
        switch self.phase {
        case .frameset: return self.startInFrameset(name)
        case .afterFrameset: return Start(content: name == .noframes ? .rawText : .data)
        case .head, .afterHead, .body: break
        }
        if let top = self.open.last, !top.place.takesHTML(name) {
            guard name.leavesForeignContent || name == .font && facts.contains(.styledFont) else {
                return self.startForeign(name, key, facts, top.place)
            }
            self.open.leaveForeignContent()
        }
        return self.startHTML(name, key, facts)
    }

    private mutating func startInFrameset(_ name: ElementName) -> Start {
        switch name {
        case .frameset:
            self.framesetDepth += 1
            return Start()
        case .frame: return Start(kind: .frame, isHTML: true, isShown: true)
        case .noframes: return Start(content: .rawText)
        default: return Start()
        }
    }

    private mutating func startForeign(
        _ name: ElementName, _ key: UInt64, _ facts: Facts, _ around: OpenElements.Place
    ) -> Start {
        if !facts.contains(.selfClosing) {
            self.open.push(name, key, around.child(name, facts))
        }
        let isShown = !self.open.hasTemplate
        return Start(kind: isShown ? TagKind(foreign: name, isSVG: around.isSVG) : nil, isShown: isShown)
    }

    private mutating func startHTML(_ name: ElementName, _ key: UInt64, _ facts: Facts) -> Start {
        if name == .frameset { return self.startFrameset() }
        switch name {
        case .html, .head: break
        case .noscript where self.phase == .head: break
        case _ where name.belongsToHead: break
        default: self.beginBodyUnlessInTemplate()
        }
        if name.forbidsFrameset, name != .input || !facts.contains(.hiddenInput) { self.framesetIsOK = false }
        let isShown = !self.open.hasTemplate
        if name == .form, isShown, !self.opensForm() { return Start() }
        if self.isCareful || !self.open.isEmpty || name == .svg || name == .math || name == .template {
            let answer = self.open.startHTML(name, key, isSelfClosing: facts.contains(.selfClosing))
            if answer == .unknown, !self.isCareful { self.needsCare = true }
        }
        return Start(
            content: name.content, kind: isShown ? TagKind(html: name) : nil, isHTML: true,
            isShown: isShown && name != .frame)
    }

    /// "In body", form: one inside another is not there.
    mutating func opensForm() -> Bool {
        defer { self.formIsOpen = true }
        return !self.formIsOpen
    }

    /// "In body", frameset: only while nothing was shown; elsewhere it is the body.
    private mutating func startFrameset() -> Start {
        switch self.phase {
        case .head, .afterHead:
            if self.open.hasTemplate { return Start() }
        case .body, .frameset, .afterFrameset:
            guard self.framesetIsOK else { return Start() }
            self.bodyWasReplaced = true
        }
        self.open.removeAll()
        self.phase = .frameset
        self.framesetDepth = 1
        return Start()
    }

    // MARK: End tags

    package mutating func end(_ name: ElementName, key: UInt64) {
        switch self.phase {
        case .frameset:
            if name == .frameset {
                self.framesetDepth -= 1
                if self.framesetDepth == 0 { self.phase = .afterFrameset }
            }
            return
        case .afterFrameset: return
        case .head, .afterHead, .body: break
        }
        if let top = self.open.last, top.place != .html {
            if name == .br || name == .p {
                self.open.leaveForeignContent()
            } else {
                switch self.open.endForeign(key) {
                case .done: return
                case .unknown: break
                }
            }
        }
        self.endHTML(name, key)
    }

    private mutating func endHTML(_ name: ElementName, _ key: UInt64) {
        if self.phase != .body, !self.open.hasTemplate {
            switch name {
            case .head: self.phase = .afterHead
            case .body, .html, .br: self.phase = .body
            default: break
            }
        }
        if name == .br { self.framesetIsOK = false }
        if name == .form, !self.open.hasTemplate { self.formIsOpen = false }
        guard !self.open.isEmpty else { return }
        if self.open.endHTML(name, key) == .unknown, !self.isCareful { self.needsCare = true }
    }

    private mutating func beginBodyUnlessInTemplate() {
        if self.phase != .body, !self.open.hasTemplate { self.phase = .body }
    }
}
