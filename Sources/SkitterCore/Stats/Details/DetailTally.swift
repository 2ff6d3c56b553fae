/// Finds what a report names one by one, in one pass over the records and in bounded memory.
///
/// Visits are remembered by the place of their line in the file, for their texts are wanted of a few only: the reader takes
/// those up again at the end.
package struct DetailTally: Sendable {
    /// Bodies that are told apart; some 60 bytes each at the worst.
    package static let bodyLimit = 1_000_000
    /// Lines of robots.txt that are told apart.
    private static let refusalLimit = 10_000
    /// Examples of one body.
    private static let exampleLimit = 3

    /// A body, and the page that had it first.
    private struct Body {
        var first: Int
        var pages: UInt32
    }

    private var bodies: [UInt64: Body] = [:]
    /// The second and third pages of bodies that have them.
    private var furtherPages: [UInt64: [Int]] = [:]
    private var brokenLinks: [Int] = []
    private var scriptPages: [Int] = []
    private var details = CrawlDetails()
    private var refusals: [String: CrawlDetails.Refusal] = [:]
    private var untoldRefusals = 0

    package init() {}

    /// A visit whose line begins at `place`.
    package mutating func visited(_ record: VisitRecord, at place: Int) {
        self.details.visitsRead += 1
        switch record.outcome {
        case .redirected: break
        case .failed:
            self.details.brokenCount += 1
            if self.brokenLinks.count < CrawlDetails.limit { self.brokenLinks.append(place) }
        case .fetched:
            if record.scriptNeed != nil {
                self.details.scriptPageCount += 1
                if self.scriptPages.count < CrawlDetails.limit { self.scriptPages.append(place) }
            }
            guard let digest = record.digest else { return }
            if let index = self.bodies.index(forKey: digest) {
                self.bodies.values[index].pages &+= 1
                let isFew = self.bodies.values[index].pages <= DetailTally.exampleLimit
                if isFew { self.furtherPages[digest, default: []].append(place) }
            } else if self.bodies.count < DetailTally.bodyLimit {
                self.bodies[digest] = Body(first: place, pages: 1)
            } else {
                self.details.uncomparedPages += 1
            }
        }
    }

    /// A URL was not visited.
    package mutating func skipped(_ record: SkippedRecord) {
        guard record.reason == .robots else { return }
        self.details.refusedURLs += 1
        let bytes = record.url.utf8Span.span
        let host = bytes.extracting(HostTable.authority(in: bytes)).withUnsafeBufferPointer {
            String(decoding: $0, as: UTF8.self)
        }
        let key = host + "\n" + (record.detail ?? "")
        if self.refusals[key] != nil {
            self.refusals[key]?.urls += 1
        } else if self.refusals.count < DetailTally.refusalLimit {
            self.refusals[key] = CrawlDetails.Refusal(
                host: host, rule: record.detail ?? "robots.txt", urls: 1, example: record.url)
        } else {
            self.untoldRefusals += 1
        }
    }

    /// The crawl was limited so over its time.
    package mutating func limited(by limits: LimitSeries) {
        self.details.limits = limits
    }

    /// The details; `visit` reads the line at a place again, and is asked for a few hundred.
    package func details<Failure: Error>(
        visit: (_ place: Int) throws(Failure) -> VisitRecord?
    ) throws(Failure) -> CrawlDetails {
        var details = self.details
        for place in self.brokenLinks {
            if let link = try visit(place).flatMap(CrawlDetails.BrokenLink.init) { details.brokenLinks.append(link) }
        }
        for place in self.scriptPages {
            if let page = try visit(place).flatMap(CrawlDetails.ScriptPage.init) { details.scriptPages.append(page) }
        }
        let shared = self.furtherPages.compactMap { digest, further in
            self.bodies[digest].map { (digest: digest, body: $0, further: further) }
        }
        details.duplicateBodies = shared.count
        details.duplicatePages = shared.reduce(0) { $0 + Int($1.body.pages) }
        let largest = shared.sorted { ($1.body.pages, $0.body.first) < ($0.body.pages, $1.body.first) }
        for (digest, body, further) in largest.prefix(CrawlDetails.limit) {
            var pages: [VisitRecord] = []
            for place in [body.first] + further {
                if let page = try visit(place) { pages.append(page) }
            }
            details.duplicates.append(
                CrawlDetails.Duplicate(
                    digest: digest, pages: Int(body.pages), bodyBytes: pages.first?.bodyBytes ?? 0,
                    examples: pages.map(\.url)))
        }
        let refusals = self.refusals.values.sorted { ($1.urls, $0.host, $0.rule) < ($0.urls, $1.host, $1.rule) }
        details.refusals = Array(refusals.prefix(CrawlDetails.limit))
        details.refusingLines = refusals.count + (self.untoldRefusals > 0 ? 1 : 0)
        return details
    }
}
