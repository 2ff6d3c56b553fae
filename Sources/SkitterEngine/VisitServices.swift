package import SkitterCore

/// What every visit of a run shares. A class: each visit holds one reference to it, not a copy of a dozen values.
package final class VisitServices: Sendable {
    package let extractor: any LinkExtractor
    /// Sees each page; nil where nobody wants to.
    package let handler: (any PageHandler)?
    /// Nil where the crawl does not ask sitemaps.
    package let sitemaps: (any SitemapReader)?
    /// Nil where the crawl keeps no cookies.
    package let cookies: CookieStore?
    /// Nil where every page is asked for whether it has changed or not.
    package let earlier: EarlierVisits?
    /// Asked where a robots.txt redirects to another host; of all others the frontier knows the addresses.
    package let resolver: any Resolver
    package let clock: CrawlClock
    package let configuration: VisitConfiguration

    package init(
        extractor: any LinkExtractor, handler: (any PageHandler)? = nil, sitemaps: (any SitemapReader)?,
        cookies: CookieStore?,
        earlier: EarlierVisits? = nil, resolver: any Resolver, clock: CrawlClock, configuration: VisitConfiguration
    ) {
        self.extractor = extractor
        self.handler = handler
        self.sitemaps = sitemaps
        self.cookies = cookies
        self.earlier = earlier
        self.resolver = resolver
        self.clock = clock
        self.configuration = configuration
    }

    /// What one request came to.
    struct Hop {
        let result: Result<FetchResponse, FetchError>
        /// When it was on the wire.
        var exchange: FinishedVisit.Exchange
        /// What was on the wire, where the crawl archives it.
        var fetched: [FetchedExchange] = []
        /// Whether the answer set cookies that the request did not carry.
        var changedCookies = false
    }

    /// Whether the lease may end, and its host be another crawler's, before a request that starts now has its answer.
    func isTooLate(for lease: Lease) -> Bool {
        guard let latest = lease.latestStart else { return false }
        return self.clock.now > latest
    }

    /// One hop through `session`, with the cookies that belong to it.
    func fetch(_ request: FetchRequest, on session: any HTTPSession) async -> Hop {
        guard let cookies = self.cookies else { return await self.send(request, on: session) }
        var request = request
        if let header = await cookies.header(for: request.url, at: self.date) {
            request.fields.append(name: "Cookie", value: header)
        }
        var hop = await self.send(request, on: session)
        if case .success(let response) = hop.result {
            let values = response.fields.values(of: "Set-Cookie")
            if !values.isEmpty {
                hop.changedCookies = await cookies.store(values, from: request.url, at: self.date)
            }
        }
        return hop
    }

    private func send(_ request: FetchRequest, on session: any HTTPSession) async -> Hop {
        var request = request
        request.keepsWire = self.configuration.archives
        if let authorization = self.configuration.credentials.authorization(for: request.url),
            request.fields["Authorization"] == nil
        {
            request.fields.append(name: "Authorization", value: authorization)
        }
        let started = self.clock.now
        // A session that cannot tell how far it has come is taken to wait for the server.
        request.place?.enter(session.capabilities.contains(.timings) ? .network : .server, at: started)
        let result: Result<FetchResponse, FetchError>
        do throws(FetchError) {
            result = .success(try await session.fetch(request))
        } catch {
            result = .failure(error)
        }
        let ended = self.clock.now
        request.place?.enter(.parse, at: ended)
        var hop = Hop(result: result, exchange: FinishedVisit.Exchange(started: started, ended: ended))
        if self.configuration.archives, case .success(let response) = result {
            hop.fetched = [
                FetchedExchange(
                    url: request.url, startedMicroseconds: self.clock.wallMicroseconds(at: started), response: response)
            ]
        }
        return hop
    }
}

/// How pages are asked for and read.
package struct VisitConfiguration: Sendable {
    /// `User-Agent` and whatever else the user wants sent.
    package var fields = RequestFields()
    /// What each origin is told in `Authorization`.
    package var credentials = OriginCredentials()
    /// The product token by which robots.txt and robots directives address this crawler.
    package var robotsAgent = "skitter"
    /// The whole exchange ends within this time.
    package var timeout: Duration = .seconds(30)
    /// Bodies are cut after this many bytes, after decompression.
    package var bodyLimitBytes = 10 * 1024 * 1024
    /// Media types whose bodies are read; others end after their header fields.
    package var wanted: WantedBodies = .types(["text/html", "application/xhtml+xml"])
    /// Whether the extractor is asked about every body that is read, not about those alone whose type holds links.
    package var extractsAll = false
    /// A sitemap is cut after this many bytes: what the protocol permits.
    package var sitemapLimitBytes = 50 * 1024 * 1024
    /// Whether the sitemaps that a robots.txt names are asked for.
    package var discoversSitemaps = false
    /// Whether exchanges are kept as they were on the wire, for an archive.
    package var archives = false
    /// What a check of links wants to know besides; nil in every other crawl.
    package var survey: LinkSurvey?
    /// Judges where a robots.txt redirects to.
    package var addressGuard = AddressGuard()
    /// The key of the fingerprints: that of the frontier's policy.
    package var hashSeed: UInt64 = 0

    package init() {}
}
