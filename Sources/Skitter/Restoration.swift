internal import SkitterArchive
internal import SkitterCore
internal import SkitterEngine
internal import SkitterStore

/// Brings a crawl back to where its journal's last step left it.
struct Restoration {
    private let reader: JournalReader
    private let directory: String
    /// What the instants of the run count from.
    private let startMicroseconds: Int64

    /// The crawl in `directory`, whose files have been brought to what the journal says.
    init(directory: String, clock: CrawlClock) throws(ArchiveError) {
        self.directory = directory
        self.reader = try JournalReader(directory: directory)
        self.startMicroseconds = clock.wallMicroseconds(at: .start)
    }

    /// Whether the crawl came to its first step, which holds its seeds.
    var hasSteps: Bool { self.reader.position.step > 0 }

    /// The frontier and the figures after the last step.
    func run(
        _ configuration: EngineConfiguration, scope: Scope, robotsAgent: String, elapsed: Duration
    ) throws -> (crawl: RestoredCrawl, figures: RestoredFigures) {
        let memory = configuration.memory
        var settled = SeenSet(spillingTo: memory.store, budget: memory.ofSettled)
        try self.reader.forEachSettled { id, settlement in
            // The records tell more of what was parked.
            if settlement == .skip(.parked) || settlement == .skip(.unparked) { return }
            settled.set(SeenSet.Entry(state: .fetched, depth: 0), for: id)
        }
        let records = try CrawlDirectoryReader(self.directory)
        var patterns: [String: Int] = [:]
        var stats = try records.counted(upTo: elapsed) { skip in
            guard skip.reason == .parked || skip.reason == .unparked else { return }
            patterns[skip.detail ?? "", default: 0] += skip.reason == .parked ? 1 : -1
            // What was put back may have been visited since.
            if settled[skip.id]?.state != .fetched { settled.set(FrontierMachine.settlement(of: skip), for: skip.id) }
        }
        var machine = FrontierMachine(policy: configuration.frontier, scope: scope, memory: memory)
        machine.replayBegan(settled: settled, robotsAgent: robotsAgent, parked: patterns.filter { $0.value > 0 })
        var robots = 0
        try self.reader.forEachStep(runStartedMicroseconds: self.startMicroseconds) { step in
            machine.replayed(step.replay)
            if step.notes?.robots != nil { robots += 1 }
        }
        stats.requestSent(.robots, count: robots)
        machine.replayEnded()
        let ledger = machine.counts().ledger
        let figures = RestoredFigures(
            done: ledger.visited + ledger.skippedCount + ledger.parked, queued: ledger.pending,
            putBack: self.reader.position.inFlight)
        let frontier = Frontier(
            resuming: machine, lastStep: self.reader.position.step, outboxCapacity: configuration.outboxCapacity)
        return (RestoredCrawl(frontier: frontier, stats: stats), figures)
    }
}

extension JournalStep {
    /// What the frontier takes again of this step.
    fileprivate var replay: FrontierMachine.ReplayedStep {
        FrontierMachine.ReplayedStep(
            page: self.page.map {
                FrontierMachine.ReplayedStep.Page(id: $0.id, url: $0.url, outcome: $0.outcome)
            },
            skipped: self.skipped.map { FrontierMachine.ReplayedStep.Skip(id: $0.id, reason: $0.reason) },
            notes: self.notes ?? JournalNotes())
    }
}
