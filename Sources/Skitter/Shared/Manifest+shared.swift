internal import SkitterArchive

/// What the manifest of a crawler says of the crawl that it shares.
extension Manifest {
    private static let crawl = "crawl"
    private static let frontier = "frontier-id"
    private static let crawler = "crawler-id"

    /// The name of the crawl; nil where nothing is shared.
    var sharedCrawl: String? { self.option(Self.crawl) }

    /// The number of this crawler in it.
    var sharedMember: UInt64? { self.option(Self.crawler).flatMap { UInt64($0) } }

    /// This is crawler `number` of `shared`.
    mutating func tell(of shared: any SharedRun, member number: UInt64) {
        self.options += [
            Option(name: Self.crawl, value: shared.crawl),
            Option(name: Self.frontier, value: String(shared.hashSeed)),
            Option(name: Self.crawler, value: String(number)),
        ]
    }
}
