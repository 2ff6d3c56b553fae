internal import SkitterCore

/// Counts what a crawl of robots.txt and sitemaps finds, step by step.
actor PlanTally: RecordSink {
    private let agent: String
    /// What robots.txt says, by origin; nil for everything permitted.
    private var rules: [String: RobotsRules] = [:]
    private var hosts: [String: PlannedHost] = [:]
    private var outOfScope = 0

    /// Rules are those for `agent`.
    init(agent: String) {
        self.agent = agent
    }

    func append(_ entries: [StepEntry]) {
        for entry in entries {
            if let robots = entry.notes?.robots { self.came(robots) }
            for found in entry.notes?.discovered ?? [] where found.via == .sitemap { self.named(found.url) }
            if let visit = entry.visit { self.visited(visit) }
            for record in entry.skipped { self.skipped(record) }
        }
    }

    func consumed(upTo step: UInt64) {}

    func close() {}

    /// The hosts, with the paces that the frontier knows.
    func plan(paces: [PlannedHost]) -> CrawlPlan {
        let hosts = paces.map { pace in
            var host = self.hosts[pace.host] ?? pace
            (host.delay, host.delaySource) = (pace.delay, pace.delaySource)
            (host.address, host.addressDelay) = (pace.address, pace.addressDelay)
            return host
        }
        return CrawlPlan(hosts: hosts, outOfScope: self.outOfScope)
    }

    private func came(_ robots: JournalNotes.Robots) {
        guard !robots.body.isEmpty else { return }
        self.rules[robots.origin] = RobotsTxt(parsing: robots.body).rules(for: self.agent)
    }

    /// A sitemap was asked for: nothing else is.
    private func visited(_ visit: VisitRecord) {
        guard let url = try? CrawlURL(visit.url) else { return }
        self.outOfScope += visit.links.outOfScope
        switch visit.outcome {
        case .fetched:
            self.hosts[url.hostname, default: PlannedHost(host: url.hostname)].sitemaps += 1
        case .failed(let failure, let message) where visit.status == nil:
            self.hosts[url.hostname, default: PlannedHost(host: url.hostname)].problem = message ?? failure.description
        case .failed, .redirected:
            break
        }
    }

    private func named(_ url: CrawlURL) {
        self.hosts[url.hostname, default: PlannedHost(host: url.hostname)].named += 1
        guard let rules = self.rules[url.origin], !rules.verdict(path: url.requestTarget).allowed else { return }
        self.hosts[url.hostname]?.refused += 1
    }

    private func skipped(_ record: SkippedRecord) {
        guard record.reason == .robotsUnreachable, let url = try? CrawlURL(record.url) else { return }
        self.hosts[url.hostname, default: PlannedHost(host: url.hostname)].problem = record.detail
    }
}
