internal import SkitterCore

/// Visits one URL: asks the rules of robots.txt, fetches one hop, reads the links. Never throws: whatever happens on the
/// web is an outcome.
struct PageVisit: Sendable {
    let lease: Lease
    let services: VisitServices
    let session: any HTTPSession
    /// Is told how far the visit has come; nil where nobody asks.
    let place: VisitPlace?

    // What waits is kept apart from what works: an async function keeps room in the task's memory for all values of the
    // synchronous code that the compiler draws into it. Drawn in, these functions made 45 KB a page of it.

    func run() async -> FinishedVisit {
        switch self.lease.work {
        case .robots: return await self.robots.run()
        case .settle(let obstacle): return self.settled(obstacle)
        case .page(let robots): if let refusal = self.refusal(of: robots) { return refusal }
        }
        if self.services.isTooLate(for: self.lease) { return self.finished(.unvisited) }
        guard let earlier = await self.services.earlier?.page(for: self.lease, self.services.configuration) else {
            return await self.finished(await self.services.fetch(self.request, on: self.session))
        }
        return await self.fetch(unlessAs: earlier)
    }

    private var robots: RobotsVisit {
        RobotsVisit(lease: self.lease, services: self.services, session: self.session, place: self.place)
    }

    @inline(never)
    private func settled(_ obstacle: Lease.Obstacle) -> FinishedVisit {
        switch obstacle {
        case .unreachable(let error):
            let record = self.record(
                .failed(FailureClass(error.code), message: error.message), at: self.services.clock.now)
            return self.finished(.visited(record, outlinks: [], redirect: nil, retry: nil))
        case .robotsUnreachable(let message):
            return self.finished(.skipped(.robotsUnreachable, detail: message))
        case .hostBudget:
            return self.finished(.skipped(.hostBudget, detail: nil))
        }
    }

    /// The end of a visit that the rules do not permit.
    @inline(never)
    private func refusal(of robots: RobotsRules?) -> FinishedVisit? {
        guard let verdict = robots?.verdict(path: self.lease.url.requestTarget), !verdict.allowed else { return nil }
        return self.finished(.skipped(.robots, detail: verdict.line.map { "robots.txt line \($0)" }))
    }

    /// Asks for the page if it is not as it was in an earlier crawl.
    private func fetch(unlessAs earlier: EarlierPage) async -> FinishedVisit {
        var request = self.request
        earlier.addConditions(to: &request.fields)
        var hop = await self.services.fetch(request, on: self.session)
        guard case .success(let response) = hop.result, response.status == 304 else { return await self.finished(hop) }
        for index in hop.fetched.indices { hop.fetched[index].unchangedSinceMicroseconds = earlier.bodyMicroseconds }
        guard let links = await self.services.earlier?.pages.links(of: earlier) else {
            // The journal of the earlier crawl is damaged: without the links of the page it must come once more.
            var whole = await self.services.fetch(self.request, on: self.session)
            whole.exchange.started = hop.exchange.started
            whole.fetched = hop.fetched + whole.fetched
            return await self.finished(whole)
        }
        return self.unchanged(response, hop, earlier, links)
    }

    @inline(never)
    private func unchanged(
        _ response: FetchResponse, _ hop: VisitServices.Hop, _ earlier: EarlierPage, _ links: [EarlierLink]
    ) -> FinishedVisit {
        var record = self.record(.fetched, at: hop.exchange.started)
        self.describe(response, in: &record)
        record.describeUnchanged(earlier)
        let directives = self.services.robotsTag(response)
        record.robots += directives.names.filter { !record.robots.contains($0) }
        if directives.contains(.nofollow) {
            // The page is as it was, and its site now asks to follow none of its links.
            record.links.nofollow += links.count
            return self.finished(.visited(record, outlinks: [], redirect: nil, retry: nil), hop)
        }
        let outlinks = EarlierLinks(lease: self.lease, hashSeed: self.services.configuration.hashSeed)
            .outlinks(links, into: &record)
        return self.finished(.visited(record, outlinks: outlinks, redirect: nil, retry: nil), hop)
    }

    /// What an answer comes to, whatever was asked.
    private func finished(_ hop: VisitServices.Hop) async -> FinishedVisit {
        if self.services.handler != nil { return await self.handled(hop) }
        guard case .success(let response) = hop.result, response.body.count > PageVisit.largeBytes else {
            return self.concluded(hop)
        }
        // An event loop that parsed it would do nothing for its sockets meanwhile.
        return await withTaskExecutorPreference(globalConcurrentExecutor) { self.concluded(hop) }
    }

    /// What was read of an answer, for whoever handles pages.
    private struct ReadPage {
        /// Whether it is a page, and not a redirect, a failure or a sitemap.
        var isPage = false
        var document: ExtractedPage?
    }

    /// What an answer comes to where somebody handles pages: off the event loop, since he may take his time.
    private func handled(_ hop: VisitServices.Hop) async -> FinishedVisit {
        await withTaskExecutorPreference(globalConcurrentExecutor) {
            var read = ReadPage()
            let visit = self.concluded(hop, &read)
            guard read.isPage, case .success(let response) = hop.result, let handler = self.services.handler else {
                return visit
            }
            let page = FetchedPage(
                url: self.lease.url, depth: self.lease.depth, parent: self.lease.parent, response: response,
                document: read.document)
            guard let answer = try? await handler.handle(page) else { return self.finished(.unvisited, hop) }
            return self.visit(visit, read.document, answer)
        }
    }

    /// `visit`, as the handler of its page wants it.
    @inline(never)
    private func visit(_ visit: FinishedVisit, _ document: ExtractedPage?, _ answer: PageAnswer) -> FinishedVisit {
        guard answer != .goOn, case .visited(var record, var outlinks, let redirect, let retry) = visit.result else {
            return visit
        }
        if !answer.followsLinks { outlinks = [] }
        LinkReader(lease: self.lease, services: self.services).add(
            answer.requests, of: document, to: &outlinks, &record)
        var visit = visit
        visit.result = .visited(record, outlinks: outlinks, redirect: redirect, retry: retry)
        return visit
    }

    @inline(never)
    private func concluded(_ hop: VisitServices.Hop) -> FinishedVisit {
        var page = ReadPage()
        return self.concluded(hop, &page)
    }

    @inline(never)
    private func concluded(_ hop: VisitServices.Hop, _ page: inout ReadPage) -> FinishedVisit {
        switch hop.result {
        case .failure(let error) where error.code == .cancelled:
            return self.finished(.unvisited, hop)
        case .failure(let error):
            let exchange = hop.exchange
            var record = self.record(.failed(FailureClass(error.code), message: error.message), at: exchange.started)
            record.totalMicroseconds = exchange.started.duration(to: exchange.ended).wholeNanoseconds / 1000
            let retry = error.code.isTransient ? FinishedVisit.Retry(isHostWide: false) : nil
            return self.finished(.visited(record, outlinks: [], redirect: nil, retry: retry), hop)
        case .success(let response):
            return self.read(response, hop, &page)
        }
    }

    /// A body beyond this is read off the event loop. 256 KiB: some hundred microseconds of parsing.
    private static let largeBytes = 256 * 1024

    private var request: FetchRequest {
        let configuration = self.services.configuration
        let isSitemap = self.lease.via == .sitemapFile
        var request = FetchRequest(
            url: self.lease.url, fields: configuration.fields.fields(for: self.lease.url),
            timeout: configuration.timeout,
            bodyLimitBytes: isSitemap ? configuration.sitemapLimitBytes : configuration.bodyLimitBytes,
            wanted: isSitemap ? .all : configuration.wanted, addresses: self.lease.addresses)
        request.place = self.place
        return request
    }

    private func read(_ response: FetchResponse, _ hop: VisitServices.Hop, _ page: inout ReadPage) -> FinishedVisit {
        var record = self.record(.fetched, at: hop.exchange.started)
        self.describe(response, in: &record)
        if response.isRedirect, let location = response.fields["Location"] {
            let reader = LinkReader(lease: self.lease, services: self.services)
            let redirect = reader.redirect(to: location)
            record.outcome = .redirected(target: redirect?.url.href)
            // A page that sends its reader to itself with a new cookie wants to see the cookie.
            let isForCookie = hop.changedCookies && redirect?.fingerprint == self.lease.fingerprint
            let retry = isForCookie ? FinishedVisit.Retry(isHostWide: false) : nil
            return self.finished(
                .visited(record, outlinks: [], redirect: redirect, retry: retry), hop)
        }
        if let failure = FailureClass(status: response.status) {
            record.outcome = .failed(failure, message: nil)
            return self.finished(
                .visited(record, outlinks: [], redirect: nil, retry: self.retry(response)), hop)
        }
        if response.truncation == .disconnect || response.truncation == .time {
            let words =
                response.truncation == .time
                ? "the body did not end in time" : "the connection ended before the body did"
            record.outcome = .failed(.incomplete, message: words)
            let retry = FinishedVisit.Retry(isHostWide: false)
            return self.finished(.visited(record, outlinks: [], redirect: nil, retry: retry), hop)
        }
        let reader = LinkReader(lease: self.lease, services: self.services)
        var links = PageLinks(isBeyond: reader.liesBeyond)
        let outlinks: [Outlink]
        if let named = SitemapVisit(lease: self.lease, services: self.services).read(response, into: &record) {
            outlinks = named
        } else {
            page.isPage = true
            outlinks = reader.read(response, into: &record, links: &links, &page.document)
        }
        var visit = self.finished(
            .visited(record, outlinks: outlinks, redirect: nil, retry: nil), hop,
            // Beyond the scope nothing is crawled, and so no trap fallen into.
            links.isBeyond ? nil : self.signature(of: response, outlinks))
        if self.services.configuration.survey != nil { visit.links = links }
        return visit
    }

    /// What the page is compared by. A body that was not read to its end says nothing: beyond the media types that are
    /// wanted, all would be alike.
    private func signature(of response: FetchResponse, _ outlinks: [Outlink]) -> PageSignature? {
        guard response.truncation == nil, let pattern = self.lease.pattern else { return nil }
        return PageSignature(of: self.lease.url, pattern, body: response.body.span, links: outlinks)
    }

    /// 408, 429, 500, 502, 503 and 504 may pass; 429 and 503 ask to leave the whole host alone for a while.
    private func retry(_ response: FetchResponse) -> FinishedVisit.Retry? {
        switch response.status {
        case 408, 500, 502, 504: FinishedVisit.Retry(isHostWide: false)
        case 429, 503: FinishedVisit.Retry(after: self.services.retryAfter(response), isHostWide: true)
        default: nil
        }
    }

    private func describe(_ response: FetchResponse, in record: inout VisitRecord) {
        record.status = response.status
        record.contentType = response.fields["Content-Type"].flatMap(MediaType.init)?.essence
        record.bodyBytes = response.body.count
        record.digest = response.body.isEmpty ? nil : BodyDigest.of(response.body)
        record.etag = response.fields["ETag"]
        record.lastModified = response.fields["Last-Modified"]
        record.wireBytes = response.wireBytes
        record.truncated = response.truncation
        record.firstByteMicroseconds = response.timeToFirstByte.map { $0.wholeNanoseconds / 1000 }
        record.totalMicroseconds = response.totalTime.wholeNanoseconds / 1000
        record.address = response.remoteAddress?.description
    }

    private func record(_ outcome: VisitRecord.Outcome, at started: CrawlInstant) -> VisitRecord {
        VisitRecord(
            id: self.lease.fingerprint, url: self.lease.url.href, depthAtFetch: self.lease.depth,
            parent: self.lease.parent,
            via: self.lease.via.rawValue, startedMicroseconds: self.services.clock.wallMicroseconds(at: started),
            outcome: outcome)
    }

    private func finished(
        _ result: FinishedVisit.Result, _ hop: VisitServices.Hop? = nil, _ signature: PageSignature? = nil
    ) -> FinishedVisit {
        var visit = FinishedVisit(
            lease: self.lease.id, result: result, exchange: hop?.exchange, signature: signature)
        visit.fetched = hop?.fetched ?? []
        if self.services.configuration.survey != nil {
            visit.links = PageLinks(isBeyond: LinkReader(lease: self.lease, services: self.services).liesBeyond)
        }
        return visit
    }
}
