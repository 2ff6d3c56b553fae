import SkitterCore
import SkitterHTML

/// Tree construction as far as links need it, on strings, with all open elements from the first one on: the plain form
/// of the rules that the sieve applies to as little as it can.
final class OracleTree {
    private enum Namespace {
        case html, svg, math
    }

    private struct Element {
        var name: String
        var namespace: Namespace
        var isHTMLAnnotation = false

        var isHTML: Bool { self.namespace == .html }
        var isMathText: Bool { self.namespace == .math && ["mi", "mo", "mn", "ms", "mtext"].contains(self.name) }
        var isHTMLIntegrationPoint: Bool {
            switch self.namespace {
            case .html: false
            case .svg: ["foreignobject", "desc", "title"].contains(self.name)
            case .math: self.isHTMLAnnotation
            }
        }
        var endsScope: Bool {
            self.isMathText || self.isHTMLIntegrationPoint || self.namespace == .math && self.name == "annotation-xml"
                || self.isHTML && Self.scopeEnds.contains(self.name)
        }
        static let scopeEnds = words("applet caption html table td th marquee object select template")
    }

    private enum Phase {
        case head, afterHead, body, frameset, afterFrameset
    }

    private(set) var builder: PageBuilder
    private var stack: [Element] = []
    private var phase = Phase.head { didSet { if oldValue != .body, self.phase == .body { self.builder.beginBody() } } }
    private var framesetIsOK = true
    private var framesets = 0
    private var formIsOpen = false
    private var noscriptIsOpen = false
    private var lastWasShownHTML = false

    init(_ builder: PageBuilder) {
        self.builder = builder
    }

    var isInForeignContent: Bool { self.stack.last.map { !$0.isHTML } ?? false }
    private var isInTemplate: Bool { self.stack.contains { $0.isHTML && $0.name == "template" } }

    // MARK: Tokens

    func characters(_ bytes: [UInt8]) {
        guard self.phase != .frameset, self.phase != .afterFrameset else { return }
        if self.builder.wantsText, !self.isInTemplate {
            let start = self.builder.textEnd
            self.builder.page.text.append(contentsOf: bytes)
            self.builder.text(from: start)
        }
        for byte in bytes where ![0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte) {
            if self.phase != .body, !self.isInTemplate { self.phase = .body }
            if byte != 0 { self.framesetIsOK = false }
        }
    }

    func text(of name: [UInt8], _ text: [UInt8]) {
        guard name == Array("title".utf8), self.lastWasShownHTML else { return }
        let start = self.builder.textEnd
        self.builder.page.text.append(contentsOf: text)
        self.builder.title(from: start)
    }

    func cutTag(_ tag: OracleTokenizer.Tag) {
        guard tag.name == Array("meta".utf8), !self.isInTemplate else { return }
        self.read(.meta, tag)
        self.builder.cutMeta(isHidden: self.noscriptIsOpen)
    }

    func start(_ tag: OracleTokenizer.Tag) -> OracleTokenizer.State {
        let name = String(decoding: tag.name, as: UTF8.self)
        switch self.phase {
        case .frameset:
            if name == "frameset" { self.framesets += 1 }
            if name == "frame" { self.link(.frame, tag) }
            return name == "noframes" ? .rawtext : .data
        case .afterFrameset: return name == "noframes" ? .rawtext : .data
        case .head, .afterHead, .body: break
        }
        if let current = self.stack.last, !self.isReadAsHTML(name, in: current) {
            let leaves =
                Self.breakouts.contains(name)
                || name == "font" && ["color", "face", "size"].contains { tag.value($0) != nil }
            if !leaves {
                self.startForeign(name, tag, current)
                return .data
            }
            self.leaveForeignContent()
        }
        return self.startHTML(name, tag)
    }

    func end(_ tag: OracleTokenizer.Tag) {
        let name = String(decoding: tag.name, as: UTF8.self)
        if name == "noscript" { self.noscriptIsOpen = false }
        if name == "a", !self.isInTemplate { self.builder.endText() }
        switch self.phase {
        case .frameset:
            if name == "frameset" {
                self.framesets -= 1
                if self.framesets == 0 { self.phase = .afterFrameset }
            }
            return
        case .afterFrameset: return
        case .head, .afterHead, .body: break
        }
        if self.isInForeignContent {
            if name == "br" || name == "p" {
                self.leaveForeignContent()
            } else {
                for index in self.stack.indices.reversed() {
                    if self.stack[index].isHTML { break }
                    if self.stack[index].name == name {
                        self.stack.removeSubrange(index...)
                        return
                    }
                }
            }
        }
        self.endHTML(name)
    }

    // MARK: Foreign content

    private func isReadAsHTML(_ name: String, in current: Element) -> Bool {
        if current.isHTML || current.isHTMLIntegrationPoint { return true }
        if current.isMathText { return name != "mglyph" && name != "malignmark" }
        return current.namespace == .math && current.name == "annotation-xml" && name == "svg"
    }

    private func leaveForeignContent() {
        while let top = self.stack.last, !top.isHTML, !top.isHTMLIntegrationPoint, !top.isMathText {
            self.stack.removeLast()
        }
    }

    private func startForeign(_ name: String, _ tag: OracleTokenizer.Tag, _ current: Element) {
        let isShown = !self.isInTemplate
        if !tag.isSelfClosing {
            let encoding = tag.value("encoding").map { String(decoding: $0, as: UTF8.self).lowercased() }
            let isHTML =
                current.namespace == .math && name == "annotation-xml"
                && (encoding == "text/html" || encoding == "application/xhtml+xml")
            self.stack.append(Element(name: name, namespace: current.namespace, isHTMLAnnotation: isHTML))
        }
        guard isShown else { return }
        switch (name, current.namespace) {
        case ("a", _): self.link(.svgA, tag)
        case ("script", .svg): self.link(.svgScript, tag)
        case ("image", .svg): self.link(.svgImage, tag)
        case ("use", .svg): self.link(.svgUse, tag)
        case ("feimage", .svg): self.link(.svgFeImage, tag)
        default: break
        }
    }

    // MARK: HTML

    private func startHTML(_ name: String, _ tag: OracleTokenizer.Tag) -> OracleTokenizer.State {
        if name == "noscript" { self.noscriptIsOpen = true }
        if name == "frameset" {
            let isAllowed = self.phase == .body ? self.framesetIsOK : !self.isInTemplate
            guard isAllowed else { return .data }
            if self.phase == .body { self.builder.dropBody() }
            self.stack = []
            self.phase = .frameset
            self.framesets = 1
            return .data
        }
        let staysInHead =
            Self.headTags.contains(name) || ["html", "head"].contains(name)
            || name == "noscript" && self.phase == .head
        if self.phase != .body, !self.isInTemplate, !staysInHead { self.phase = .body }
        let isHidden = tag.value("type").map { String(decoding: $0, as: UTF8.self).lowercased() } == "hidden"
        if Self.framesetEnders.contains(name), !(name == "input" && isHidden) { self.framesetIsOK = false }
        let isShown = !self.isInTemplate
        if name == "form", isShown {
            if self.formIsOpen { return .data }
            self.formIsOpen = true
        }
        self.push(name, tag)
        self.lastWasShownHTML = isShown
        if isShown, name != "frame" {
            let kind = name == "image" ? .img : TagKind.allCases.first { "\($0)" == name && $0 != .styled }
            if let kind { self.link(kind, tag) }
        }
        switch name {
        case "title", "textarea": return .rcdata
        case "style", "xmp", "iframe", "noembed", "noframes": return .rawtext
        case "script": return .scriptData
        case "plaintext": return .plaintext
        default: return .data
        }
    }

    private func push(_ name: String, _ tag: OracleTokenizer.Tag) {
        if Self.paragraphClosers.contains(name) { self.close(["p"], extraEnds: ["button"]) }
        let html = Element(name: name, namespace: .html)
        switch name {
        case "svg", "math":
            if !tag.isSelfClosing { self.stack.append(Element(name: name, namespace: name == "svg" ? .svg : .math)) }
        case "li":
            self.closeItem(["li"])
            self.stack.append(html)
        case "dd", "dt":
            self.closeItem(["dd", "dt"])
            self.stack.append(html)
        case _ where Self.headings.contains(name):
            if let top = self.stack.last, top.isHTML, Self.headings.contains(top.name) { self.stack.removeLast() }
            self.stack.append(html)
        case "button":
            self.close(["button"])
            self.stack.append(html)
        case "option", "optgroup":
            if let top = self.stack.last, top.isHTML, top.name == "option" { self.stack.removeLast() }
            self.stack.append(html)
        case "a", "nobr":
            self.endFormatting(name)
            self.stack.append(html)
        case _ where Self.tableParts[name] != nil:
            self.pushTablePart(html)
        case _ where Self.neverOpen.contains(name): break
        default: self.stack.append(html)
        }
    }

    private func pushTablePart(_ element: Element) {
        let around = self.stack.lastIndex { $0.isHTML && ($0.name == "table" || $0.name == "template") }
        guard let around else { return }
        if self.stack[around].name == "table" {
            let contexts = Self.tableParts[element.name] ?? []
            while self.stack.count > around + 1,
                !(self.stack[self.stack.count - 1].isHTML && contexts.contains(self.stack[self.stack.count - 1].name))
            {
                self.stack.removeLast()
            }
        } else if self.stack[around...].contains(where: { !$0.isHTML }) {
            return
        }
        if element.name != "col" { self.stack.append(element) }
    }

    private func closeItem(_ names: [String]) {
        for index in self.stack.indices.reversed() {
            let node = self.stack[index]
            if node.isHTML, names.contains(node.name) {
                self.stack.removeSubrange(index...)
                break
            }
            if !node.isHTML, node.endsScope { break }
            if node.isHTML, Self.special.contains(node.name), !["address", "div", "p"].contains(node.name) { break }
        }
        self.close(["p"], extraEnds: ["button"])
    }

    private func endHTML(_ name: String) {
        if self.phase != .body, !self.isInTemplate {
            if name == "head" { self.phase = .afterHead }
            if ["body", "html", "br"].contains(name) { self.phase = .body }
        }
        if name == "br" { self.framesetIsOK = false }
        if name == "form", !self.isInTemplate { self.formIsOpen = false }
        switch name {
        case "template":
            if let index = self.stack.lastIndex(where: { $0.isHTML && $0.name == "template" }) {
                self.stack.removeSubrange(index...)
            }
        case "html", "body", "head", "frameset", "br", "col": break
        case _ where Self.headings.contains(name): self.close(Array(Self.headings))
        case "li": self.close(["li"], extraEnds: ["ol", "ul"])
        case "p": self.close(["p"], extraEnds: ["button"])
        case "form":
            if let index = self.inScope(["form"]) { self.stack.remove(at: index) }
        case _ where Self.formatting.contains(name): self.endFormatting(name)
        case _ where name == "table" || Self.tableParts[name] != nil:
            for index in self.stack.indices.reversed() where self.stack[index].isHTML {
                if self.stack[index].name == name {
                    self.stack.removeSubrange(index...)
                    return
                }
                if ["table", "template"].contains(self.stack[index].name) { return }
            }
        case _ where Self.scopeClosers.contains(name): self.close([name])
        default:
            for index in self.stack.indices.reversed() {
                let node = self.stack[index]
                if node.isHTML, node.name == name {
                    self.stack.removeSubrange(index...)
                    return
                }
                if node.isHTML ? Self.special.contains(node.name) : node.endsScope { return }
            }
        }
    }

    private func endFormatting(_ name: String) {
        guard let index = self.inScope([name]) else { return }
        let isBlock = { (element: Element) in element.isHTML && Self.special.contains(element.name) }
        guard let last = self.stack[(index + 1)...].lastIndex(where: isBlock) else {
            self.stack.removeSubrange(index...)
            return
        }
        let kept = self.stack[(index + 1)...last].filter {
            isBlock($0) || $0.isHTML && Self.formatting.contains($0.name)
        }
        self.stack.replaceSubrange(index..., with: kept)
    }

    private func close(_ names: [String], extraEnds: [String] = []) {
        if let index = self.inScope(names, extraEnds: extraEnds) { self.stack.removeSubrange(index...) }
    }

    private func inScope(_ names: [String], extraEnds: [String] = []) -> Int? {
        for index in self.stack.indices.reversed() {
            let node = self.stack[index]
            if node.isHTML, names.contains(node.name) { return index }
            if node.endsScope || node.isHTML && extraEnds.contains(node.name) { return nil }
        }
        return nil
    }

    // MARK: Links

    func endOfFile() {
        self.builder.endText()
    }

    private func link(_ kind: TagKind, _ tag: OracleTokenizer.Tag) {
        if kind == .a || kind == .svgA { self.builder.endText() }
        self.read(kind, tag)
        self.builder.tag(kind, isHidden: self.noscriptIsOpen)
    }

    private func read(_ kind: TagKind, _ tag: OracleTokenizer.Tag) {
        let wanted = kind.attributes(self.builder.options)
        self.builder.beginTag()
        for attribute in tag.attributes {
            let text = String(decoding: attribute.name, as: UTF8.self)
            guard let name = AttributeName.allCases.first(where: { "\($0.text)" == text }), wanted.contains(name) else {
                continue
            }
            let start = self.builder.textEnd
            self.builder.page.text.append(contentsOf: attribute.value)
            self.builder.add(name, from: start)
        }
    }

    // MARK: The standard's lists

    private static let headTags = words("base basefont bgsound link meta noframes style script title template")
    private static let framesetEnders = words(
        """
        body pre listing li dd dt button applet marquee object table area br embed img image keygen wbr input hr
        textarea xmp iframe select
        """)
    private static let breakouts = words(
        """
        b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta
        nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
        """)
    private static let headings = words("h1 h2 h3 h4 h5 h6")
    private static let formatting = words("a b big code em font i nobr s small strike strong tt u")
    private static let blocks = words(
        """
        address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup
        main menu nav ol search section summary ul
        """)
    private static let paragraphClosers = blocks.union(headings).union(
        words("p pre listing form plaintext table hr xmp"))
    private static let scopeClosers = blocks.union(words("button listing pre select dd dt applet marquee object"))
    private static let tableParts: [String: [String]] = [
        "caption": [], "colgroup": [], "tbody": [], "tfoot": [], "thead": [], "col": ["colgroup"],
        "tr": ["tbody", "tfoot", "thead"], "td": ["tr", "tbody", "tfoot", "thead"],
        "th": ["tr", "tbody", "tfoot", "thead"],
    ]
    private static let neverOpen = words(
        """
        area base basefont bgsound br col embed frame hr img image input keygen link meta param source track wbr title
        textarea style xmp iframe noembed noframes script plaintext html head body frameset
        """)
    private static let special = words(
        """
        address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd
        details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
        hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object
        ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot
        th thead title tr track ul wbr xmp
        """)
}

private func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
}
