/// Tells the figures of a crawl, running or finished, to whoever reports them.
///
/// Contract: figures never go back from one call to the next; each call answers with one instant, never with a mixture
/// of two; asking does not hold up the crawl.
public protocol StatsSource: Sendable {
    /// The figures of a progress line as of now.
    func progress() async -> ProgressFigures
    /// All figures as of now, with the `hostLimit` busiest hosts by name.
    func snapshot(hostLimit: Int) async -> StatsSnapshot
}
