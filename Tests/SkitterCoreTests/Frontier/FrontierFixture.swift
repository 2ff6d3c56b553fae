import SkitterCore
import Testing

/// Short words for tests of the frontier: a machine, a clock that tests move, and visits that end at once.
final class FrontierFixture {
    var machine: FrontierMachine
    var now = CrawlInstant.start

    init(
        seeds: [String] = ["http://127.0.0.1/"], scope mode: ScopeMode = .host, asksBeyond: Bool = false,
        memory: FrontierMemory = FrontierMemory(), _ configure: (inout FrontierPolicy) -> Void = { _ in }
    ) throws {
        var policy = FrontierPolicy()
        policy.obeysRobots = false
        configure(&policy)
        let urls = try seeds.map { try CrawlURL($0) }
        self.machine = FrontierMachine(
            policy: policy, scope: Scope(mode: mode, asksBeyond: asksBeyond, seeds: urls), memory: memory)
        _ = self.machine.seedsAdded(urls.map { Seed(url: $0) })
    }

    func lease(_ count: Int = 100) -> LeaseAnswer {
        self.machine.leasesAsked(upTo: count, at: self.now)
    }

    /// The next lease, after moving the clock to the instant the machine names and answering its look-ups.
    func next(resolving address: IPAddress = IPAddress(v4: 0x5DB8_D822)) throws -> Lease? {
        for _ in 0..<1000 {
            let answer = self.lease(1)
            if let lease = answer.leases.first { return lease }
            for host in answer.resolve {
                self.machine.hostResolved(ResolvedHost(host: host, result: .success([address])))
            }
            if !answer.resolve.isEmpty { continue }
            switch answer.wait {
            case .until(let instant, _), .straggler(let instant): self.now = instant
            default: return nil
            }
        }
        Issue.record("the machine never came to a lease")
        return nil
    }

    /// Ends `lease` with a page that holds `links`, after `duration` on the wire. Pages with the same `body` repeat each
    /// other; without one nothing is known of a page.
    @discardableResult
    func finish(
        _ lease: Lease, links: [String] = [], status: Int = 200, redirect: String? = nil,
        retry: FinishedVisit.Retry? = nil, body: String? = nil,
        after duration: Duration = .zero
    ) throws -> FrontierMachine.FinishStep {
        let started = self.now
        self.now = self.now.advanced(by: duration)
        let outcome: VisitRecord.Outcome =
            if redirect != nil { .redirected(target: redirect) } else {
                FailureClass(status: status).map { .failed($0, message: nil) } ?? .fetched
            }
        var record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue,
            startedMicroseconds: 0, outcome: outcome)
        record.status = status
        let outlinks = try links.map { try self.outlink($0, from: lease, .a) }
        let target = try redirect.map { try self.outlink($0, from: lease, .redirect) }
        return self.machine.visitFinished(
            FinishedVisit(
                lease: lease.id, result: .visited(record, outlinks: outlinks, redirect: target, retry: retry),
                exchange: FinishedVisit.Exchange(started: started, ended: self.now),
                signature: lease.pattern.flatMap { pattern in
                    body.map { PageSignature(of: lease.url, pattern, body: $0.utf8.span, links: outlinks) }
                }),
            at: self.now)
    }

    private func outlink(_ href: String, from lease: Lease, _ source: LinkSource) throws -> Outlink {
        let url = try CrawlURL(href, base: lease.url)
        return Outlink(
            url: url, fingerprint: url.fingerprint(seed: 0).rawValue, source: source,
            isInScope: lease.scope.accepts(url))
    }

    var ledger: Ledger { self.machine.counts().ledger }
}
