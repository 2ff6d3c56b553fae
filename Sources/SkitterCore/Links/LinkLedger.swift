/// Keeps what the steps of a crawl tell of links, until all is known that decides about them.
///
/// In memory a URL costs its place in a table, a page nothing: where the links of pages point lies in records that move to a store
/// beyond a budget, and is read again when the crawl is over.
package struct LinkLedger: Sendable {
    /// What makes a link good, and how much is told of the others.
    package struct Rules: Sendable {
        /// Statuses that are good.
        package var accepted = AcceptedStatuses()
        /// Whether the place that a fragment names must be there.
        package var checksFragments = true
        /// Links of pages deeper than this do not count; nil for no limit.
        package var depthLimit: Int?
        /// So many of the pages that hold a broken link are named.
        package var namedPages = 10
        /// The key of the URL fingerprints.
        package var hashSeed: UInt64 = 0

        package init() {}
    }

    /// How a URL stands.
    enum Standing: Sendable {
        /// It was answered well, with this status.
        case good(Int)
        /// Another URL decides.
        case redirected(to: UInt64)
        /// It is broken for the flaw at this index.
        case broken(Int)
        /// Nobody can tell.
        case doubtful(LinkCheck.Doubt)
    }

    let rules: Rules
    /// What earlier checks know.
    package let known: [UInt64: KnownLink]
    /// Every URL that settled.
    private(set) var standings: [UInt64: Standing] = [:]
    private(set) var flaws: [LinkCheck.Flaw] = []
    /// The text of URLs that are broken, redirected, or in doubt for a reason of their own.
    private(set) var texts: [UInt64: String] = [:]
    /// What each redirect names.
    private(set) var targets: [UInt64: String] = [:]
    /// URLs beyond the scope.
    private(set) var beyond: [UInt64: String] = [:]
    /// URLs that no page names and may be broken, with the sitemap that does.
    private(set) var given: [(id: UInt64, url: String, sitemap: String?)] = []
    /// Least depths of pages that turned out to lie nearer than they were fetched, where depth matters.
    private(set) var fallen: [UInt64: Int] = [:]
    /// A record for each page that has links; see ``forEachPage(_:)``.
    private var pages = PackedQueue()
    /// A record for each page of which the places are known.
    private var anchors = PackedQueue()
    private var pool: SpillPool

    /// A ledger of which `budget` bytes stay in memory besides the table of URLs, where there is a `store` for the others.
    package init(_ rules: Rules, known: [KnownLink] = [], spillingTo store: (any SpillStore)? = nil, budget: Int = .max)
    {
        self.rules = rules
        self.known = Dictionary(
            known.compactMap { link in
                (try? CrawlURL(link.url)).map { ($0.fingerprint(seed: rules.hashSeed).rawValue, link) }
            }, uniquingKeysWith: { $1.checkedMicroseconds > $0.checkedMicroseconds ? $1 : $0 })
        self.pool = SpillPool(spillingTo: store, budget: budget)
    }

    /// Why what was moved out of memory cannot be had.
    package var spillFailure: SpillFailure? { self.pool.store?.failure }

    /// A step of the crawl.
    package mutating func took(_ entry: StepEntry) {
        if let visit = entry.visit { self.visited(visit, entry.links) }
        for record in entry.skipped { self.skipped(record) }
        guard self.rules.depthLimit != nil else { return }
        for change in entry.depthChanges { self.fallen[change.id] = change.depth }
    }

    private mutating func visited(_ visit: VisitRecord, _ links: PageLinks?) {
        let standing = self.standing(of: visit)
        self.standings[visit.id] = standing
        if case .good = standing {} else { self.isGiven(visit) }
        guard let links else { return }
        if links.isBeyond { self.beyond[visit.id] = visit.url }
        if let anchors = links.anchors, self.rules.checksFragments {
            self.pool.record.removeAll()
            self.pool.record.fixed(visit.id)
            for anchor in anchors { self.pool.record.fixed(anchor) }
            self.anchors.append(&self.pool)
        }
        if !links.isBeyond, visit.outcome == .fetched { self.keep(links, of: visit) }
        guard self.pool.isOverBudget else { return }
        self.pages.spillFullBlocks(&self.pool)
        self.anchors.spillFullBlocks(&self.pool)
    }

    /// What no page needs to name to be told of.
    private mutating func isGiven(_ visit: VisitRecord) {
        switch LinkSource(rawValue: visit.via) {
        case .seed: self.given.append((visit.id, visit.url, nil))
        case .sitemap, .sitemapFile: self.given.append((visit.id, visit.url, visit.parent))
        default: break
        }
    }

    private mutating func standing(of visit: VisitRecord) -> Standing {
        let isWhole = !visit.outcome.isFailure(.incomplete)
        if let status = visit.status, isWhole, self.rules.accepted.contains(status) { return .good(status) }
        switch visit.outcome {
        case .fetched:
            return self.broken(visit.id, visit.url, LinkCheck.Flaw(LinkCheck.Flaw.status, status: visit.status))
        case .redirected(let target):
            guard let target, let url = try? CrawlURL(target) else {
                return self.broken(visit.id, visit.url, LinkCheck.Flaw(LinkCheck.Flaw.noTarget, status: visit.status))
            }
            self.texts[visit.id] = visit.url
            self.targets[visit.id] = target
            return .redirected(to: url.fingerprint(seed: self.rules.hashSeed).rawValue)
        case .failed(let failure, let message):
            return self.broken(
                visit.id, visit.url,
                LinkCheck.Flaw(failure.description, status: visit.status, message: message))
        }
    }

    private mutating func broken(_ id: UInt64, _ url: String, _ flaw: LinkCheck.Flaw) -> Standing {
        self.texts[id] = url
        self.flaws.append(flaw)
        return .broken(self.flaws.count - 1)
    }

    private mutating func skipped(_ record: SkippedRecord) {
        switch record.reason {
        case .unparked: self.standings[record.id] = nil
        case .parked: self.standings[record.id] = .doubtful(.parked)
        case .depth, .hostBudget: self.standings[record.id] = .doubtful(.excluded)
        case .length, .robots:
            self.texts[record.id] = record.url
            self.standings[record.id] = .doubtful(record.reason == .length ? .length : .robots)
        case .redirects:
            self.standings[record.id] = self.broken(record.id, record.url, LinkCheck.Flaw(LinkCheck.Flaw.redirects))
        case .robotsUnreachable:
            self.standings[record.id] = self.broken(
                record.id, record.url, LinkCheck.Flaw(LinkCheck.Flaw.robotsUnreachable, message: record.detail))
        }
    }

    // MARK: - Pages

    /// A page and where it leads.
    struct Page {
        let id: UInt64
        let url: String
        var links: [PageLinks.Link] = []
        var invalid: [String] = []
    }

    private mutating func keep(_ links: PageLinks, of visit: VisitRecord) {
        self.pool.record.removeAll()
        self.pool.record.fixed(visit.id)
        self.pool.record.number(visit.depthAtFetch)
        self.pool.record.text(visit.url)
        self.pool.record.number(links.links.count)
        for link in links.links {
            self.pool.record.fixed(link.id)
            self.pool.record.text(link.place ?? "")
        }
        self.pool.record.number(links.invalid.count)
        for text in links.invalid { self.pool.record.text(text) }
        self.pages.append(&self.pool)
    }

    /// Lends each page whose links count to `body`, in the order in which they came.
    func forEachPage(_ body: (Page) -> Void) {
        self.pages.forEach(in: self.pool.store) { record, _ in
            let id = record.fixed()
            let depth = record.number()
            var page = Page(id: id, url: record.text())
            if let limit = self.rules.depthLimit, min(depth, self.fallen[id] ?? depth) > limit { return }
            for _ in 0..<record.number() where !record.isDamaged {
                let link = record.fixed()
                let place = record.text()
                page.links.append(PageLinks.Link(id: link, place: place.isEmpty ? nil : place))
            }
            for _ in 0..<record.number() where !record.isDamaged { page.invalid.append(record.text()) }
            body(page)
        }
    }

    /// Lends the places of each page whose places are known to `body`, sorted.
    func forEachPlaces(_ body: (_ page: UInt64, _ anchors: () -> [UInt64]) -> Void) {
        self.anchors.forEach(in: self.pool.store) { record, _ in
            let id = record.fixed()
            let rest = record.rest
            body(id) {
                var reader = PackedReader(rest)
                return (0..<(rest.count / 8)).map { _ in reader.fixed() }
            }
        }
    }
}
