#if Cluster
internal import SkitterCluster
package import SkitterCore
internal import Synchronization

/// Sees every request of a simulation by the one true clock, every change of a URL's row and every record, and knows by arithmetic what
/// should be. It shares nothing with what it judges but the names of URLs.
package final class Judge: TablesWitness {
    /// A request that is on the wire.
    struct Request: Sendable {
        let host: Int
        let crawler: Int
        let began: Int64
        /// Nil for robots.txt.
        let page: Int?
        /// Its crawler was killed or frozen meanwhile: what a lease cannot call back.
        var isStray = false
    }

    /// What is known of a host.
    struct Host: Sendable {
        /// When it may be asked again.
        var opens: Int64 = .min
        /// From when on it waits to be asked; nil where it does not, or nobody can tell.
        var waitsSince: Int64?
        /// URLs of it that wait.
        var pending: Int32 = 0
        /// The request that it is busy with.
        var current: UInt64 = 0
        /// What its robots.txt asks for, once that came.
        var crawlDelay: Int64 = 0
        var wasAsked = false
        /// Who had its last answer, and when that ended.
        var last: (crawler: Int, ended: Int64) = (0, 0)
    }

    /// What is known of a page.
    struct Page: Sendable {
        var isKnown = false
        var settled: UInt8 = 0
        var recorded: UInt8 = 0
        var outcome = SeenSet.Entry.State.pending
    }

    struct State: Sendable {
        var hosts: [Host]
        var pages: [Page]
        var requests: [UInt64: Request] = [:]
        /// The requests that each crawler has on the wire.
        var ofCrawler: [Int: Set<UInt64>] = [:]
        var lastRequest: UInt64 = 0
        var verdict = Verdict()
        /// What each crawler has said and not recorded.
        var held: [Int: [HeldEntry]] = [:]
        /// Pages that each crawler has recorded.
        var records: [Int: Int] = [:]
    }

    let timeline: Timeline
    let web: SimulatedWeb
    let policy: FrontierPolicy
    let state: Mutex<State>
    /// What a clock may be off, in parts of a delay: the crawler's own decides within a lease.
    private let tolerance: Double

    package init(_ web: SimulatedWeb, _ policy: FrontierPolicy, tolerance: Double, on timeline: Timeline) {
        self.timeline = timeline
        self.web = web
        self.policy = policy
        self.tolerance = tolerance
        self.state = Mutex(
            State(
                hosts: Array(repeating: Host(), count: web.hosts), pages: Array(repeating: Page(), count: web.pages)
            ))
    }

    // MARK: - Requests

    func requestBegan(host: Int, page: Int?, by crawler: Int, at now: Int64) -> UInt64 {
        self.state.withLock { state in
            state.lastRequest += 1
            let number = state.lastRequest
            state.requests[number] = Request(host: host, crawler: crawler, began: now, page: page)
            state.ofCrawler[crawler, default: []].insert(number)
            var known = state.hosts[host]
            if let other = state.requests[known.current] {
                if other.isStray {
                    state.verdict.besideStrays += 1
                } else {
                    state.verdict.complain(
                        .overlap, "host \(host) asked by \(crawler) beside \(other.crawler)", at: now)
                }
            }
            // A millisecond is what the tables' clock rounds to.
            if known.opens > .min, now + 1_000 < known.opens {
                state.verdict.complain(
                    .haste,
                    "host \(host) asked by \(crawler) \(Double(known.opens - now) / 1e6) s too early, "
                        + "\(Double(now - known.last.ended) / 1e6) s after its answer to \(known.last.crawler)",
                    at: now)
            }
            if let since = known.waitsSince { state.verdict.waits.append(max(0, now - since)) }
            known.waitsSince = nil
            known.current = number
            if !known.wasAsked { state.verdict.hostsAsked += 1 }
            known.wasAsked = true
            state.hosts[host] = known
            if page != nil {
                state.verdict.pageRequests += 1
            } else {
                state.verdict.robotsRequests += 1
            }
            return number
        }
    }

    func requestEnded(_ number: UInt64, at now: Int64) {
        self.state.withLock { state in
            guard let request = state.requests.removeValue(forKey: number) else { return }
            state.ofCrawler[request.crawler]?.remove(number)
            var host = state.hosts[request.host]
            if host.current == number { host.current = 0 }
            defer { state.hosts[request.host] = host }
            guard !request.isStray else { return }
            if request.page == nil, let delay = self.web.crawlDelay(of: request.host) {
                host.crawlDelay = Int64(delay) * 1_000_000
            }
            let opens = now + Int64(Double(self.delay(of: host, after: now - request.began)) * (1 - self.tolerance))
            host.opens = max(host.opens, opens)
            host.last = (request.crawler, now)
            // What is to be tried again waits for longer, and not for a crawler.
            let isTriedAgain = request.page.map { self.web.mayBeTriedAgain($0) } ?? false
            host.waitsSince = host.pending > 0 && !isTriedAgain ? host.opens : nil
        }
    }

    /// As `FrontierPolicy` promises it.
    private func delay(of host: Host, after response: Int64) -> Int64 {
        if let fixed = self.policy.delay { return max(fixed.microseconds, host.crawlDelay) }
        let adapted = min(
            max(self.policy.leastDelay.microseconds, response * 2), self.policy.greatestDelay.microseconds)
        return max(adapted, host.crawlDelay)
    }

    /// A crawler is killed or frozen: what it has on the wire stays there.
    package func lost(_ crawler: Int, isKill: Bool) {
        let now = self.timeline.now
        self.state.withLock { state in
            for number in state.ofCrawler[crawler] ?? [] {
                state.requests[number]?.isStray = true
                state.verdict.strays += 1
                if let host = state.requests[number]?.host { state.hosts[host].waitsSince = now }
            }
            if isKill { state.verdict.kills += 1 } else { state.verdict.freezes += 1 }
        }
    }

    // MARK: - URLs

    package func becamePending(_ url: String) {
        let now = self.timeline.now
        self.state.withLock { state in
            guard let page = self.web.page(at: url), state.pages.indices.contains(page) else {
                return state.verdict.complain(.strange, "\(url) is no page", at: now)
            }
            if state.pages[page].isKnown { state.verdict.complain(.twice, "\(url) became known twice", at: now) }
            state.pages[page].isKnown = true
            state.verdict.known += 1
            let host = self.web.host(of: page)
            state.hosts[host].pending += 1
            if state.hosts[host].pending == 1, state.hosts[host].current == 0 {
                state.hosts[host].waitsSince = max(state.hosts[host].opens, now)
            }
        }
    }

    package func settled(_ url: String, as outcome: SeenSet.Entry.State) {
        let now = self.timeline.now
        self.state.withLock { state in
            guard let page = self.web.page(at: url), state.pages.indices.contains(page) else { return }
            state.pages[page].settled &+= 1
            state.pages[page].outcome = outcome
            if state.pages[page].settled > 1 { state.verdict.complain(.twice, "\(url) settled twice", at: now) }
            state.verdict.settled += 1
            let host = self.web.host(of: page)
            state.hosts[host].pending -= 1
            if state.hosts[host].pending == 0 { state.hosts[host].waitsSince = nil }
        }
    }
}
#endif
