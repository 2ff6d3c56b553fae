#if Cluster
/// What a simulation showed.
package struct SimulationReport: Sendable {
    /// One crawler that has come to its end.
    package struct Crawler: Sendable {
        package let number: Int
        /// Pages that it recorded.
        package let pages: Int
        /// How long it was there and did not stand still, in microseconds.
        package let lived: Int64

        /// Pages a second of its life.
        package var pace: Double { Double(self.pages) / (Double(max(self.lived, 1)) / 1e6) }
    }

    /// One instant of it.
    package struct Sample: Sendable {
        package let seconds: Double
        package let known: Int
        package let settled: Int
        package let leased: Int
        package let openHosts: Int
        package let crawlers: Int
        package let calls: Int
    }

    package let verdict: Verdict
    package let crawlers: [Crawler]
    package let samples: [Sample]
    package let calls: [String: Int]
    package let repeatedCalls: Int
    package let ends: [SimulatedCrawler.End: Int]
    /// How long it took, in seconds of the simulation.
    package let seconds: Double
}
#endif
