internal import SkitterCore
internal import SkitterEngine
internal import SkitterFetchCurl
internal import SkitterFetchProcess

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The sessions of one crawl, of the kind that its configuration asks for.
struct Transport: Sendable {
    /// Leases the sessions.
    let pool: SessionPool
    /// Where the run loop runs, so that no visit wakes another thread; nil for the global pool.
    let executor: (any TaskExecutor)?
    /// By what the run waits: there where it runs.
    let clock: CrawlClock
    /// How long its event loops have been at work.
    let busyTime: @Sendable () -> BusyTime

    /// What is needed for a transport, found before anything is touched.
    enum Plan: Sendable {
        /// URLSession in worker processes.
        case urlsession(FleetConfiguration)
        /// libcurl on so many event loops.
        case curl(CurlSessionConfiguration, loops: Int)
        /// libcurl, and for some hosts URLSession, or the other way round.
        case divided(CurlSessionConfiguration, loops: Int, FleetConfiguration, TransportsOfHosts)
        /// Sessions that the program makes.
        case own(@Sendable (Int) -> any HTTPSession)

        init(_ user: CrawlConfiguration, _ parts: CrawlParts) throws(ConfigurationError) {
            if let session = parts.session {
                self = .own(session)
                return
            }
            let http = user.http
            let transports = TransportsOfHosts(http)
            let fleet = transports.all.contains(.urlsession) ? try Transport.fleetConfiguration() : nil
            if let fleet, transports.all.count == 1 {
                self = .urlsession(fleet)
                return
            }
            let loops = min(http.loops ?? Transport.loops(concurrency: http.concurrency), http.concurrency)
            let curl = Transport.curlConfiguration(user, loops: loops)
            self = fleet.map { .divided(curl, loops: loops, $0, transports) } ?? .curl(curl, loops: loops)
        }
    }

    /// The clock starts `elapsed` after the start of the crawl. Runs `body` with sessions for `concurrency` requests in flight, and ends what carries them afterwards.
    static func running<Value: Sendable>(
        _ plan: Plan, _ parts: CrawlParts, concurrency: Int, elapsed: Duration,
        _ body: (Transport) async throws -> Value
    ) async throws -> Value {
        let wrap = parts.wrapsSession ?? { $0 }
        switch plan {
        case .urlsession(let fleet):
            return try await WorkerFleet.running(fleet) { fleet in
                let pool = SessionPool(concurrency: concurrency) { _ in
                    SessionPool.Member(wrap(ContainedHTTPSession(fleet)))
                }
                return try await body(
                    Transport(
                        pool: pool, executor: nil, clock: CrawlClock(ContinuousClock(), elapsed: elapsed),
                        busyTime: { BusyTime() }))
            }
        case .own(let make):
            let pool = SessionPool(concurrency: concurrency) { SessionPool.Member(wrap(make($0))) }
            return try await body(
                Transport(
                    pool: pool, executor: nil, clock: CrawlClock(ContinuousClock(), elapsed: elapsed),
                    busyTime: { BusyTime() }))
        case .curl(let configuration, let count):
            return try await self.runningLoops(
                count, configuration, concurrency: concurrency, elapsed: elapsed, wrap, body)
        case .divided(let configuration, let count, let fleet, let transports):
            return try await WorkerFleet.running(fleet) { fleet in
                let contained = ContainedHTTPSession(fleet)
                return try await self.runningLoops(
                    count, configuration, concurrency: concurrency, elapsed: elapsed,
                    { wrap(DividedHTTPSession(curl: $0, urlsession: contained, transports)) }, body)
            }
        }
    }

    /// Runs `body` with so many event loops, whose sessions are what `wrap` makes of them.
    private static func runningLoops<Value: Sendable>(
        _ count: Int, _ configuration: CurlSessionConfiguration, concurrency: Int, elapsed: Duration,
        _ wrap: @escaping @Sendable (any HTTPSession) -> any HTTPSession,
        _ body: (Transport) async throws -> Value
    ) async throws -> Value {
        let sessions = (0..<count).map { _ in CurlHTTPSession(configuration) }
        defer { for session in sessions { session.loop.end() } }
        let pool = SessionPool(concurrency: concurrency, capacity: (concurrency + count - 1) / count) { index in
            SessionPool.Member(wrap(sessions[index]), executor: sessions[index].loop.loop)
        }
        let home = sessions[0].loop
        return try await body(
            Transport(
                pool: pool, executor: home.loop, clock: CrawlClock(LoopClock(home), elapsed: elapsed),
                busyTime: {
                    let times = sessions.compactMap(\.loop.loop.busyTime)
                    return BusyTime(loops: times.count, time: times.reduce(.zero, +))
                }))
    }

    private static func fleetConfiguration() throws(ConfigurationError) -> FleetConfiguration {
        do throws(WorkerMissing) {
            return FleetConfiguration(program: try WorkerProgram.find(), cores: Transport.cores)
        } catch {
            throw ConfigurationError(error.description)
        }
    }

    private static func curlConfiguration(_ user: CrawlConfiguration, loops: Int) -> CurlSessionConfiguration {
        let http = user.http
        var configuration = CurlSessionConfiguration()
        // The frontier and the visits name the addresses that they judged, and a request goes to no other. One without
        // addresses would be a mistake: it reaches the public Internet at most.
        var addressGuard = AddressGuard()
        for block in user.allowedPrivate { addressGuard.open(block) }
        configuration.permits = { [addressGuard] in addressGuard.verdict(on: $0, port: $1) == .permitted }
        configuration.connectTimeout = http.connectTimeout
        configuration.maxConnections = Transport.maxConnections(concurrency: http.concurrency) / loops
        configuration.verifiesTLS = http.verifiesTLS
        configuration.certificateFile = http.certificateFile
        configuration.proxy = http.proxy
        return configuration
    }

    /// Connections that stay open behind their requests: those of a thousand polite hosts, as far as the system lets a
    /// process have files. Who is not asked for a minute loses his.
    private static func maxConnections(concurrency: Int) -> Int {
        let wanted = max(1024, concurrency * 2)
        // Journal, archive and what else is open; and every request may need a connection beside those kept.
        let others = 64 + concurrency
        return max(16, min(wanted, OpenFileLimit.raised(to: wanted + others) - others))
    }

    /// An event loop a core, but none for fewer than 16 requests: few in flight end one at a time, and each that ended on
    /// another loop than the run loop's would wake a thread (on two cores 103 us of CPU a page with eight in flight, 83 on one
    /// loop).
    private static func loops(concurrency: Int) -> Int {
        max(1, min(Transport.cores, concurrency / 16))
    }

    private static var cores: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }
}
