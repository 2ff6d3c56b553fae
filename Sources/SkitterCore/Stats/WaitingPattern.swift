/// A pattern of URLs of which some wait or are in flight.
public struct WaitingPattern: Hashable, Sendable {
    /// As ``CrawlCommand/park(_:)`` takes it: `http://example.org/cal/{date}`.
    public var pattern: String
    /// Its URLs that wait.
    public var waiting: Int
    /// Whether that was counted in a part of the queue and multiplied.
    public var isEstimate: Bool
    /// Its pages that were fetched, as far as the trap rules have counted them.
    public var visited: Int

    /// Of `pattern` so many URLs wait.
    public init(pattern: String, waiting: Int, isEstimate: Bool = false, visited: Int = 0) {
        self.pattern = pattern
        self.waiting = waiting
        self.isEstimate = isEstimate
        self.visited = visited
    }
}
