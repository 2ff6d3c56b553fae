internal import SkitterArchive
internal import SkitterCore

extension Crawler {
    /// What the manifest says of this crawl. Header fields may be secrets: their names alone are told; nor are the
    /// credentials of seeds.
    func manifest(seeds: [CrawlURL], transport: TransportChoice, hashSeed: UInt64, at startedMicroseconds: Int64)
        -> Manifest
    {
        Manifest(
            programVersion: SkitterVersion.current, startedMicroseconds: startedMicroseconds, transport: transport.name,
            transportReason: transport.reason, seeds: seeds.map { $0.withoutCredentials().href },
            options: self.options(hashSeed: hashSeed))
    }

    private func options(hashSeed: UInt64) -> [Manifest.Option] {
        let user = self.configuration
        var options: [Manifest.Option] = []
        func add(_ name: String, _ value: String) { options.append(Manifest.Option(name: name, value: value)) }
        func add(_ name: String, _ value: Int?, otherwise: String) { add(name, value.map(String.init) ?? otherwise) }
        func add(_ name: String, _ value: Duration?, otherwise: String = "auto") {
            add(name, value.map { "\($0.inSeconds)s" } ?? otherwise)
        }
        add("depth", user.reach.depth, otherwise: "inf")
        add("scope", user.reach.mode.rawValue)
        add("beyond", user.reach.asksBeyond ? "ask" : "leave")
        add("include", user.reach.includes.joined(separator: " "))
        add("exclude", user.reach.excludes.joined(separator: " "))
        add("max-url-length", user.reach.maxURLLength, otherwise: "")
        add("traps", user.reach.parksTraps ? "on" : "off")
        add("unpark", user.reach.unparked.joined(separator: " "))
        let sitemaps = user.reach.sitemaps.map { $0.withoutCredentials().href }
        add("sitemap", ((user.reach.discoversSitemaps ? ["auto"] : []) + sitemaps).joined(separator: " "))
        add("max-pages", user.budgets.maxPages, otherwise: "none")
        add("max-pages-per-host", user.budgets.maxPagesPerHost, otherwise: "none")
        add("max-time", user.budgets.maxTime, otherwise: "none")
        add("max-host-wait", user.budgets.maxHostWait)
        add("max-memory", user.budgets.maxMemoryBytes, otherwise: "")
        add("robots", user.politeness.obeysRobots ? "on" : "off")
        add("user-agent", user.http.userAgent)
        add("robots-agent", user.http.robotsAgent)
        add("delay", user.politeness.delay)
        add("jitter", String(user.politeness.jitter))
        add("per-ip-delay", user.politeness.perAddressDelay)
        add("concurrency", user.http.concurrency, otherwise: "")
        add("per-host", user.politeness.perHost, otherwise: "auto")
        let hosts = user.politeness.hosts.entries
        add(
            "delay-of",
            hosts.compactMap { host, own in own.delay.map { "\(host)=\($0.inSeconds)s" } }.joined(separator: " "))
        add("per-host-of", hosts.compactMap { host, own in own.perHost.map { "\(host)=\($0)" } }.joined(separator: " "))
        add("timeout", user.http.timeout)
        add("retries", user.http.retries, otherwise: "")
        add("max-redirects", user.http.maxRedirects, otherwise: "")
        add("max-body", user.http.maxBodyBytes, otherwise: "")
        add("allow-private", user.allowedPrivate.map(\.description).joined(separator: " "))
        add("connect-timeout", user.http.connectTimeout)
        add("resolve", user.http.resolve.map(\.description).joined(separator: " "))
        add("loops", user.http.loops, otherwise: "auto")
        add("proxy", user.http.proxy == nil ? "" : "given")
        add("verify-tls", user.http.verifiesTLS ? "on" : "off")
        add("cacert", user.http.certificateFile ?? "")
        add("cookies", user.http.keepsCookies ? "on" : "off")
        add("parser", user.http.parser.rawValue)
        add("header", user.http.fields.fields.map(\.name).joined(separator: " "))
        add(
            "header-of",
            user.http.hostFields.entries.flatMap { host, own in own.fields.map { "\(host)=\($0.name)" } }.joined(
                separator: " "))
        add(
            "transport-of",
            user.http.hostTransports.entries.map { host, own in "\(host)=\(own.rawValue)" }.joined(separator: " "))
        add("stop-timeout", user.stopTimeout)
        add("user", user.http.userPassword == nil && user.http.netrc == nil ? "" : "given")
        add("journal", user.state.keepsJournal ? "on" : "off")
        add("durability", user.state.durability.rawValue)
        add("commit-interval", user.state.commitInterval)
        add("commit-changes", user.state.commitChanges, otherwise: "")
        add("if-modified", user.state.earlierDirectory ?? "")
        add("record", user.state.recordsInto ?? "")
        add("replay", user.state.replaysFrom ?? "")
        add("replay-pace", user.state.replayPace.rawValue)
        add("warc-size", user.state.archiveFileBytes, otherwise: "")
        add("warc", user.state.archives ? "on" : "off")
        add("hash-seed", String(hashSeed))
        return options
    }
}
