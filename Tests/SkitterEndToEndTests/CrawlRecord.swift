import Foundation
import SkitterArchive
import SkitterCore
import Testing

/// What a crawl wrote, read back. Making one holds the record to its promises: whole lines, a ledger that closes and that
/// agrees with the records, each URL once.
struct CrawlRecord {
    private(set) var visits: [VisitRecord] = []
    private(set) var skips: [SkippedRecord] = []
    private var depths: [UInt64: Int] = [:]
    let replay: CrawlReplay
    let ledger: Ledger

    init(_ directory: String) throws {
        let reader = try CrawlDirectoryReader(directory)
        var visits: [VisitRecord] = []
        var skips: [SkippedRecord] = []
        var depths: [UInt64: Int] = [:]
        let readings = [
            try reader.forEachVisit { visits.append($0) }, try reader.forEachSkip { skips.append($0) },
            try reader.forEachDepthChange { depths[$0.id] = $0.depth },
        ]
        for reading in readings {
            #expect(reading.broken == 0 && !reading.endsAmidLine, "\(reading.name) has lines that are no records")
        }
        (self.visits, self.skips, self.depths) = (visits, skips, depths)
        self.replay = try reader.replay()
        self.ledger = try #require(self.replay.recorded)
        #expect(self.ledger.closes)
        #expect(self.ledger.leased == 0)
        #expect(self.replay.recordsMatchLedger == true)
        // What was put back into the queue is as if it had never been parked.
        for back in skips where back.reason == .unparked {
            let index = try #require(skips.firstIndex { $0.id == back.id && $0.reason == .parked })
            skips.remove(at: index)
        }
        skips.removeAll { $0.reason == .unparked }
        self.skips = skips
        let urls = visits.map(\.url) + skips.map(\.url)
        #expect(Set(urls).count == urls.count, "a URL was settled twice")
    }

    /// How many lines the file has.
    static func lines(_ path: String) throws -> Int {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
    }

    /// Path and query of each visit that ended so, in order.
    func targets(where isWanted: (VisitRecord) -> Bool = { _ in true }) -> [String] {
        self.visits.filter(isWanted).map(\.requestTarget)
    }

    var fetched: [String] {
        self.targets { $0.outcome == .fetched }
    }

    var redirected: [String] {
        self.targets { if case .redirected = $0.outcome { true } else { false } }
    }

    var failed: [String] {
        self.targets { if case .failed = $0.outcome { true } else { false } }
    }

    /// Path and query of each URL that was skipped for `reason`.
    func skipped(_ reason: SkipReason) -> [String] {
        self.skips.filter { $0.reason == reason }.map(\.requestTarget)
    }

    /// What `depths.jsonl` makes of the depth at which it was fetched.
    func finalDepth(of visit: VisitRecord) -> Int {
        self.depths[visit.id] ?? visit.depthAtFetch
    }

    func visit(_ target: String) throws -> VisitRecord {
        try #require(self.visits.first { $0.requestTarget == target }, "no record of \(target)")
    }
}

extension SkippedRecord {
    /// Path and query, as the server's log would have them.
    var requestTarget: String { (try? CrawlURL(self.url).requestTarget) ?? self.url }
}

extension VisitRecord {
    /// Path and query as the server's log has them.
    var requestTarget: String { (try? CrawlURL(self.url).requestTarget) ?? self.url }

    /// `fetched`, `redirected`, or the class of the failure.
    var outcomeWord: String {
        switch self.outcome {
        case .fetched: "fetched"
        case .redirected: "redirected"
        case .failed(let failure, _): failure.description
        }
    }
}
