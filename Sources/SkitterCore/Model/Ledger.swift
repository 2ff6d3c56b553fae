/// Where every discovered URL stands: each in exactly one of these. It closes when their sum is `discovered`.
///
/// Every term is counted at its own event; none is a difference of others, so that a lost URL shows.
public struct Ledger: Hashable, Sendable {
    /// Distinct URLs (by key) that scope accepted.
    public var discovered = 0
    /// Waiting in the queue, retries among them.
    public var pending = 0
    /// Handed out, not yet given back.
    public var leased = 0
    /// Visited with a final 2xx.
    public var fetched = 0
    /// Visited; the answer names another URL.
    public var redirected = 0
    /// Visited in vain, by class.
    public var failed: [FailureClass: Int] = [:]
    /// Not visited: of a pattern of URLs that only repeats itself.
    public var parked = 0
    /// Not visited, by reason.
    public var skipped: [SkipReason: Int] = [:]

    /// An empty ledger; it closes.
    public init() {}

    /// All failed.
    public var failedCount: Int { self.failed.values.reduce(0, +) }
    /// All skipped.
    public var skippedCount: Int { self.skipped.values.reduce(0, +) }
    /// Settled by a visit: fetched, redirected or failed.
    public var visited: Int { self.fetched + self.redirected + self.failedCount }
    /// The sum of all states.
    public var accounted: Int { self.pending + self.leased + self.visited + self.parked + self.skippedCount }
    /// Whether every discovered URL is accounted for.
    public var closes: Bool { self.discovered == self.accounted }
}
