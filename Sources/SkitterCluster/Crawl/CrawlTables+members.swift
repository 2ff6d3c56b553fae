#if Cluster
package import SkitterCore

extension CrawlTables {
    /// A crawler tells of itself; returns what it is to do.
    package func beat(_ crawler: SharedCrawlStatus.Crawler) async throws(ClusterError) -> SharedCrawlStatus.Order {
        let rate = Int64((crawler.visitsPerSecond * 1000).clamped(to: 0...1e12))
        let values: [StatementValue] = [
            .int8(Int64(bitPattern: crawler.id)), .text(crawler.name), .bool(crawler.hasEnded),
            .int8(Int64(clamping: crawler.visits)), .int8(rate), .int4(Int32(clamping: crawler.leases)),
            .int4(Int32(clamping: crawler.inFlight)), .text(crawler.limiter?.rawValue ?? ""),
        ]
        return try Self.order(try await self.connection.call(.beat, values, Self.word))
    }

    /// Tells all crawlers what to do from now on.
    package func tell(_ order: SharedCrawlStatus.Order) async throws(ClusterError) {
        try await self.connection.call(.order, [.int2(order.rawValue)])
    }

    /// What crawlers are told to do.
    package func order() async throws(ClusterError) -> SharedCrawlStatus.Order {
        try Self.order(try await self.connection.call(.currentOrder, [], Self.word))
    }

    private static func word(_ row: inout RowReader) throws(ClusterError) -> Int16 { try row.number() }

    private static func order(_ rows: [Int16]) throws(ClusterError) -> SharedCrawlStatus.Order {
        guard let order = rows.first.flatMap(SharedCrawlStatus.Order.init) else {
            throw ClusterError(.damaged, "the crawl's tables do not say what its crawlers are to do")
        }
        return order
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        self.isNaN ? range.lowerBound : Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
#endif
