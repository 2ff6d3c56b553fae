#if Cluster
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb

/// What several crawlers of one crawl recorded, read together.
struct SharedRecords {
    private(set) var visits: [String: [VisitRecord]] = [:]
    private(set) var skips: [String: [SkippedRecord]] = [:]
    /// The least depth that any of them tells of a page.
    private(set) var depths: [String: Int] = [:]
    /// What is wrong with the files.
    private var damage: [String] = []

    init(_ directories: [String]) throws {
        var urls: [UInt64: String] = [:]
        var changes: [DepthChange] = []
        for directory in directories {
            let reader = try CrawlDirectoryReader(directory)
            var (visits, skips) = (self.visits, self.skips)
            let readings = [
                try reader.forEachVisit {
                    visits[$0.url, default: []].append($0)
                    urls[$0.id] = $0.url
                }, try reader.forEachSkip { skips[$0.url, default: []].append($0) },
                try reader.forEachDepthChange { changes.append($0) },
            ]
            (self.visits, self.skips) = (visits, skips)
            for reading in readings where reading.broken > 0 || reading.endsAmidLine {
                self.damage.append("\(directory)/\(reading.name) has lines that are no records")
            }
        }
        self.depths = self.visits.compactMapValues { $0.map(\.depthAtFetch).min() }
        for change in changes {
            guard let url = urls[change.id], let depth = self.depths[url] else { continue }
            self.depths[url] = min(depth, change.depth)
        }
    }

    /// What speaks against them: every URL is recorded once, by one of the crawlers, with the outcome that it must have, and no other URL is.
    func findings(against expected: FixtureHosts.Expected) -> [String] {
        self.damage + Self.differences("visit", self.visits.mapValues { $0.map(\.outcomeWord) }, expected.visits)
            + Self.differences("skip", self.skips.mapValues { $0.map(\.reason.rawValue) }, expected.skips)
    }

    private static func differences(_ what: String, _ found: [String: [String]], _ wanted: [String: String])
        -> [String]
    {
        wanted.sorted { $0.key < $1.key }.compactMap { url, word in
            found[url] == [word] ? nil : "\(what) of \(url): \(found[url] ?? []), not \(word)"
        } + found.keys.filter { wanted[$0] == nil }.sorted().map { "\(what) of \($0), which is none" }
    }
}
#endif
