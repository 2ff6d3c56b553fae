internal import SkitterCore

/// Fetches the robots.txt of one origin (RFC 9309, section 2.3).
struct RobotsVisit: Sendable {
    let lease: Lease
    let services: VisitServices
    let session: any HTTPSession
    /// Is told how far the visit has come; nil where nobody asks.
    let place: VisitPlace?

    /// At least five redirects are followed, also to other hosts (section 2.3.1.2).
    private static let maxRedirects = 5
    /// What is parsed (section 2.5); what lies beyond is cut.
    private static let limitBytes = 500 * 1024

    private static let maxSitemaps = 1000

    func run() async -> FinishedVisit {
        var visit = FinishedVisit(lease: self.lease.id, result: .unvisited, exchange: nil)
        visit.result = await self.result(noting: &visit)
        return visit
    }

    /// What it comes to; `visit` gets what was on the wire meanwhile.
    private func result(noting visit: inout FinishedVisit) async -> FinishedVisit.Result {
        var url = self.lease.url
        var addresses = self.lease.addresses
        for _ in 0...RobotsVisit.maxRedirects {
            if self.services.isTooLate(for: self.lease) { return .unvisited }
            var request = FetchRequest(
                url: url, fields: self.services.configuration.fields.fields(for: url),
                timeout: self.services.configuration.timeout,
                bodyLimitBytes: RobotsVisit.limitBytes, addresses: addresses)
            request.place = self.place
            let hop = await self.services.fetch(request, on: self.session)
            visit.exchange = FinishedVisit.Exchange(
                started: visit.exchange?.started ?? hop.exchange.started, ended: hop.exchange.ended)
            visit.fetched += hop.fetched
            switch hop.result {
            case .failure(let error) where error.code == .cancelled:
                return .unvisited
            case .failure(let error) where error.code == .notRecorded:
                // Nothing is sent where a recording answers: its pages are what it holds, and all others fail as not recorded.
                return .robots(.rules(RobotsRules()))
            case .failure(let error):
                return .robots(.unreachable(error))
            case .success(let response):
                guard response.isRedirect, let location = response.fields["Location"],
                    let target = try? CrawlURL(location, base: url), target.isHTTP
                else {
                    visit.robotsFile = RobotsFile(status: response.status, body: response.body)
                    return .robots(self.answer(response))
                }
                do throws(FetchError) {
                    addresses = try await self.addresses(for: target)
                } catch {
                    return .robots(.unreachable(error))
                }
                url = target
            }
        }
        // More redirects than that count as unavailable, which permits everything (section 2.3.1.2).
        return .robots(.rules(RobotsRules()))
    }

    /// The sitemaps that the file names, where the crawl asks for them; more than the limit is no list that a person keeps.
    private func sitemaps(named robots: RobotsTxt) -> [Outlink] {
        guard self.services.configuration.discoversSitemaps else { return [] }
        return robots.sitemaps.prefix(RobotsVisit.maxSitemaps).compactMap { value in
            guard let url = try? CrawlURL(value, base: self.lease.url).withoutFragment().withoutCredentials(),
                url.isHTTP
            else { return nil }
            let fingerprint = url.fingerprint(seed: self.services.configuration.hashSeed).rawValue
            return Outlink(url: url, fingerprint: fingerprint, source: .sitemapFile)
        }
    }

    /// Where a redirect to `url` may go; throws where it must not be followed. The frontier judged the addresses of the
    /// lease's own host and port alone.
    private func addresses(for url: CrawlURL) async throws(FetchError) -> [IPAddress] {
        if url.hostname == self.lease.url.hostname, url.effectivePort == self.lease.url.effectivePort {
            return self.lease.addresses
        }
        let literal = IPAddress(urlHost: url.hostname).map { [$0] }
        self.place?.enter(.dns)
        let addresses =
            if let literal { literal } else { try await self.services.resolver.addresses(of: url.hostname) }
        if let error = self.services.configuration.addressGuard.obstacle(to: url, at: addresses) { throw error }
        return addresses
    }

    private func answer(_ response: FetchResponse) -> RobotsAnswer {
        switch RobotsPolicy(.response(status: response.status, body: response.body), limitBytes: RobotsVisit.limitBytes)
        {
        case .rules(let robots):
            .rules(
                robots.rules(for: self.services.configuration.robotsAgent), sitemaps: self.sitemaps(named: robots))
        case .allowAll:
            .rules(RobotsRules())
        case .disallowAllAndRetry:
            .serverError(status: response.status, retryAfter: self.services.retryAfter(response))
        }
    }
}
