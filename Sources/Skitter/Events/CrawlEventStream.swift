public import SkitterCore

/// The events of a crawl that runs beside its reader, for code that cannot be written inside
/// ``Crawler/run(seeds:control:viewer:isolation:_:)-([String],_,_,_,_)``.
///
/// As ``CrawlEvents``, but for where the crawl ends: with the last copy of this value and of its iterators. Whoever breaks out of the
/// loop over it ends the crawl, which may then write for as long as ``CrawlConfiguration/stopTimeout`` what it has; it can be resumed.
/// For one task to read.
public struct CrawlEventStream: AsyncSequence, Sendable {
    /// Some events, in their order; never none.
    public typealias Element = [CrawlEvent]

    let crawl: BackgroundCrawl

    /// Reads the events, and keeps the crawl running.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let crawl: BackgroundCrawl

        /// The next events; nil behind the last.
        public mutating func next() async throws -> [CrawlEvent]? {
            try await self.crawl.exchange.next()
        }
    }

    /// One that asks for the next events.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(crawl: self.crawl)
    }

    /// The crawl itself: it is over when this is.
    package var task: Task<Void, Never> { self.crawl.task }
}

/// A crawl in a task without a parent: the only such task of the library. It is cancelled when nobody can hear of it any longer, and
/// holds nothing of its reader's.
final class BackgroundCrawl: Sendable {
    let exchange: EventExchange
    let task: Task<Void, Never>

    init(_ exchange: EventExchange, task: Task<Void, Never>) {
        self.exchange = exchange
        self.task = task
    }

    deinit {
        self.task.cancel()
    }
}

extension Crawler {
    /// Starts a crawl, and tells its events for as long as somebody holds what is returned.
    ///
    /// ```swift
    /// for try await batch in crawler.events(seeds: urls) { … }
    /// ```
    ///
    /// ``Crawler/run(seeds:control:viewer:isolation:_:)-([String],_,_,_,_)`` is the better way where it can be had: when it returns, the crawl is over.
    ///
    /// - Parameters:
    ///   - seeds: none for a crawl that is resumed: it keeps its own.
    ///   - control: steers the run.
    public func events(seeds: [CrawlURL] = [], control: CrawlControl? = nil) -> CrawlEventStream {
        let exchange = EventExchange()
        let task = Task {
            // Whatever it fails of, the exchange tells.
            _ = try? await self.run(seeds: seeds, control: control, viewer: nil, into: exchange)
        }
        return CrawlEventStream(crawl: BackgroundCrawl(exchange, task: task))
    }

    /// As ``events(seeds:control:)``, from URLs as a person writes them.
    ///
    /// - Throws: ``CrawlError`` where a seed is no URL to fetch.
    public func events(seeds: [String], control: CrawlControl? = nil) throws(CrawlError) -> CrawlEventStream {
        self.events(seeds: try Crawler.urls(seeds), control: control)
    }
}
