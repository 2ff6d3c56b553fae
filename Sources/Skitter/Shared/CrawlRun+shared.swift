internal import SkitterArchive
internal import SkitterCore
internal import SkitterEngine
internal import SkitterStore

/// What a run on a shared frontier does otherwise: it joins the crawl, settles what an earlier run left, and counts on from there.
extension CrawlRun {
    /// The key of the crawl's fingerprints.
    func hashSeed() throws -> UInt64 {
        guard let shared else {
            if let crawl = self.unfinished?.manifest.sharedCrawl {
                throw ConfigurationError(
                    "\(self.directory.path) is of a crawler on the shared crawl \"\(crawl)\": name its frontier with --frontier"
                )
            }
            return self.unfinished?.hashSeed ?? self.exchanges.hashSeed ?? UInt64.random(in: 1...(.max))
        }
        if let unfinished, unfinished.hashSeed != shared.hashSeed {
            throw ConfigurationError(
                "\(self.directory.path) is not of a crawler on the shared crawl \"\(shared.crawl)\"")
        }
        return shared.hashSeed
    }

    /// This crawler agrees with the others; `manifest` tells of the crawl. Returns its number, nil where nothing is shared.
    func joinShared(_ manifest: inout Manifest) async throws -> UInt64? {
        guard let shared else { return nil }
        let mine = SharedSettings.of(manifest)
        try SharedSettings.check(mine, against: try await shared.adopt(mine), crawl: shared.crawl)
        let known = self.unfinished?.manifest.sharedMember
        let number = known ?? UInt64(Int64.random(in: 1...(.max)))
        manifest.tell(of: shared, member: number)
        return number
    }

    /// Where crawler `number` begins: seeds are offered by every crawler, and are known after the first.
    func startShared(
        _ number: UInt64, scope: Scope, seeds: [Seed], wiring: EngineWiring, sink: JournalRecordSink
    ) async throws -> RunStart {
        guard let shared else { preconditionFailure("a member shares a crawl") }
        var told: Set<UInt64> = []
        var stats: CrawlStats?
        if let unfinished {
            _ = try await shared.settle(sink)
            stats = try CrawlDirectoryReader(self.directory.path).counted(upTo: unfinished.elapsed) { skip in
                if skip.reason.mayBeUndone { told.insert(skip.id) }
            }
        }
        let configuration = wiring.engineConfiguration
        let frontier = try await shared.frontier(
            policy: configuration.frontier, scope: scope, robotsAgent: configuration.visit.robotsAgent,
            visitTime: configuration.visit.timeout, crawler: number, sink: sink, lastStep: await sink.committed.step,
            told: told)
        return RunStart(scope: scope, seeds: seeds, frontier: .shared(frontier, stats))
    }
}
