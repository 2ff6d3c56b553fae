/// Turns the elements of a document, as they pass by, into entries.
///
/// It does not count nesting, because what a parser recovers from broken XML is not nested as it was meant: an element
/// that begins a new entry ends the one before.
struct SitemapCollector {
    private enum Field {
        case loc, lastmod, published, priority
    }

    private enum Container {
        case entry, sitemap
    }

    private let limits: SitemapLimits
    private(set) var kind: SitemapDocument.Kind?
    private(set) var entries: [SitemapEntry] = []
    private(set) var sitemaps: [SitemapEntry] = []
    private(set) var isFull = false
    var error: String?

    /// The first element's prefix; elements with another belong to an extension.
    private var rootPrefix: [UInt8]?
    private var container: Container?
    private var field: Field?
    private var text: [UInt8] = []
    private var loc: [UInt8] = []
    private var guid: [UInt8] = []
    private var lastmod: [UInt8] = []
    private var priority: [UInt8] = []
    private var isGUID = false

    init(limits: SitemapLimits) {
        self.limits = limits
    }

    /// An element begins; names in lower case. `attribute` answers the value of an attribute without prefix.
    mutating func elementBegan(_ name: String, prefix: [UInt8], attribute: (String) -> [UInt8]?) {
        guard let rootPrefix = self.rootPrefix else {
            self.rootPrefix = prefix
            self.kind = Self.kind(ofRoot: name)
            return
        }
        guard prefix == rootPrefix || self.kind == .rss && (prefix.isEmpty || name == "date") else { return }
        if let container = self.container(name) {
            self.finishEntry()
            self.container = container
        } else if self.container != nil {
            self.fieldBegan(name, attribute)
        }
    }

    mutating func elementEnded(_ name: String, prefix: [UInt8]) {
        guard self.container != nil, prefix == self.rootPrefix || self.kind == .rss else { return }
        if let field = self.field {
            self.finish(field)
        }
        if self.container(name) != nil, prefix == self.rootPrefix || prefix.isEmpty {
            self.finishEntry()
        }
    }

    mutating func append(_ octets: UnsafeBufferPointer<UInt8>) {
        // One octet beyond the limit says that the text is too long, and is all that is kept of it.
        guard self.field != nil, self.text.count <= self.limits.urlBytes else { return }
        self.text.append(contentsOf: octets.prefix(self.limits.urlBytes + 1))
    }

    /// The document ended; an entry whose URL was complete counts.
    mutating func documentEnded() {
        self.field = nil
        self.finishEntry()
        if self.kind == nil, self.error == nil {
            self.error = "not a sitemap"
        }
    }

    private static func kind(ofRoot name: String) -> SitemapDocument.Kind? {
        switch name {
        case "urlset": .urlset
        case "sitemapindex": .index
        case "rss", "rdf": .rss
        case "feed": .atom
        default: nil
        }
    }

    private func container(_ name: String) -> Container? {
        switch (self.kind, name) {
        case (.urlset, "url"), (.index, "url"), (.rss, "item"), (.atom, "entry"): .entry
        case (.urlset, "sitemap"), (.index, "sitemap"): .sitemap
        default: nil
        }
    }

    private mutating func fieldBegan(_ name: String, _ attribute: (String) -> [UInt8]?) {
        if let field = self.field {
            self.finish(field)
        }
        self.text.removeAll(keepingCapacity: true)
        switch (self.kind, name) {
        case (.atom, "link"):
            let relation = attribute("rel") ?? Array("alternate".utf8)
            if self.loc.isEmpty, relation.elementsEqual("alternate".utf8), let target = attribute("href") {
                self.loc = self.withinLimit(target)
            }
        case (.rss, "link"), (.urlset, "loc"), (.index, "loc"):
            self.field = .loc
        case (.rss, "guid"):
            self.isGUID = !(attribute("ispermalink") ?? []).elementsEqual("false".utf8)
            self.field = self.isGUID ? .loc : nil
        case (.urlset, "lastmod"), (.index, "lastmod"), (.rss, "pubdate"), (.rss, "date"), (.atom, "updated"):
            self.field = .lastmod
        case (.atom, "published"):
            self.field = .published
        case (.urlset, "priority"):
            self.field = .priority
        default:
            break
        }
    }

    private mutating func finish(_ field: Field) {
        let value = self.withinLimit(self.text)
        switch field {
        case .loc where self.isGUID: self.guid = value
        case .loc where self.loc.isEmpty: self.loc = value
        case .lastmod: self.lastmod = value
        case .published where self.lastmod.isEmpty: self.lastmod = value
        case .priority: self.priority = value
        default: break
        }
        self.field = nil
        self.isGUID = false
    }

    private mutating func finishEntry() {
        defer {
            self.container = nil
            self.field = nil
            self.isGUID = false
            self.loc = []
            self.guid = []
            self.lastmod = []
            self.priority = []
        }
        let loc = self.loc.isEmpty ? self.guid : self.loc
        guard let container = self.container, !loc.isEmpty else { return }
        let priority = Double(String(decoding: self.priority, as: UTF8.self)).flatMap {
            (0...1).contains($0) ? $0 : nil
        }
        self.append(
            SitemapEntry(
                loc: String(decoding: loc, as: UTF8.self),
                lastmod: self.lastmod.isEmpty ? nil : String(decoding: self.lastmod, as: UTF8.self), priority: priority),
            to: container)
    }

    private mutating func append(_ entry: SitemapEntry, to container: Container) {
        let count = container == .entry ? self.entries.count : self.sitemaps.count
        guard count < self.limits.entries else {
            self.isFull = true
            return
        }
        if container == .entry {
            self.entries.append(entry)
        } else {
            self.sitemaps.append(entry)
        }
    }

    /// The text without white space around it; empty if it is longer than a URL may be.
    private func withinLimit(_ text: [UInt8]) -> [UInt8] {
        guard text.count <= self.limits.urlBytes else { return [] }
        var slice = text.drop(while: HTMLOctets.isSpace)
        while let last = slice.last, HTMLOctets.isSpace(last) {
            slice.removeLast()
        }
        return Array(slice)
    }

    /// Reads a plain list of URLs. Lines that are no http or https URL are passed over; if all are, this is no list.
    mutating func readLines(_ text: ArraySlice<UInt8>, isCut: Bool) {
        var passedOver = 0
        var rest = text
        while !rest.isEmpty, !self.isFull {
            let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
            rest = rest[line.endIndex...].dropFirst()
            if isCut, rest.isEmpty {
                break
            }
            let url = self.withinLimit(Array(line.prefix(self.limits.urlBytes + 1)))
            let scheme = String(decoding: url.prefix(8).map(HTMLOctets.lowercased), as: UTF8.self)
            if scheme.hasPrefix("http://") || scheme == "https://" {
                self.append(SitemapEntry(loc: String(decoding: url, as: UTF8.self)), to: .entry)
            } else if !line.allSatisfy(HTMLOctets.isSpace) {
                passedOver += 1
            }
        }
        self.kind = self.entries.isEmpty ? nil : .text
        if self.entries.isEmpty {
            self.error = "not a sitemap"
        } else if passedOver > 0 {
            self.error = "\(passedOver) lines are no URL"
        }
    }
}
