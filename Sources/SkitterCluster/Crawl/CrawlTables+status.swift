#if Cluster
package import SkitterCore

extension CrawlTables {
    /// Where the crawl stands, over all its crawlers. It looks at every host and, where there is time for it, at every URL that
    /// waits.
    package func status() async throws(ClusterError) -> SharedCrawlStatus {
        let counts = try TableCounts(try await self.connection.call(.counts, [], TableCounts.readRow))
        var status = SharedCrawlStatus(
            name: self.crawl, order: try await self.order(), ledger: try counts.ledger())
        status.hosts = counts.hosts
        status.openHosts = counts.openHosts
        status.crawlers = try await self.connection.call(.crawlers, [], SharedCrawlStatus.Crawler.read)
        status.crawlers.sort { ($0.isAlive ? 0 : 1, $0.name, $0.id) < ($1.isAlive ? 0 : 1, $1.name, $1.id) }
        status.oldestLease = try await self.connection.call(.oldestLease, []) { row throws(ClusterError) in
            SharedCrawlStatus.Lease(
                host: try row.text(), age: .milliseconds(try row.number(Int64.self)),
                left: .milliseconds(try row.number(Int64.self)))
        }.first
        let depths = try? await self.connection.call(.pendingByDepth, []) { row throws(ClusterError) in
            (depth: Int(try row.number(Int16.self)), number: Int(try row.number(Int64.self)))
        }
        status.pendingByDepth = depths.map {
            Dictionary($0.map { ($0.depth, $0.number) }, uniquingKeysWith: { $0 + $1 })
        }
        return status
    }
}

extension SharedCrawlStatus.Crawler {
    /// A row of ``Statement/crawlers``.
    @Sendable fileprivate static func read(_ row: inout RowReader) throws(ClusterError) -> SharedCrawlStatus.Crawler {
        var crawler = SharedCrawlStatus.Crawler(
            id: UInt64(bitPattern: try row.number(Int64.self)), name: try row.text())
        crawler.silence = .milliseconds(max(0, try row.number(Int64.self)))
        crawler.hasEnded = try row.number(UInt8.self) != 0
        crawler.visits = Int(try row.number(Int64.self))
        crawler.visitsPerSecond = Double(try row.number(Int64.self)) / 1000
        crawler.leases = Int(try row.number(Int32.self))
        crawler.inFlight = Int(try row.number(Int32.self))
        crawler.limiter = Limiter(rawValue: try row.text())
        return crawler
    }
}
#endif
