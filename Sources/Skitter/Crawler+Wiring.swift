internal import SkitterArchive
internal import SkitterCore
internal import SkitterEngine
internal import SkitterHTML
internal import SkitterResolver

/// The only place that chooses adapters.
extension Crawler {
    /// The engine for this configuration, with the system's resolver, libxml2 and JSON lines.
    func engine(
        seeds: [CrawlURL], directory: CrawlDirectory, hashSeed: UInt64, clock: CrawlClock,
        credentials: OriginCredentials,
        sessions: SessionPool
    ) throws -> CrawlEngine {
        CrawlEngine(
            configuration: self.engineConfiguration(hashSeed: hashSeed, credentials: credentials),
            scope: try self.scope(seeds: seeds),
            resolver: self.resolver,
            sink: try JSONLRecordSink(directory: directory),
            extractor: self.extractor,
            sitemaps: self.readsSitemaps ? SitemapFileReader() : nil,
            cookies: self.configuration.http.keepsCookies ? self.cookieJar : nil,
            clock: clock,
            sessions: sessions)
    }

    private var resolver: any Resolver {
        let overrides = self.configuration.http.resolve
        return overrides.isEmpty ? SystemResolver() : ResolveOverrides(overrides, before: SystemResolver())
    }

    private var extractor: any LinkExtractor {
        switch self.configuration.http.parser {
        case .libxml2: LibXML2Extractor()
        case .tokenizer: TokenizerExtractor()
        }
    }

    private var readsSitemaps: Bool {
        self.configuration.reach.discoversSitemaps || !self.configuration.reach.sitemaps.isEmpty
    }

    /// Where the list of public suffixes is missing, no cookie is shared between the hosts of a domain.
    private var cookieJar: CookieJar {
        guard let list = try? PublicSuffixFile.read() else { return CookieJar(isPublicSuffix: { _ in true }) }
        return CookieJar(isPublicSuffix: { list.publicSuffix(of: $0) == $0 })
    }

    private func scope(seeds: [CrawlURL]) throws -> Scope {
        let reach = self.configuration.reach
        let suffixes = reach.mode == .domain ? try PublicSuffixFile.read() : nil
        return Scope(
            mode: reach.mode, seeds: seeds, includes: try reach.includes.map { try URLPattern($0) },
            excludes: try reach.excludes.map { try URLPattern($0) }, maxURLLength: reach.maxURLLength,
            registrableDomain: { suffixes?.registrableDomain(of: $0) })
    }

    private func engineConfiguration(hashSeed: UInt64, credentials: OriginCredentials) -> EngineConfiguration {
        let user = self.configuration
        var engine = EngineConfiguration()
        engine.frontier.depthLimit = user.reach.depth
        engine.frontier.traps.isOn = user.reach.parksTraps
        engine.frontier.traps.unparked = Set(user.reach.unparked)
        engine.frontier.delay = user.politeness.delay
        engine.frontier.jitter = user.politeness.jitter
        engine.frontier.perAddressDelay = user.politeness.perAddressDelay
        engine.frontier.perHost = user.politeness.perHost
        engine.frontier.obeysRobots = user.politeness.obeysRobots
        engine.frontier.concurrency = user.http.concurrency
        engine.frontier.retries = user.http.retries
        engine.frontier.maxRedirects = user.http.maxRedirects
        engine.frontier.maxPages = user.budgets.maxPages
        engine.frontier.maxHostWait = user.budgets.maxHostWait
        engine.frontier.allowedPrivate = user.allowedPrivate
        for block in user.allowedPrivate { engine.visit.addressGuard.open(block) }
        engine.frontier.hashSeed = hashSeed
        engine.visit.fields = user.http.fields
        if user.http.fields["User-Agent"] == nil {
            engine.visit.fields.append(name: "User-Agent", value: user.http.userAgent)
        }
        engine.visit.credentials = credentials
        engine.visit.robotsAgent = user.http.robotsAgent
        engine.visit.timeout = user.http.timeout
        engine.visit.bodyLimitBytes = user.http.maxBodyBytes
        engine.visit.discoversSitemaps = user.reach.discoversSitemaps
        if self.readsSitemaps {
            engine.visit.wanted = .types(["text/html", "application/xhtml+xml", "text/xml", "application/xml"])
        }
        engine.visit.hashSeed = hashSeed
        engine.maxTime = user.budgets.maxTime
        engine.stopTimeout = user.stopTimeout
        return engine
    }
}
