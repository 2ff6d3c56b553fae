package import SkitterCore

/// Decides what passes from a crawl to the reader of its events: one batch at a time, and no batch before the reader has asked
/// for one after the last. Of figures it keeps the latest alone.
package struct ExchangeMachine {
    /// Where the last batch is.
    private enum Batch {
        /// There was none, or the reader has asked for the next.
        case done
        /// It lies here.
        case offered([CrawlEvent])
        /// The reader works on it.
        case held
    }

    /// Where the crawl stands.
    private enum Phase {
        /// More may come.
        case running
        /// It has ended, and the reader has not heard of it.
        case ended(Result<CrawlReport, any Error>)
        /// The reader was told of the end, or wants to hear no more.
        case over
    }

    private var batch = Batch.done
    private var phase = Phase.running
    /// The latest figures that the reader has not seen.
    private var progress: ProgressFigures?
    private var hasLeft = false

    /// Nothing has happened.
    package init() {}

    /// The reader asks for the next events, and so is done with those before. Returns whether the crawl was waiting for that.
    package mutating func asked() -> Bool {
        guard case .held = self.batch else { return false }
        self.batch = .done
        return true
    }

    /// What the reader is told.
    package enum TakeAction {
        /// These.
        case take([CrawlEvent])
        /// Nothing follows.
        case end
        /// The crawl failed.
        case fail(any Error)
        /// Nothing yet.
        case wait
    }

    /// The reader takes what is there.
    package mutating func taken() -> TakeAction {
        var events: [CrawlEvent] = []
        if case .offered(let offered) = self.batch {
            events = offered
            self.batch = .held
        }
        if let progress = self.progress.take() { events.append(.progress(progress)) }
        if !events.isEmpty, case .running = self.phase { return .take(events) }
        switch self.phase {
        case .running: return .wait
        case .over: return .end
        case .ended(.success(let report)):
            self.phase = .over
            return .take(events + [.finished(report)])
        case .ended(.failure(let error)):
            self.phase = .over
            return .fail(error)
        }
    }

    /// What becomes of a batch.
    package enum OfferAction {
        /// It lies here, until the reader has asked for the one after it.
        case wait
        /// Nobody wants it.
        case left
    }

    /// The crawl has a batch; it offers none before the last is done.
    package mutating func offered(_ events: [CrawlEvent]) -> OfferAction {
        if self.hasLeft { return .left }
        self.batch = .offered(events)
        return .wait
    }

    /// The crawl waits no longer for the batch that it offered: one that the reader has not taken is taken back.
    package mutating func givenUp() {
        self.batch = .done
    }

    /// The crawl has new figures.
    package mutating func progressed(_ figures: ProgressFigures) {
        if case .running = self.phase { self.progress = figures }
    }

    /// The crawl has ended.
    package mutating func ended(_ result: Result<CrawlReport, any Error>) {
        if case .running = self.phase { self.phase = .ended(result) }
    }

    /// The reader wants no more.
    package mutating func left() {
        self.hasLeft = true
        self.phase = .over
        self.batch = .done
        self.progress = nil
    }
}
