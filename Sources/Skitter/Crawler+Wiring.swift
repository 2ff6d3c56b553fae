internal import SkitterArchive
internal import SkitterCore
internal import SkitterEngine
internal import SkitterHTML
internal import SkitterResolver

/// The only place that chooses adapters: the system's resolver, libxml2 or our own reader.
struct EngineWiring {
    let crawler: Crawler
    let hashSeed: UInt64
    let credentials: OriginCredentials
    let memory: FrontierMemory

    private var configuration: CrawlConfiguration { self.crawler.configuration }

    /// The engine of one run that begins at `start`, and writes to `sink`. With a `survey` it checks links.
    func engine(
        _ start: RunStart, earlier: EarlierVisits?, sink: any RecordSink, consumption: Consumption? = nil,
        handler: (any PageHandler)? = nil, transport: Transport, survey: LinkSurvey? = nil
    ) throws -> CrawlEngine {
        var configuration = self.engineConfiguration
        configuration.visit.survey = survey
        let sitemaps = self.readsSitemaps ? SitemapFileReader() : nil
        let cookies = self.configuration.http.keepsCookies ? self.cookieJar : nil
        switch start.frontier {
        case .own(let restored):
            return CrawlEngine(
                configuration: configuration, scope: start.scope, restored: restored,
                resolver: self.resolver, sink: sink, consumption: consumption, extractor: self.extractor,
                handler: handler, sitemaps: sitemaps, cookies: cookies, earlier: earlier, clock: transport.clock,
                busyTime: transport.busyTime, sessions: transport.pool)
        case .shared(let frontier, let stats):
            return CrawlEngine(
                configuration: configuration, frontier: frontier, stats: stats, resolver: self.resolver,
                extractor: self.extractor, handler: handler, sitemaps: sitemaps, cookies: cookies, earlier: earlier,
                clock: transport.clock, busyTime: transport.busyTime, sessions: transport.pool)
        }
    }

    private var resolver: any Resolver {
        let overrides = self.configuration.http.resolve
        let resolver = self.crawler.parts.resolver ?? SystemResolver()
        let all: any Resolver = overrides.isEmpty ? resolver : ResolveOverrides(overrides, before: resolver)
        return self.crawler.parts.wrapsResolver?(all) ?? all
    }

    private var extractor: any LinkExtractor {
        if let extractor = self.crawler.parts.extractor { return extractor }
        return switch self.configuration.http.parser {
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

    /// What is in scope for `seeds`.
    func scope(seeds: [CrawlURL]) throws -> Scope {
        let reach = self.configuration.reach
        let suffixes = reach.mode == .domain ? try PublicSuffixFile.read() : nil
        return Scope(
            mode: reach.mode, asksBeyond: reach.asksBeyond, seeds: seeds,
            includes: try reach.includes.map { try URLPattern($0) },
            excludes: try reach.excludes.map { try URLPattern($0) }, maxURLLength: reach.maxURLLength,
            registrableDomain: { suffixes?.registrableDomain(of: $0) }, ownRule: self.crawler.parts.scopeRule)
    }

    private var wantedBodies: WantedBodies {
        guard case .types(let further) = self.crawler.parts.bodies else { return .all }
        let sitemaps: Set<String> = self.readsSitemaps ? ["text/xml", "application/xml"] : []
        return .types(further.union(sitemaps).union(["text/html", "application/xhtml+xml"]))
    }

    /// The engine's part of the user's configuration.
    var engineConfiguration: EngineConfiguration {
        let user = self.configuration
        var engine = EngineConfiguration()
        engine.memory = self.memory
        engine.frontier.depthLimit = user.reach.depth
        engine.frontier.traps.isOn = user.reach.parksTraps
        engine.frontier.traps.unparked = Set(user.reach.unparked)
        engine.frontier.delay = user.politeness.delay
        engine.frontier.jitter = user.politeness.jitter
        engine.frontier.perAddressDelay = user.politeness.perAddressDelay
        engine.frontier.perHost = user.politeness.perHost
        engine.frontier.hosts = user.politeness.hosts
        engine.frontier.obeysRobots = user.politeness.obeysRobots
        engine.frontier.keepsPauses = user.state.replaysFrom == nil || user.state.replayPace == .recorded
        engine.frontier.concurrency = user.http.concurrency
        engine.frontier.retries = user.http.retries
        engine.frontier.maxRedirects = user.http.maxRedirects
        engine.frontier.maxPages = user.budgets.maxPages
        engine.frontier.maxPagesPerHost = user.budgets.maxPagesPerHost
        engine.frontier.maxHostWait = user.budgets.maxHostWait
        engine.frontier.allowedPrivate = user.allowedPrivate
        for block in user.allowedPrivate { engine.visit.addressGuard.open(block) }
        engine.frontier.hashSeed = self.hashSeed
        var fields = user.http.fields
        if fields["User-Agent"] == nil { fields.append(name: "User-Agent", value: user.http.userAgent) }
        engine.visit.fields = RequestFields(fields, ofHosts: user.http.hostFields)
        engine.visit.credentials = self.credentials
        engine.visit.robotsAgent = user.http.robotsAgent
        engine.visit.timeout = user.http.timeout
        engine.visit.bodyLimitBytes = user.http.maxBodyBytes
        engine.visit.discoversSitemaps = user.reach.discoversSitemaps
        engine.visit.wanted = self.wantedBodies
        engine.visit.extractsAll = self.crawler.parts.extractor != nil
        engine.visit.hashSeed = self.hashSeed
        engine.frontier.isJournaled = user.state.keepsJournal
        if user.state.archives {
            engine.visit.archives = true
            engine.visit.wanted = .all
        }
        engine.commitInterval = user.state.commitInterval
        engine.commitChanges = user.state.commitChanges
        engine.outboxCapacity = max(engine.outboxCapacity, user.state.commitChanges * 2)
        engine.maxTime = user.budgets.maxTime
        engine.stopTimeout = user.stopTimeout
        return engine
    }
}
