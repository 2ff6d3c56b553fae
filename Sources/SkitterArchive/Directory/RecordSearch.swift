package import SkitterCore

/// Finds what the records say of one URL: one pass over the visits, which holds some 40 bytes for each.
package struct RecordSearch: Sendable {
    /// What names the URL.
    package enum Found: Sendable, Hashable {
        case visit(VisitRecord)
        case skip(SkippedRecord)
        case nothing
    }

    /// The record that settles the URL.
    package private(set) var found = Found.nothing
    /// Its least depth, where a record settles it.
    package private(set) var depth: Int?
    /// Other fetched pages with its body, at most ``twinLimit``.
    package private(set) var twins: [String] = []
    /// How many there are.
    package private(set) var twinCount = 0
    /// Where the line of each visit begins, by a hash of its URL.
    private var places: [Int: RecordPlace] = [:]
    private let directories: CrawlDirectories

    /// How many twins are named.
    package static let twinLimit = 10
    /// No way is longer than this: records may name each other in a circle.
    private static let wayLimit = 10_000

    /// What the records in `directories` say of `url`, whose fingerprint is `id` where that is known.
    package init(_ directories: CrawlDirectories, url: String, id: UInt64?) throws(ArchiveError) {
        self.directories = directories
        var bodies: [(digest: UInt64, place: RecordPlace)] = []
        var places: [Int: RecordPlace] = [:]
        var own: RecordPlace?
        for (number, part) in directories.parts.enumerated() {
            var pages = part.tail(.pages)
            try pages.forEachNew(
                parse: { reader throws(JSONError) in try reader.visit(onlyFigures: true) },
                { record, offset in
                    let place = RecordPlace(part: number, offset: offset)
                    places[record.url.hashValue] = place
                    if record.id == id || record.url == url { own = place }
                    if let digest = record.digest, record.outcome == .fetched { bodies.append((digest, place)) }
                })
        }
        self.places = places
        if let own {
            var visits = PlacedVisits(in: directories.parts.map(\.path))
            if let record = try visits.visit(at: own) {
                self.found = .visit(record)
                self.depth = try RecordSearch.finalDepth(of: record, in: directories)
                try self.findTwins(of: record, at: own, among: bodies, &visits)
            }
            return
        }
        var found: SkippedRecord?
        // How often it was parked and not put back, whichever directory tells of that.
        var parked = 0
        for part in directories.parts {
            _ = try part.forEachSkip { record in
                guard record.id == id || record.url == url else { return }
                if record.reason == .parked { parked += 1 }
                if record.reason == .unparked { parked -= 1 } else { found = record }
            }
        }
        if let found, found.reason != .parked || parked > 0 {
            self.found = .skip(found)
            self.depth = found.depth
        }
    }

    private mutating func findTwins(
        of record: VisitRecord, at own: RecordPlace, among bodies: [(digest: UInt64, place: RecordPlace)],
        _ visits: inout PlacedVisits
    ) throws(ArchiveError) {
        guard record.outcome == .fetched, let digest = record.digest else { return }
        for body in bodies where body.digest == digest && body.place != own {
            self.twinCount += 1
            guard self.twins.count < RecordSearch.twinLimit else { continue }
            if let twin = try visits.visit(at: body.place) { self.twins.append(twin.url) }
        }
    }

    private static func finalDepth(of record: VisitRecord, in directories: CrawlDirectories) throws(ArchiveError) -> Int
    {
        var depth = record.depthAtFetch
        _ = try directories.forEachDepthChange { if $0.id == record.id { depth = min(depth, $0.depth) } }
        return depth
    }

    /// The pages from a seed to `parent`, which named the URL; each was named by the one before it.
    package func way(to parent: String?) throws(ArchiveError) -> [URLExplanation.Step] {
        guard var next = parent else { return [] }
        var way: [URLExplanation.Step] = []
        var visits = PlacedVisits(in: self.directories.parts.map(\.path))
        while way.count < RecordSearch.wayLimit {
            guard let place = self.places[next.hashValue], let record = try visits.visit(at: place), record.url == next
            else {
                // A robots.txt, which names sitemaps and is no page.
                way.append(URLExplanation.Step(url: next, via: next.hasSuffix("/robots.txt") ? "robots.txt" : "?"))
                break
            }
            way.append(URLExplanation.Step(url: next, via: record.via))
            guard let parent = record.parent else { break }
            next = parent
        }
        return way.reversed()
    }
}
