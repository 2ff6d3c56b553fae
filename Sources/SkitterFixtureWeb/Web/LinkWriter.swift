/// Writes the links of one ordinary page in the form that each edge asks for.
struct LinkWriter {
    let web: FixtureWeb
    /// "http://host:port"
    let origin: [UInt8]
    /// The folder that a `<base href>` names; without one, the page's own path counts.
    var base: [UInt8]?
    private let pagePath: [UInt8]

    init(web: FixtureWeb, page: Int, origin: String) {
        self.web = web
        self.origin = Array(origin.utf8)
        var path: [UInt8] = []
        web.appendPath(of: page, to: &path)
        self.pagePath = path
    }

    func write(_ edge: Edge, text: [UInt8], to body: inout [UInt8]) {
        switch edge.tag {
        case .area:
            body += "<map name=\"m\"><area href=\"".utf8
            self.writeURL(edge, to: &body)
            body += "\" alt=\"".utf8
            body += text
            body += "\"></map>".utf8
        case .iframe:
            body += "<iframe src=\"".utf8
            self.writeURL(edge, to: &body)
            body += "\"></iframe>".utf8
        case .anchor, .frame, .refresh, .redirect:
            body += edge.isFollowed ? "<a href=\"".utf8 : "<a rel=\"nofollow\" href=\"".utf8
            self.writeURL(edge, to: &body)
            body += "\">".utf8
            body += text
            body += "</a>".utf8
        }
    }

    /// The URL as an attribute value in double quotes.
    private func writeURL(_ edge: Edge, to body: inout [UInt8]) {
        var target: [UInt8] = []
        target.reserveCapacity(64)
        var isWhole = false
        if edge.node < self.web.pageCount {
            self.web.appendPath(of: edge.node, raw: edge.isRaw, to: &target)
        } else {
            let special = self.web.specials[edge.node - self.web.pageCount]
            target += special.path.utf8
            isWhole = special.isOutside
        }
        var url: [UInt8] = []
        if isWhole {
            url = target
        } else {
            switch edge.form {
            case .rootRelative: url = target
            case .relative: url = Self.relative(target, to: self.base ?? self.pagePath)
            case .absolute: url = self.origin + target
            case .schemeRelative: url = self.origin.drop { $0 != UInt8(ascii: "/") } + target
            }
        }
        for byte in url {
            if byte == UInt8(ascii: "&") { body += "&amp;".utf8 } else { body.append(byte) }
        }
        if edge.hasFragment { body += "#content".utf8 }
    }

    /// The shortest reference that RFC 3986 section 5.2 resolves to `target` against a page at `base`. Both start with a
    /// slash.
    static func relative(_ target: [UInt8], to base: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let query = UInt8(ascii: "?")
        let basePath = base.prefix { $0 != query }
        let folder = basePath[...(basePath.lastIndex(of: slash) ?? basePath.startIndex)]
        var common = 0
        for (index, pair) in zip(folder, target.prefix { $0 != query }).enumerated() {
            guard pair.0 == pair.1 else { break }
            if pair.0 == slash { common = index + 1 }
        }
        var reference: [UInt8] = []
        for byte in folder[common...] where byte == slash {
            reference += "../".utf8
        }
        reference += target[common...]
        // An empty reference would mean the page itself, one that starts with "?" its own path.
        return reference.isEmpty || reference[0] == query ? Array("./".utf8) + reference : reference
    }
}
