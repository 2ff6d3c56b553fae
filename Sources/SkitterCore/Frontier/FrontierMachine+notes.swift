/// What a step notes for the journal, where there is one.
extension FrontierMachine {
    /// A step of which nothing is known yet; with notes where there is a journal.
    func newStep() -> FinishStep {
        FinishStep(answer: .nothing, notes: self.policy.isJournaled ? JournalNotes() : nil)
    }

    /// A resumed crawl does not ask a host before its time. A host without a delay is open at any time.
    func noteHost(_ host: Int, at now: CrawlInstant, in step: inout FinishStep) {
        guard self.policy.isJournaled, self.hosts[host].notBefore > now || self.hosts[host].retries > 0 else { return }
        var notes = step.notes ?? JournalNotes()
        notes.host = JournalNotes.Host(
            name: self.hosts[host].name, notBefore: self.hosts[host].notBefore, requests: self.hosts[host].requests,
            retries: self.hosts[host].retries, refusalsInARow: self.hosts[host].refusalsInARow)
        step.notes = notes
    }

    /// What a journal keeps of the offer of these seeds; nil without a journal.
    package func notes(of seeds: [Seed]) -> JournalNotes? {
        guard self.policy.isJournaled, !seeds.isEmpty else { return nil }
        var notes = JournalNotes()
        notes.seeds = seeds
        return notes
    }
}
