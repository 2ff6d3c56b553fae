import SkitterCore

/// The journal that the steps of a frontier make, and the frontier that they bring back.
struct FrontierJournal {
    var policy: FrontierPolicy
    let memory: FrontierMemory
    let seed: CrawlURL
    private(set) var steps: [FrontierMachine.ReplayedStep] = []
    private var records: [SkippedRecord] = []
    /// What the records say is parked, by pattern.
    private(set) var parked: [String: Set<UInt64>] = [:]

    init(policy: FrontierPolicy, memory: FrontierMemory, seed: CrawlURL) {
        self.policy = policy
        self.memory = memory
        self.seed = seed
    }

    mutating func append(_ step: FrontierMachine.FinishStep) {
        self.steps.append(
            FrontierMachine.ReplayedStep(
                page: step.visit.map { visit in
                    let outcome: FrontierMachine.ReplayedStep.Outcome =
                        switch visit.outcome {
                        case .fetched: .fetched
                        case .redirected: .redirected
                        case .failed(let failure, _): .failed(failure)
                        }
                    return FrontierMachine.ReplayedStep.Page(id: visit.id, url: visit.url, outcome: outcome)
                },
                skipped: step.skipped.map { FrontierMachine.ReplayedStep.Skip(id: $0.id, reason: $0.reason) },
                notes: step.notes ?? JournalNotes()))
        self.records += step.skipped
        for record in step.skipped {
            if record.reason == .parked { self.parked[record.detail ?? "", default: []].insert(record.id) }
            if record.reason == .unparked { self.parked[record.detail ?? ""]?.remove(record.id) }
        }
    }

    mutating func append(_ notes: JournalNotes) {
        self.steps.append(FrontierMachine.ReplayedStep(page: nil, skipped: [], notes: notes))
    }

    /// A machine that stands where the steps left the one before.
    func resumed() -> FrontierMachine {
        var settled = SeenSet(spillingTo: self.memory.store, budget: self.memory.ofSettled)
        for record in self.records { settled.set(FrontierMachine.settlement(of: record), for: record.id) }
        for step in self.steps {
            if let page = step.page { settled.set(SeenSet.Entry(state: .fetched, depth: 0), for: page.id) }
        }
        var machine = FrontierMachine(
            policy: self.policy, scope: Scope(seeds: [self.seed]), memory: self.memory)
        machine.replayBegan(
            settled: settled, robotsAgent: "skitter",
            parked: self.parked.mapValues(\.count).filter { $0.value > 0 })
        for step in self.steps { machine.replayed(step) }
        machine.replayEnded()
        return machine
    }
}
