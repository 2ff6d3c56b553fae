/// Why a URL in scope was not fetched. Stable words of `skipped.jsonl` and of the ledger.
public enum SkipReason: String, CaseIterable, Hashable, Sendable, Codable {
    /// It lies deeper than the depth limit; not final until the run ends, for a shorter path may turn up.
    case depth
    /// robots.txt forbids it.
    case robots
    /// robots.txt could not be had (5xx or no connection), which forbids all (RFC 9309, section 2.3.1.4).
    case robotsUnreachable = "robots-unreachable"
    /// It was reached only through more redirects than the limit.
    case redirects
    /// It is longer than the limit.
    case length
    /// As many pages of its host as may be were fetched before it.
    case hostBudget = "host-budget"
    /// It is of a pattern that is parked. The ledger has a term of its own for these.
    case parked
    /// No skip: it was parked, and the user put it back into the queue. What came before does not count.
    case unparked

    /// Whether a shorter path that turns up may bring the URL in after all.
    public var mayBeUndone: Bool { self == .depth || self == .redirects }
}
