#if Cluster
package import SkitterCore

/// The user's decisions about patterns are no part of the tables: nothing is parked here that other crawlers would go on to lease.
extension ClusterFrontier {
    package func park(_ parking: Parking, at now: CrawlInstant) throws {
        throw ClusterError(.unsupported, "patterns of a shared crawl cannot be parked while it runs")
    }

    package func carryOutParking(at now: CrawlInstant) -> Bool {
        false
    }
}
#endif
