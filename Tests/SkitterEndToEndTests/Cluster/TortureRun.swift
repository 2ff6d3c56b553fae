#if Cluster
import Foundation
import SkitterCore
import SkitterFixtureWeb
import Testing

/// A crawl of many hosts that three crawlers share, and what is done to it.
final class TortureRun: Sendable {
    /// A stretch of time in which a crawler was not itself, as the server's log counts time.
    struct Window: Sendable {
        let deed: TorturePlan.Deed
        let crawler: String
        let from: Int64
        let to: Int64
    }

    /// How a process of a crawler ended.
    struct Ending: Sendable {
        let crawler: String
        let code: Int32
        let errors: String
    }

    /// Requests of a crawler that are in flight at a time.
    static let concurrency = 16

    let plan: TorturePlan
    /// Which hosts are to be left alone after an answer.
    let delay: Duration
    let web: FixtureHosts
    let server: FixtureServer
    let nodes: ClusterNodes
    let skitter: SkitterProcess
    private let proxies: [Int: ServerProxy]
    private let running: RunningCrawlers

    init(_ plan: TorturePlan, delay: Duration, web: FixtureHosts, server: FixtureServer, nodes: ClusterNodes) throws {
        self.plan = plan
        self.delay = delay
        self.web = web
        self.server = server
        self.nodes = nodes
        self.running = RunningCrawlers(on: nodes)
        self.skitter = try SkitterProcess()
        var proxies: [Int: ServerProxy] = [:]
        for disturbance in plan.disturbances where disturbance.statement != nil {
            proxies[disturbance.crawler] = try ServerProxy(to: nodes.ports)
        }
        self.proxies = proxies
    }

    /// Crawls to the end. Returns how each process ended, and when which crawler was disturbed.
    func crawl() async throws -> (endings: [Ending], windows: [Window]) {
        let made = try await self.skitter.run(
            ["cluster", "create", "--shards", "\(self.plan.shards)"] + self.frontier())
        try #require(made.code == 0, "\(made.errors)")
        return try await withThrowingTaskGroup(of: Ending.self) { group in
            func start(_ name: String, _ arguments: [String]) {
                group.addTask { try await self.run(name, arguments) }
            }
            start("c0", self.firstCrawl + self.frontier(of: 0))
            // The others join: what they crawl the first one has said.
            try await until { self.server.log.count > 0 || self.running.ended > 0 }
            for number in 1..<TorturePlan.crawlers {
                start("c\(number)", ["crawl", "-A", "c\(number)", "-o", "c\(number)"] + self.frontier(of: number))
            }
            var windows: [Window] = []
            for disturbance in self.plan.disturbances {
                let count = Int(disturbance.moment * Double(self.web.pageCount))
                try await until {
                    self.server.log.count >= count || self.running.names.isEmpty
                }
                let name = "c\(disturbance.crawler)"
                let wasRunning = self.running.isRunning(name)
                windows += try await self.disturb(disturbance)
                guard disturbance.deed.killsCrawler, wasRunning else { continue }
                try await until { !self.running.isRunning(name) }
                if disturbance.resumes {
                    start(name, ["crawl", "--resume", "-o", name] + self.frontier(of: disturbance.crawler))
                } else {
                    let other = name + "-successor"
                    start(other, ["crawl", "-A", other, "-o", other] + self.frontier())
                }
            }
            var endings: [Ending] = []
            for try await ending in group { endings.append(ending) }
            return (endings, windows)
        }
    }

    /// The words by which a command finds the crawl; for crawler `number` perhaps by another way.
    func frontier(of number: Int? = nil) -> [String] {
        let ports = number.flatMap { self.proxies[$0]?.ports }
        return ["--frontier", self.nodes.address(ports: ports), "--crawl", "torture"]
    }

    private var firstCrawl: [String] {
        let port = self.server.port
        var words = [
            "crawl", self.web.start(port: port), "-A", "c0", "-o", "c0", "--scope", "any", "-d",
            self.plan.keepsDepths ? "99" : "inf", "-w",
            "\(self.delay.components.attoseconds / 1_000_000_000_000_000)ms",
            "--per-ip-delay", "0s", "--per-host", "1", "-m", "1s", "--lease-time",
            "\(TorturePlan.leaseTime.components.seconds)s", "--frontier-timeout", "60s", "-c",
            "\(Self.concurrency)",
            "--allow-private", "127.0.0.1:\(port)",
        ]
        for name in self.web.names { words += ["--resolve", "\(name):\(port):127.0.0.1"] }
        return words
    }

    // MARK: - Processes

    private func run(_ name: String, _ arguments: [String]) async throws -> Ending {
        let outcome = try await self.running.run(name, arguments, in: self.skitter)
        return Ending(crawler: name, code: outcome.code, errors: outcome.errors)
    }

    // MARK: - Disturbances

    private func disturb(_ disturbance: TorturePlan.Disturbance) async throws -> [Window] {
        let from = Self.now
        let name = "c\(disturbance.crawler)"
        var disturbed = [name]
        switch disturbance.deed {
        case .killCrawler:
            try await self.upon(disturbance) { self.running.signal(SIGKILL, to: name) }
        case .killPrimary, .killBoth:
            if disturbance.deed == .killBoth {
                try await self.upon(disturbance) { self.running.signal(SIGKILL, to: name) }
            }
            disturbed += self.running.names
            try await self.nodes.killPrimary()
            for proxy in self.proxies.values { proxy.serverDied(0) }
            try await self.pass(disturbance.length)
            try await self.nodes.promote()
        case .stopCrawler:
            self.running.signal(SIGSTOP, to: name)
            try await self.pass(disturbance.length)
            self.running.signal(SIGCONT, to: name)
        case .cutCrawler:
            guard let proxy = self.proxies[disturbance.crawler],
                try await self.upon(disturbance, { proxy.cut() })
            else { return [] }
            try await self.pass(disturbance.length)
            proxy.mend()
        }
        let to = Self.now
        return disturbed.map { Window(deed: disturbance.deed, crawler: $0, from: from, to: to) }
    }

    /// Does something to a crawler at once, or as soon as it has sent a statement. Returns whether it was done: a crawler may end
    /// before.
    @discardableResult
    private func upon(_ disturbance: TorturePlan.Disturbance, _ act: @escaping @Sendable () -> Void) async throws
        -> Bool
    {
        guard let statement = disturbance.statement, let proxy = self.proxies[disturbance.crawler] else {
            act()
            return true
        }
        let name = "c\(disturbance.crawler)"
        proxy.upon(statement, act)
        try await until { proxy.isDone || !self.running.isRunning(name) }
        return proxy.isDone
    }

    /// The disturbance itself lasts so long: nothing tells that it is over.
    private func pass(_ time: Duration) async throws {
        let end = ContinuousClock.now + time
        try await until { ContinuousClock.now >= end }
    }

    /// As the server's log counts time.
    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }
}
#endif
