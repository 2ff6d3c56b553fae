package import SkitterCore

/// Owns the queue, the seen set, the host clocks and the leases of a crawl in one process.
///
/// Every method steps the machine and puts the step's entry into the outbox before anything else can happen, so that the
/// order of entries is the order of steps.
package actor Frontier: RunFrontier {
    /// Decides; see ``FrontierMachine``.
    private var machine: FrontierMachine
    /// What the steps so far have to write and the writer has not taken.
    private var outbox: Outbox
    /// The writer, while it waits for entries.
    private var writer: CheckedContinuation<Void, Never>?
    /// The writer, while it waits for a group to fill: with how many entries it is full, and whether it waits no longer.
    private var linger = Linger()
    /// Who waits for room in the outbox: the run loop, and whoever carries out what the user parked.
    private var leasers: [CheckedContinuation<Void, Never>] = []
    /// Whoever is handed the entries once they are written.
    var handover = Handover()

    /// A frontier without URLs, with room for `outboxCapacity` entries between it and the sink.
    package init(policy: FrontierPolicy, scope: Scope, memory: FrontierMemory = FrontierMemory(), outboxCapacity: Int) {
        self.machine = FrontierMachine(policy: policy, scope: scope, memory: memory)
        self.outbox = Outbox(capacity: outboxCapacity)
    }

    /// A frontier that goes on where a journal's last step left `machine`.
    package init(resuming machine: consuming FrontierMachine, lastStep: UInt64, outboxCapacity: Int) {
        self.machine = machine
        self.outbox = Outbox(capacity: outboxCapacity, lastStep: lastStep)
    }

    package func add(_ seeds: [Seed], at now: CrawlInstant) -> Int {
        let new = self.machine.seedsAdded(seeds)
        if let notes = self.machine.notes(of: seeds) {
            self.outbox.append(StepEntry(step: 0, notes: notes))
            self.wakeWriter()
        }
        return new
    }

    package func lease(upTo count: Int, at now: CrawlInstant, besideFinish: Bool) throws -> LeaseAnswer {
        if self.outbox.isFull {
            var answer = LeaseAnswer(leases: [], resolve: [], wait: .journal)
            answer.limiter = self.handover.isUnderWay ? .consumer : .disk
            return answer
        }
        let answer = self.machine.leasesAsked(upTo: count, at: now)
        try self.checkMemory()
        return answer
    }

    /// A frontier that does not know all that it knew writes nothing more.
    private func checkMemory() throws(SpillFailure) {
        guard let failure = self.machine.spillFailure else { return }
        self.wakeWriter()
        throw failure
    }

    /// What `step` decided is to be written, in its turn.
    private func append(
        _ step: FrontierMachine.FinishStep, fetched: [FetchedExchange] = [], links: PageLinks? = nil
    ) throws(SpillFailure) {
        try self.checkMemory()
        var entry = StepEntry(
            step: 0, visit: step.visit, skipped: step.skipped, depthChanges: step.depthChanges, fetched: fetched,
            notes: step.notes)
        entry.links = step.visit == nil ? nil : links
        entry.inFlight = self.machine.inFlight
        self.outbox.append(entry)
    }

    package func finish(_ visits: [FinishedVisit], at now: CrawlInstant) throws -> [FinishAnswer] {
        let answers = try visits.map { visit in
            let step = self.machine.visitFinished(visit, at: now)
            try self.append(step, fetched: visit.fetched, links: visit.links)
            return step.answer
        }
        self.wakeWriter()
        return answers
    }

    package func resolved(_ answers: [ResolvedHost], at now: CrawlInstant) {
        for answer in answers { self.machine.hostResolved(answer) }
    }

    package func release(_ leases: [UInt64], at now: CrawlInstant) {
        for lease in leases {
            _ = self.machine.visitFinished(FinishedVisit(lease: lease, result: .unvisited, exchange: nil), at: now)
        }
    }

    package func park(_ parking: Parking, at now: CrawlInstant) throws {
        // Of what is decided after the end nobody would know.
        guard !self.outbox.isClosed, let notes = self.machine.parkingAsked(parking) else { return }
        try self.checkMemory()
        self.outbox.append(StepEntry(step: 0, notes: notes))
        self.wakeWriter()
    }

    package func carryOutParking(at now: CrawlInstant) async throws -> Bool {
        await self.roomToLease()
        guard self.machine.hasParkingWork, !self.outbox.isClosed else { return false }
        let step = self.machine.parkingCarriedOn(Frontier.parkedAtATime, at: now)
        try self.append(step)
        self.wakeWriter()
        return self.machine.hasParkingWork
    }

    /// So many entries of queues are looked at in one step: some milliseconds.
    private static let parkedAtATime = 1000

    /// Patterns with the most URLs, the largest first.
    package func waitingPatterns(limit: Int) -> [WaitingPattern] {
        self.machine.waitingPatterns(limit: limit)
    }

    package func counts(at now: CrawlInstant) -> FrontierCounts {
        self.machine.counts()
    }

    package func figures(at now: CrawlInstant) -> FrontierCounts {
        self.machine.counts()
    }

    /// What a lease that has not come back is for; nil where there is none such.
    package func subject(ofLease number: UInt64) -> String? {
        self.machine.subject(ofLease: number)
    }

    /// Hosts that only wait for their next permitted start, those that wait longest first.
    package func waitingHosts(limit: Int, at now: CrawlInstant) -> [WaitingHost] {
        self.machine.waitingHosts(limit: limit, at: now)
    }

    /// How fast each known host may be asked at the most.
    package var hostPaces: [PlannedHost] { self.machine.hostPaces }

    /// Hosts whose names are being looked up, some of them.
    package func lookUps(limit: Int) -> [String] {
        self.machine.lookUps(limit: limit)
    }

    /// How many entries wait for the sink, and how many were ever made.
    package var backlog: (entries: Int, lastStep: UInt64) { (self.outbox.waiting, self.outbox.lastStep) }

    package func roomToLease() async {
        guard self.outbox.isFull, !self.outbox.isClosed else { return }
        await withCheckedContinuation { self.leasers.append($0) }
    }

    // MARK: - The writer's side

    /// What a writer that lingers waits for.
    private struct Linger {
        var continuation: CheckedContinuation<Void, Never>?
        var groupSize = Int.max
        /// The time is over; nobody may have waited for it.
        var isOver = false
    }

    /// The entries to write next, `count` at most, in order; waits for some, and returns nil when the outbox is closed and
    /// empty. Throws where the frontier cannot go on.
    package func entriesToWrite(upTo count: Int) async throws(SpillFailure) -> [StepEntry]? {
        if self.outbox.isEmpty, !self.outbox.isClosed, self.machine.spillFailure == nil {
            await withCheckedContinuation { self.writer = $0 }
        }
        if self.outbox.isEmpty, let failure = self.machine.spillFailure { throw failure }
        return self.outbox.isEmpty ? nil : self.outbox.take(upTo: count)
    }

    /// Whether a writer may wait for a group of `groupSize` entries to fill: there is none yet, and room for more.
    package func mayLinger(before groupSize: Int) -> Bool {
        self.linger.isOver = false
        return self.outbox.count < groupSize && !self.outbox.isFull && !self.outbox.isClosed
    }

    /// Returns once ``mayLinger(before:)`` is false, or after ``lingerEnded()``.
    package func groupIsDue(_ groupSize: Int) async {
        guard !self.linger.isOver, self.outbox.count < groupSize, !self.outbox.isFull, !self.outbox.isClosed else {
            return
        }
        self.linger.groupSize = groupSize
        await withCheckedContinuation { self.linger.continuation = $0 }
    }

    /// Nobody waits for a group to fill any longer.
    package func lingerEnded() {
        self.linger.isOver = true
        self.linger.continuation?.resume()
        self.linger.continuation = nil
    }

    /// The entries taken last are written.
    package func entriesWritten() {
        self.outbox.written()
        self.wakeLeasers()
        if self.isWritten { self.handover.allIsWritten() }
    }

    /// Whether the outbox is closed and nothing is left to write, and of an earlier run nothing to hand over.
    var isWritten: Bool { self.outbox.isClosed && self.outbox.waiting == 0 && !self.handover.isCatchingUp }

    /// The writer failed: nothing is written any more, and nobody waits for it.
    package func writerFailed() {
        self.outbox.close()
        self.handover.writerFailed()
        self.wakeLeasers()
    }

    /// What lies beyond a limit is skipped for good, where the crawl is finished; a run that goes on later may still find a
    /// shorter path to it. Some at a time, on their way to the sink; none when all were told.
    package func skipsAtEnd() -> [SkippedRecord] {
        let skipped = self.machine.heldBackAtEnd()
        self.outbox.append(StepEntry(step: 0, skipped: skipped))
        self.wakeWriter()
        return skipped
    }

    /// Whether the run is over.
    package var isClosed: Bool { self.outbox.isClosed }

    /// The run is over, and no entry will follow.
    package func closeOutbox() {
        self.outbox.close()
        self.wakeWriter()
        if self.isWritten { self.handover.allIsWritten() }
    }

    private func wakeLeasers() {
        for leaser in self.leasers { leaser.resume() }
        self.leasers = []
    }

    package func runEnded(at now: CrawlInstant) async {
        self.closeOutbox()
        await self.written()
    }

    private func wakeWriter() {
        guard !self.outbox.isEmpty || self.outbox.isClosed || self.machine.spillFailure != nil else { return }
        self.writer?.resume()
        self.writer = nil
        if self.outbox.count >= self.linger.groupSize || self.outbox.isFull || self.outbox.isClosed {
            self.lingerEnded()
        }
    }
}
