package import SkitterCore

/// What every visit of a run shares.
package struct VisitServices: Sendable {
    package let pool: SessionPool
    package let extractor: any LinkExtractor
    package let clock: CrawlClock
    package let configuration: VisitConfiguration

    package init(pool: SessionPool, extractor: any LinkExtractor, clock: CrawlClock, configuration: VisitConfiguration)
    {
        self.pool = pool
        self.extractor = extractor
        self.clock = clock
        self.configuration = configuration
    }

    /// One hop through a session of the pool, with the instants between which it was on the wire.
    func fetch(_ request: FetchRequest) async -> (Result<FetchResponse, FetchError>, FinishedVisit.Exchange) {
        let loan = await self.pool.lease(for: request.url.hostname)
        let started = self.clock.now
        let result: Result<FetchResponse, FetchError>
        do throws(FetchError) {
            result = .success(try await loan.session.fetch(request))
        } catch {
            result = .failure(error)
        }
        let ended = self.clock.now
        await self.pool.release(loan)
        return (result, FinishedVisit.Exchange(started: started, ended: ended))
    }
}

/// How pages are asked for and read.
package struct VisitConfiguration: Sendable {
    /// `User-Agent` and whatever else the user wants sent.
    package var fields = HTTPFields()
    /// The product token by which robots.txt and robots directives address this crawler.
    package var robotsAgent = "skitter"
    /// The whole exchange ends within this time.
    package var timeout: Duration = .seconds(30)
    /// Bodies are cut after this many bytes, after decompression.
    package var bodyLimitBytes = 10 * 1024 * 1024
    /// Media types whose bodies are read; others end after their header fields.
    package var wanted: WantedBodies = .types(["text/html", "application/xhtml+xml"])
    /// The key of the fingerprints: that of the frontier's policy.
    package var hashSeed: UInt64 = 0

    package init() {}
}
