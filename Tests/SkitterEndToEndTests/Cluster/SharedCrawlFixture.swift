#if Cluster
import Foundation
import SkitterArchive
import SkitterFixtureWeb
import Testing

/// A shared crawl of a small web of many hosts, on servers that all its tests use.
struct SharedCrawlFixture {
    private static let nodes = Nodes()

    /// Started by the first who asks. They end with the process of the tests.
    private actor Nodes {
        private var start: Task<ClusterNodes, any Error>?

        func started() async throws -> ClusterNodes {
            let start = self.start ?? Task { try await ClusterNodes.started() }
            self.start = start
            return try await start.value
        }
    }

    let skitter: SkitterProcess
    let nodes: ClusterNodes
    let server: FixtureServer
    let web: FixtureHosts
    let name = "t" + UUID().uuidString.prefix(8).lowercased()

    /// Makes a crawl of a web of `pageCount` pages.
    static func crawling(_ pageCount: Int = 300, _ body: (SharedCrawlFixture) async throws -> Void) async throws {
        let nodes = try await Self.nodes.started()
        let web = FixtureHosts(seed: 6, pageCount: pageCount, hostCount: 20)
        try await FixtureServer.serving(.hosts(web), options: .logged) { server in
            let fixture = SharedCrawlFixture(skitter: try SkitterProcess(), nodes: nodes, server: server, web: web)
            #expect(try await fixture.cluster("create").code == 0)
            try await body(fixture)
            #expect(try await fixture.cluster("drop", ["--force"]).code == 0)
        }
    }

    var frontier: [String] { ["--frontier", self.nodes.address(), "--crawl", self.name] }

    func cluster(_ command: String, _ arguments: [String] = []) async throws -> SkitterProcess.Outcome {
        try await self.skitter.run(["cluster", command] + self.frontier + arguments)
    }

    func status() async throws -> JSONValue {
        let outcome = try await self.cluster("status", ["--format", "json"])
        try #require(outcome.code == 0, "\(outcome.errors)")
        return try JSONValue(outcome.output)
    }

    /// The words that begin the crawl: its seed, and what all its crawlers must know.
    func beginning(_ arguments: [String] = ["-d", "inf"]) -> [String] {
        var words = [
            "crawl", self.web.start(port: self.server.port), "--scope", "any", "-w", "5ms", "--per-host", "1",
        ]
        words += ["--allow-private", "127.0.0.1:\(self.server.port)", "-c", "8", "-m", "2s", "--lease-time", "6s"]
        for name in self.web.names { words += ["--resolve", "\(name):\(self.server.port):127.0.0.1"] }
        return words + arguments
    }

    /// Runs crawlers beside each other, each of which is called with its words; the first begins, and each of the others follows when
    /// something was asked for. What is done while they run, `whileRunning` does.
    func run(
        _ crawlers: [[String]],
        whileRunning: @escaping @Sendable (RunningCrawlers) async throws -> Void = { _ in }
    ) async throws -> [SkitterProcess.Outcome] {
        try await self.outcomes(
            of: crawlers, whileRunning,
            begun: { _, running in
                let count = self.server.log.count
                return { try await until { self.server.log.count > count || running.ended > 0 } }
            })
    }

    /// Like ``run(_:whileRunning:)``, but nothing is asked for before all of them have joined: however late one of them starts, there
    /// is work for it. Each learns within about a second that it may go on.
    func runTogether(
        _ crawlers: [[String]],
        whileRunning: @escaping @Sendable (RunningCrawlers) async throws -> Void = { _ in }
    ) async throws -> [SkitterProcess.Outcome] {
        #expect(try await self.cluster("pause").code == 0)
        return try await self.outcomes(
            of: crawlers,
            { running in
                #expect(self.server.log.count == 0)
                #expect(try await self.cluster("resume").code == 0)
                try await whileRunning(running)
            },
            begun: { number, running in
                {
                    while try await self.aliveCount() <= number, running.ended == 0 {
                        try await self.pauseBetweenQuestions()
                    }
                }
            })
    }

    /// Starts one crawler after the other; each counts as begun when what `begun` gives before its start returns.
    private func outcomes(
        of crawlers: [[String]], _ whileRunning: @escaping @Sendable (RunningCrawlers) async throws -> Void,
        begun: (Int, RunningCrawlers) -> () async throws -> Void
    ) async throws -> [SkitterProcess.Outcome] {
        let running = RunningCrawlers(on: self.nodes)
        return try await withThrowingTaskGroup(of: (Int, SkitterProcess.Outcome)?.self) { group in
            for (number, words) in crawlers.enumerated() {
                let wait = begun(number, running)
                group.addTask { (number, try await running.run("\(number)", words, in: self.skitter)) }
                try await wait()
            }
            group.addTask {
                try await whileRunning(running)
                return nil
            }
            var outcomes: [Int: SkitterProcess.Outcome] = [:]
            for try await case (let number, let outcome)? in group { outcomes[number] = outcome }
            return crawlers.indices.compactMap { outcomes[$0] }
        }
    }

    /// Each question is a process of its own, and crawlers tell of themselves once a second.
    func pauseBetweenQuestions() async throws {
        try await ContinuousClock().sleep(for: .milliseconds(200))
    }

    private func aliveCount() async throws -> Int {
        try await self.status()["crawlers"].elements.count { $0["alive"] == .boolean(true) }
    }

    /// Holds the records of these crawlers together to what the web says of itself.
    func expectWhole(_ directories: [String]) throws {
        let findings = try SharedRecords(directories.map(self.skitter.path)).findings(
            against: self.web.expected(port: self.server.port))
        #expect(findings.isEmpty, "\(findings.prefix(5))")
    }
}
#endif
