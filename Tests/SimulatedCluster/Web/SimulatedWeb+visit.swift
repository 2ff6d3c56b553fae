#if Cluster
package import SkitterCore

extension SimulatedWeb {
    /// How the visit of a page ends whose answer came, or did not.
    package func visit(_ lease: Lease, _ exchange: FinishedVisit.Exchange, isTimeout: Bool) -> FinishedVisit {
        let page = self.page(at: lease.url.href) ?? 0
        var record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
        record.status = 200
        var redirect: Outlink?
        var retry: FinishedVisit.Retry?
        var outlinks: [Outlink] = []
        if isTimeout {
            record.outcome = .failed(FailureClass(.timeout), message: nil)
            record.status = nil
            retry = FinishedVisit.Retry(isHostWide: false)
        } else {
            switch self.kind(of: page) {
            case .redirect:
                redirect = self.link(to: self.targets(of: page)[0], .redirect)
                record.outcome = .redirected(target: redirect?.url.href ?? "")
                record.status = 301
            case .gone:
                record.outcome = .failed(.client, message: nil)
                record.status = 404
            case .failsAtFirst where lease.attempt == 1:
                record.outcome = .failed(.server, message: nil)
                record.status = 500
                retry = FinishedVisit.Retry(isHostWide: false)
            case .refusesAtFirst where lease.attempt == 1:
                record.outcome = .failed(.server, message: nil)
                record.status = 503
                retry = FinishedVisit.Retry(after: .seconds(5), isHostWide: true)
            case .page, .failsAtFirst, .refusesAtFirst, .hangs:
                outlinks = self.targets(of: page).compactMap { self.link(to: $0, .a) }
            }
        }
        return FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: outlinks, redirect: redirect, retry: retry),
            exchange: exchange)
    }

    private func link(to page: Int, _ source: LinkSource) -> Outlink? {
        guard let url = try? self.url(of: page) else { return nil }
        return Outlink(url: url, fingerprint: url.fingerprint(seed: self.hashSeed).rawValue, source: source)
    }

    /// How the visit of a robots.txt ends.
    package func robotsVisit(_ lease: Lease, _ exchange: FinishedVisit.Exchange) -> FinishedVisit {
        let file = self.robots(of: self.host(named: lease.url.hostname) ?? 0)
        var rules = RobotsRules()
        if case .rules(let robots) = RobotsPolicy(.response(status: file.status, body: file.body)) {
            rules = robots.rules(for: "skitter")
        }
        var visit = FinishedVisit(lease: lease.id, result: .robots(.rules(rules)), exchange: exchange)
        visit.robotsFile = file
        return visit
    }

    /// How a visit ends for which nothing is sent.
    package func settled(_ lease: Lease, _ obstacle: Lease.Obstacle) -> FinishedVisit {
        switch obstacle {
        case .unreachable(let error):
            let record = VisitRecord(
                id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
                via: lease.via.rawValue, startedMicroseconds: 0,
                outcome: .failed(FailureClass(error.code), message: error.message))
            return FinishedVisit(
                lease: lease.id, result: .visited(record, outlinks: [], redirect: nil, retry: nil), exchange: nil)
        case .robotsUnreachable(let message):
            return FinishedVisit(
                lease: lease.id, result: .skipped(.robotsUnreachable, detail: message), exchange: nil)
        case .hostBudget:
            return FinishedVisit(lease: lease.id, result: .skipped(.hostBudget, detail: nil), exchange: nil)
        }
    }
}
#endif
