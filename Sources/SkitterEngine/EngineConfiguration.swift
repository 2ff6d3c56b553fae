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
    /// Entries between the frontier and the sink; while there are as many, nothing is leased.
    package var outboxCapacity = 10_000
    /// How often progress is reported.
    package var progressInterval: Duration = .seconds(1)

    package init() {}
}
