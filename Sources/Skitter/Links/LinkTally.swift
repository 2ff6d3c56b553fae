internal import SkitterCore

/// Owns the ledger of a check of links, which the steps of its crawl fill.
actor LinkTally: RecordSink {
    /// What is known of the links so far.
    private var ledger: LinkLedger

    init(_ ledger: LinkLedger) {
        self.ledger = ledger
    }

    func append(_ entries: [StepEntry]) throws {
        for entry in entries { self.ledger.took(entry) }
        if let failure = self.ledger.spillFailure { throw failure }
    }

    func consumed(upTo step: UInt64) {}

    func close() {}

    /// What becomes of the links, now that the crawl is over.
    func verdicts(isFinished: Bool) throws(SpillFailure) -> LinkVerdicts {
        let verdicts = LinkVerdicts(self.ledger, isFinished: isFinished)
        if let failure = self.ledger.spillFailure { throw failure }
        return verdicts
    }
}
