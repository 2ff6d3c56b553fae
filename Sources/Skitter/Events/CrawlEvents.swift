/// The events of a running crawl, in batches, for one task to read.
///
/// The crawl waits for its reader: the next batch is made ready when the last is dealt with, which asking for the next says. While
/// a reader takes its time the crawl goes on until its buffers are full, and then leases nothing (`Limiter.consumer`). What a
/// reader had not dealt with when a crawl ended is told again when the crawl is resumed: each record is told at least once.
///
/// Behind ``CrawlEvent/finished(_:)`` the sequence ends. It throws the ``CrawlError`` of a crawl that fails, and
/// `CancellationError` in a task that is cancelled.
public struct CrawlEvents: AsyncSequence, Sendable {
    /// Some events, in their order; never none.
    public typealias Element = [CrawlEvent]

    let exchange: EventExchange

    /// Reads the events of one crawl; of two iterators of a crawl each gets what the other has not.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let exchange: EventExchange

        /// The next events; nil behind the last.
        public mutating func next() async throws -> [CrawlEvent]? {
            try await self.exchange.next()
        }
    }

    /// One that asks for the next events.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(exchange: self.exchange)
    }
}
