package import SkitterDigest

/// One download as the strategy that made it saw it.
package struct Download: Hashable, Sendable {
    /// How a download ended.
    package enum Outcome: Hashable, Sendable {
        /// The whole final body came: this many bytes of this SHA-256, with this status.
        case read(bytes: Int, status: Int, digest: Digest)
        /// It did not, and why.
        case failed(String)
    }

    /// Which download of the cell it is, from 0.
    package let number: Int
    /// From the first request, or the instant at which that was due, to the last byte, redirects included.
    package let latency: Duration
    /// How it ended.
    package let outcome: Outcome

    package init(number: Int, latency: Duration, outcome: Outcome) {
        self.number = number
        self.latency = latency
        self.outcome = outcome
    }
}
