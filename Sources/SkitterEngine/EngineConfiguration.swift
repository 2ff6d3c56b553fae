package import SkitterCore

/// What one run does, as the engine needs it; the façade makes it from the user's configuration.
package struct EngineConfiguration: Sendable {
    /// What is handed out, and when.
    package var frontier = FrontierPolicy()
    /// The memory that the frontier may take.
    package var memory = FrontierMemory()
    /// How pages are asked for and read.
    package var visit = VisitConfiguration()
    /// The run stops leasing after this time; nil for no limit.
    package var maxTime: Duration?
    /// From the first request to stop to the end of the run, everything written: at most this long.
    package var stopTimeout: Duration = .seconds(5)
    /// From one group of entries that is written to the next, where that is not full before.
    package var commitInterval: Duration = .milliseconds(50)
    /// Entries of one group at most; a full one is written at once.
    package var commitChanges = 1000
    /// Entries between the frontier and the sink; while there are as many, nothing is leased. Room for several groups, so that
    /// the crawl goes on while one is written.
    package var outboxCapacity = 10_000
    /// How often progress is reported.
    package var progressInterval: Duration = .seconds(1)
    /// After so long without anything moving, what stands still is named.
    package var stallTime: Duration = .seconds(30)

    package init() {}
}
