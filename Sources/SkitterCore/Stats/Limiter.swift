/// What keeps a crawl from going faster. Stable words of the progress line and of `timeseries.csv`.
public enum Limiter: String, CaseIterable, Hashable, Sendable {
    /// Every host with work waits for its next permitted start.
    case politeness
    /// As many requests are in flight as the concurrency permits.
    case concurrency
    /// The requests in flight are all the work there is.
    case work
    /// The record is written more slowly than pages arrive.
    case records
    /// Names are looked up more slowly than hosts turn up.
    case resolver
    /// The machine itself: there is work and room, and no time to start it.
    case processor
}
