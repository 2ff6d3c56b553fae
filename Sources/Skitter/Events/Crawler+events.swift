public import SkitterCore

extension Crawler {
    /// Crawls, and hands what happens to `body` while it does.
    ///
    /// ```swift
    /// try await Crawler().run(seeds: ["https://example.org/"]) { events in
    ///     for try await batch in events {
    ///         for case .failed(let page) in batch { print(page.status ?? 0, page.url) }
    ///     }
    /// }
    /// ```
    ///
    /// Where `body` returns before the last event, the crawl ends as if it had been stopped, with what is in flight, and can be
    /// resumed (``ExitCause/consumerLeft``); where it throws, too, and its error is thrown on. Where the task is cancelled, the
    /// crawl ends at once, within ``CrawlConfiguration/stopTimeout``, everything written. No task outlives this call.
    ///
    /// - Parameters:
    ///   - seeds: none for a crawl that is resumed: it keeps its own.
    ///   - control: steers the run.
    ///   - viewer: watches it.
    ///   - isolation: that of the caller, in which `body` runs.
    ///   - body: reads the events, in the isolation of the caller; it may keep what it finds in variables around it.
    /// - Returns: How the crawl ended, and all its figures.
    /// - Throws: ``CrawlError`` where the directory cannot be prepared or written; whatever `body` throws.
    @discardableResult
    public func run(
        seeds: [CrawlURL] = [], control: CrawlControl? = nil, viewer: (any CrawlViewer)? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (CrawlEvents) async throws -> Void
    ) async throws -> CrawlReport {
        let exchange = EventExchange()
        return try await withThrowingTaskGroup(of: CrawlReport.self) { group in
            group.addTask { try await self.run(seeds: seeds, control: control, viewer: viewer, into: exchange) }
            do {
                try await body(CrawlEvents(exchange: exchange))
            } catch {
                exchange.leave()
                _ = await group.nextResult()
                throw error
            }
            exchange.leave()
            guard let report = try await group.next() else { preconditionFailure("the crawl is in the group") }
            return report
        }
    }

    /// Crawls from URLs as a person writes them, as ``run(seeds:control:viewer:isolation:_:)-([CrawlURL],_,_,_,_)`` does: `example.org` means
    /// `http://example.org`.
    ///
    /// - Throws: ``CrawlError`` where a seed is no URL to fetch, too.
    @discardableResult
    public func run(
        seeds: [String], control: CrawlControl? = nil, viewer: (any CrawlViewer)? = nil,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (CrawlEvents) async throws -> Void
    ) async throws -> CrawlReport {
        try await self.run(
            seeds: try Crawler.urls(seeds), control: control, viewer: viewer, isolation: isolation, body)
    }

    /// Crawls until nothing is left or a budget is spent, and returns how it went. Where the task is cancelled, it ends at once.
    ///
    /// - Parameters:
    ///   - seeds: none for a crawl that is resumed: it keeps its own.
    ///   - control: steers the run.
    ///   - viewer: watches it.
    ///   - consumer: is handed each record once it is durable; a resumed crawl hands over first what the runs before could not.
    /// - Throws: ``CrawlError`` where the directory cannot be prepared or written.
    @discardableResult
    public func run(
        seeds: [CrawlURL] = [], control: CrawlControl? = nil, viewer: (any CrawlViewer)? = nil,
        consumer: (any RecordConsumer)? = nil
    ) async throws(CrawlError) -> CrawlReport {
        try await self.run(
            seeds: seeds, stops: AsyncStream { _ in }, control: control, viewer: viewer, consumer: consumer)
    }

    /// Crawls from URLs as a person writes them, and returns how it went.
    ///
    /// - Parameters:
    ///   - seeds: none for a crawl that is resumed: it keeps its own.
    ///   - control: steers the run.
    ///   - consumer: is handed each record once it is durable.
    /// - Throws: ``CrawlError`` where a seed is no URL to fetch, or the directory cannot be prepared or written.
    @discardableResult
    public func run(
        seeds: [String], control: CrawlControl? = nil, consumer: (any RecordConsumer)? = nil
    ) async throws(CrawlError) -> CrawlReport {
        try await self.run(seeds: try Crawler.urls(seeds), control: control, consumer: consumer)
    }

    /// The crawl whose events `exchange` tells.
    func run(
        seeds: [CrawlURL], control: CrawlControl?, viewer: (any CrawlViewer)?, into exchange: EventExchange
    ) async throws -> CrawlReport {
        do {
            let report = try await self.run(
                seeds: seeds, stops: AsyncStream { _ in }, control: control, viewer: viewer, consumer: exchange,
                progress: { exchange.show($0) })
            exchange.end(.success(report))
            return report
        } catch {
            exchange.end(.failure(error))
            throw error
        }
    }

    /// The URLs of `texts`; throws for the first that is none.
    static func urls(_ texts: [String]) throws(CrawlError) -> [CrawlURL] {
        var list = URLList()
        for text in texts { list.add(text) }
        if let rejected = list.rejected.first { throw CrawlError(cause: .usage, message: rejected.description) }
        return list.urls
    }
}
