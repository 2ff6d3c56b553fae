/// What a crawl promised, as its manifest tells.
package struct AuditPolicy: Sendable, Hashable {
    /// `--delay`; nil where it adapts to the host.
    package var delay: Duration?
    /// `--per-ip-delay`; nil for the default, of which private hosts are free.
    package var perAddressDelay: Duration?
    /// `--per-host`; nil for 1, and for private hosts all of the concurrency.
    package var perHost: Int?
    /// `--delay-of` and `--per-host-of`.
    package var hosts = HostSettings<HostPolicy>()
    /// `--concurrency`.
    package var concurrency = 32
    /// Who promised it, in words.
    package var crawler = "the crawl"
    /// `--robots`.
    package var obeysRobots = true
    /// Starts are recorded when a request is sent, a little after it was decided on: so much less than a gap from start to
    /// start is no breach.
    package var tolerance: Duration = .milliseconds(100)
    /// Gaps from an answer's end to the next start are longer than they look, never shorter: the rest is rounding.
    package static let rounding: Duration = .milliseconds(2)

    /// The defaults of a crawl.
    package init() {}

    /// What it promised to the host called `name`.
    func promised(to name: String) -> AuditPolicy {
        var policy = self
        policy.delay = self.hosts.setting(for: name, \.delay) ?? self.delay
        policy.perHost = self.hosts.setting(for: name, \.perHost) ?? self.perHost
        return policy
    }

    /// The pause after an answer that took `time`, on a host that is the user's own or not (nil: nobody knows).
    func pause(after time: Duration, isOwn: Bool?) -> Duration {
        if let delay = self.delay { return delay }
        let frontier = FrontierPolicy()
        return isOwn == false ? min(max(frontier.leastDelay, time * 2), frontier.greatestDelay) : .zero
    }

    /// The least time between requests to an address.
    func addressGap(isPrivate: Bool) -> Duration {
        self.perAddressDelay ?? (isPrivate ? .zero : FrontierPolicy.defaultPerAddressDelay)
    }

    /// Requests that may be in flight to a host.
    func ceiling(isOwn: Bool?) -> Int {
        self.perHost ?? (isOwn == false ? 1 : self.concurrency)
    }
}
