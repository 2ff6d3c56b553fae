/// Everything the frontier knows of one host but its queue: when it may be asked next, and what it permits.
struct HostState: Sendable {
    /// Where the look-up of the host's addresses stands.
    enum Resolution: Sendable {
        /// Nobody asked yet.
        case unknown
        /// The run loop is looking the name up; nothing is handed out meanwhile.
        case underWay
        /// These are its addresses; the first is the one whose gap it keeps.
        case known([IPAddress])
        /// It has no address; its URLs settle without a request.
        case failed(FetchError)
    }

    /// Where the robots.txt of one origin stands (it is per scheme, host and port: RFC 9309, section 2.3).
    enum Robots: Sendable {
        /// Being fetched; the origin's URLs wait, those of other origins on the host too.
        case underWay(attempt: Int)
        /// To be tried again; the host is closed until then by its ``notBefore``.
        case again(attempt: Int)
        /// These rules, until then.
        case known(RobotsRules, until: CrawlInstant)
        /// Everything is forbidden, for this reason, until then.
        case unreachable(String, until: CrawlInstant)
    }

    let name: String
    /// The ports by which seeds name it: these and no others are open where its addresses are private.
    var namedPorts: Set<UInt16> = []
    /// All its addresses are private and opened by the user: his own machine or network, where no delay is kept.
    var isUsersOwn = false
    /// The generation of its queue for which the host is on the frontier's list of hosts that are held up.
    var heldUpIn: UInt32?
    var resolution: Resolution
    var robots: [String: Robots] = [:]
    /// Requests handed out and not yet given back, robots.txt included.
    var inFlight = 0
    /// Nothing starts before this instant.
    var notBefore: CrawlInstant = .start
    /// Set while the host has a place on the workbench: it has at most one.
    var isOnWorkbench = false
    /// What robots.txt asks for; the greatest over the host's origins.
    var crawlDelay: Duration?
    /// How many requests it bears, going by its answers.
    var pace = HostPace()
    /// How long the last answer took: the adaptive delay follows it.
    var lastResponseTime: Duration = .zero
    /// Answers in a row that asked to be left alone (429, 503): each doubles the back-off.
    var refusalsInARow = 0
    /// Requests and retries so far: retries are held to a tenth.
    var requests = 0
    var retries = 0
    /// Pages fetched of it.
    var fetched = 0

    init(name: String) {
        self.name = name
        self.resolution = IPAddress(urlHost: name).map { .known([$0]) } ?? .unknown
    }

    /// Its addresses, once they are known.
    var addresses: [IPAddress] {
        if case .known(let addresses) = self.resolution { return addresses }
        return []
    }

    /// The address whose gap the host keeps.
    var address: IPAddress? { self.addresses.first }

    /// True while no URL may be handed out because a look-up or a robots.txt is awaited.
    var isBlocked: Bool {
        if case .underWay = self.resolution { return true }
        return self.robots.values.contains { if case .underWay = $0 { true } else { false } }
    }

    /// True where the host may be asked for something, and has no place on the workbench yet.
    func mayBeScheduled(_ policy: FrontierPolicy) -> Bool {
        !self.isOnWorkbench && self.inFlight < self.limit(policy) && !self.isBlocked
    }

    /// Requests that may be in flight to it: what the user permits, or less where the host shows strain, or where few more pages
    /// of it may be fetched.
    func limit(_ policy: FrontierPolicy) -> Int {
        let limit = self.pace.limit(ceiling: self.ceiling(policy))
        guard let most = policy.maxPagesPerHost, self.fetched < most else { return limit }
        return min(limit, most - self.fetched)
    }

    /// As many pages of it as may be are fetched.
    func isSpent(_ policy: FrontierPolicy) -> Bool {
        policy.maxPagesPerHost.map { self.fetched >= $0 } ?? false
    }

    /// Requests that the user permits to be in flight to it.
    func ceiling(_ policy: FrontierPolicy) -> Int {
        policy.hosts.setting(for: self.name, \.perHost) ?? policy.perHost ?? (self.isUsersOwn ? policy.concurrency : 1)
    }

    /// The pause between an answer's end and the next request.
    func delay(_ policy: FrontierPolicy) -> Duration {
        guard policy.keepsPauses else { return .zero }
        let own: Duration
        if let fixed = policy.hosts.setting(for: self.name, \.delay) ?? policy.delay {
            own = fixed
        } else if self.isUsersOwn {
            own = .zero
        } else {
            own = min(max(policy.leastDelay, self.lastResponseTime * 2), policy.greatestDelay)
        }
        return max(own, self.crawlDelay ?? .zero)
    }

    /// The least time between requests to the host's address.
    func addressDelay(_ policy: FrontierPolicy) -> Duration {
        guard policy.keepsPauses else { return .zero }
        return policy.perAddressDelay ?? (self.isUsersOwn ? .zero : FrontierPolicy.defaultPerAddressDelay)
    }
}
