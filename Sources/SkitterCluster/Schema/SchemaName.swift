#if Cluster
/// The schema of one crawl: its tables are found there, and go with it.
package struct SchemaName: Sendable, Hashable {
    /// The crawl's name.
    package let crawl: String

    /// 40 characters: with the prefix it is an identifier of PostgreSQL (63 bytes), with room to spare.
    private static let longest = 40

    /// The schema of the crawl called `crawl`: lower-case letters, digits and `_`, so that it is the same word wherever it
    /// is written.
    package init(crawl: String) throws(ClusterError) {
        let isGood = crawl.utf8.allSatisfy {
            ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")) || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
                || $0 == UInt8(ascii: "_")
        }
        guard isGood, !crawl.isEmpty, crawl.utf8.count <= SchemaName.longest else {
            throw ClusterError(
                .badName, "the name of a crawl is up to \(SchemaName.longest) of a-z, 0-9 and _")
        }
        self.crawl = crawl
    }

    /// As the server knows it.
    package var text: String { "skitter_" + self.crawl }
}
#endif
