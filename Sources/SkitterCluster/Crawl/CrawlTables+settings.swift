#if Cluster
extension CrawlTables {
    /// What the crawl's crawlers agree on, by name; empty before the first of them.
    package func settings() async throws(ClusterError) -> [String: String] {
        let rows = try await self.connection.call(.settings, []) { row throws(ClusterError) in
            (name: try row.text(), value: try row.text())
        }
        return Dictionary(rows.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Sets what nobody has set yet, all or none; returns what holds.
    package func adopt(_ settings: [String: String]) async throws(ClusterError) -> [String: String] {
        let names = settings.keys.sorted()
        try await self.connection.call(.adopt, [.texts(names), .texts(names.map { settings[$0] })])
        return try await self.settings()
    }
}
#endif
