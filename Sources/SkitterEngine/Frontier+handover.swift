internal import SkitterCore

extension Frontier {
    /// Where the handing over of written entries to a consumer stands, and who waits for it.
    struct Handover {
        /// The consumer has entries and has not taken them yet.
        fileprivate(set) var isUnderWay = false
        /// Nothing more is handed over.
        fileprivate var isOver = false
        fileprivate var hasLeft = false
        /// Nobody waited for the consumer any longer, and it had not taken everything.
        fileprivate var isGivenUp = false
        fileprivate var isWritten = false
        /// What an earlier run could not hand over comes first, and is not all handed over.
        var isCatchingUp = false
        /// Whoever waits for the end of one handing over.
        fileprivate var end: CheckedContinuation<Void, Never>?
        /// The run loop, which ends the run when the consumer leaves.
        fileprivate var departure: CheckedContinuation<Bool, Never>?
        /// The run loop, which ends when all is written.
        fileprivate var written: CheckedContinuation<Void, Never>?

        /// The outbox is closed and empty.
        mutating func allIsWritten() {
            self.isWritten = true
            self.written?.resume()
            self.written = nil
        }

        /// Nothing is written any more.
        mutating func writerFailed() {
            self.isOver = true
            self.allIsWritten()
        }
    }

    // MARK: - The writer's side

    /// What an earlier run could not hand over follows, until ``earlierEntriesHandedOver()``: before that the run is not over.
    package func earlierEntriesFollow() {
        self.handover.isCatchingUp = true
    }

    /// All that an earlier run could not hand over was taken, or never will be.
    package func earlierEntriesHandedOver() {
        self.handover.isCatchingUp = false
        if self.isWritten { self.handover.allIsWritten() }
    }

    /// Whether the consumer is to be handed something; then ``handoverEnded()`` follows.
    package func handoverBegins() -> Bool {
        self.handover.isUnderWay = !self.handover.isOver
        return self.handover.isUnderWay
    }

    /// The consumer has taken what it was handed, or never will.
    package func handoverEnded() {
        self.handover.isUnderWay = false
        self.handover.end?.resume()
        self.handover.end = nil
    }

    /// Returns false after ``handoverEnded()``, true when nobody wants to wait for the consumer any longer.
    package func handoverIsGivenUp() async -> Bool {
        guard self.handover.isUnderWay, !self.handover.isOver else { return self.handover.isUnderWay }
        await withCheckedContinuation { self.handover.end = $0 }
        return self.handover.isUnderWay
    }

    /// The consumer wants no more.
    package func consumerLeft() {
        self.handover.isOver = true
        self.handover.hasLeft = true
        self.handover.departure?.resume(returning: true)
        self.handover.departure = nil
    }

    // MARK: - The run loop's side

    /// Returns true when the consumer leaves; false when the run is over before.
    package func departureOfConsumer() async -> Bool {
        if self.handover.hasLeft || self.isClosed { return self.handover.hasLeft }
        return await withCheckedContinuation { self.handover.departure = $0 }
    }

    /// Nobody waits for the consumer any longer: what it has not taken is left to a later run.
    package func consumerGivenUp() {
        self.handover.isOver = true
        if !self.handover.isWritten { self.handover.isGivenUp = true }
        self.handover.end?.resume()
        self.handover.end = nil
    }

    /// How a run has ended whose consumer has not taken everything, be it that all was visited; nil where it has.
    var endOfHandover: RunEnd? {
        if self.handover.hasLeft { return .consumerLeft }
        return self.handover.isGivenUp ? .signal : nil
    }

    /// No entry will follow; returns when all are written and handed over, or the consumer is given up.
    package func written() async {
        self.handover.departure?.resume(returning: false)
        self.handover.departure = nil
        guard !self.handover.isWritten else { return }
        await withCheckedContinuation { self.handover.written = $0 }
    }
}
