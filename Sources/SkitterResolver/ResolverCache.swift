package import SkitterCore

/// Answers of the system's resolver, positive and negative, each for a time of its own, and never more than a limit.
package struct ResolverCache: Sendable {
    /// How long answers are good, and how many are kept.
    package struct Policy: Sendable {
        /// Addresses: 60 s. `getaddrinfo` does not tell the time to live of the records; 60 s is what libcurl and
        /// Chromium assume for the system's resolver, and the smallest time to live in common use.
        package var positive: Duration = .seconds(60)
        /// Failures: 10 s. Long enough that the queued URLs of a dead host do not ask again one by one, short enough
        /// that a first retry after a passing failure of the name server asks anew.
        package var negative: Duration = .seconds(10)
        /// At most this many names: at some 200 bytes each, 16,384 take 3 MB.
        package var capacity = 16_384

        /// The defaults.
        package init() {}
    }

    private struct Entry {
        var answer: Result<[IPAddress], FetchError>
        var expiry: CrawlInstant
    }

    private let policy: Policy
    private var entries: [String: Entry] = [:]

    /// An empty cache.
    package init(_ policy: Policy = Policy()) {
        self.policy = policy
    }

    /// The answer for `name` that is still good at `now`.
    package func answer(for name: String, at now: CrawlInstant) -> Result<[IPAddress], FetchError>? {
        guard let entry = self.entries[name], entry.expiry > now else { return nil }
        return entry.answer
    }

    /// Keeps `answer`, which came at `now`.
    package mutating func insert(_ answer: Result<[IPAddress], FetchError>, for name: String, at now: CrawlInstant) {
        if self.entries.count >= self.policy.capacity && self.entries[name] == nil { self.makeRoom(at: now) }
        let lifetime: Duration
        switch answer {
        case .success: lifetime = self.policy.positive
        case .failure: lifetime = self.policy.negative
        }
        self.entries[name] = Entry(answer: answer, expiry: now.advanced(by: lifetime))
    }

    /// Drops what has expired, and where that is less than a quarter, the quarter that expires first: the work is
    /// linear, but done once in a quarter of the capacity.
    private mutating func makeRoom(at now: CrawlInstant) {
        self.entries = self.entries.filter { $0.value.expiry > now }
        let room = max(1, self.policy.capacity / 4)
        guard self.entries.count > self.policy.capacity - room else { return }
        let surplus = self.entries.count - (self.policy.capacity - room)
        for (name, _) in self.entries.sorted(by: { $0.value.expiry < $1.value.expiry }).prefix(surplus) {
            self.entries[name] = nil
        }
    }
}
