import SkitterArchive
import SkitterCore
import Testing

/// What a crawl wrote, read back.
struct CrawlRecord {
    private(set) var visits: [VisitRecord] = []
    private(set) var skips: [SkippedRecord] = []
    private var depths: [UInt64: Int] = [:]
    let replay: CrawlReplay

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
        let ledger = try #require(self.replay.recorded)
        #expect(ledger.closes)
        #expect(self.replay.recordsMatchLedger == true)
    }

    /// Path and query of each visit that ended so, in order.
    func targets(_ isWanted: (VisitRecord.Outcome) -> Bool) throws -> [String] {
        try self.visits.filter { isWanted($0.outcome) }.map { try CrawlURL($0.url).requestTarget }
    }

    var fetched: [String] {
        get throws { try self.targets { $0 == .fetched } }
    }

    /// The final depth of each fetched page.
    func depthsByTarget() throws -> [String: Int] {
        var result: [String: Int] = [:]
        for visit in self.visits where visit.outcome == .fetched {
            result[try CrawlURL(visit.url).requestTarget] = self.depths[visit.id] ?? visit.depthAtFetch
        }
        return result
    }

    func visit(_ target: String) throws -> VisitRecord {
        try #require(self.visits.first { (try? CrawlURL($0.url).requestTarget) == target }, "no record of \(target)")
    }
}
