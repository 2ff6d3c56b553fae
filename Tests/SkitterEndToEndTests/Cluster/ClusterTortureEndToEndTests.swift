#if Cluster
import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Crawls that three crawlers share, while crawlers and servers are killed, stopped and cut off.
@Suite(
    .serialized, .twoAtATime, .enabled(if: ClusterNodes.areInstalled, "PostgreSQL is not installed"),
    .timeLimit(.minutes(Patience.minutes(60))))
struct ClusterTortureEndToEndTests {
    /// How many runs; `make torture-cluster` asks for more, of a larger web, than `make test`. A run that failed is repeated with its seed.
    private static let plans: [TorturePlan] = {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["SKITTER_CLUSTER_SEED"].flatMap(UInt64.init) { return [TorturePlan(seed: seed)] }
        guard let runs = environment["SKITTER_CLUSTER_RUNS"].flatMap(UInt64.init) else {
            return [60, 12, 53].map { TorturePlan(seed: $0) }
        }
        return (1...max(runs, 1)).map { TorturePlan(seed: $0) }
    }()

    private static let isLong = ["SKITTER_CLUSTER_RUNS", "SKITTER_CLUSTER_SEED"].contains {
        ProcessInfo.processInfo.environment[$0] != nil
    }

    @Test(arguments: Self.plans)
    func everyPageIsRecordedOnceWhateverIsKilled(plan: TorturePlan) async throws {
        // With few pages a longer delay: crawlers must meet at hosts.
        let (pageCount, hostCount, delay) = Self.isLong ? (10_000, 300, 100) : (1_200, 60, 250)
        let web = FixtureHosts(seed: plan.seed, pageCount: pageCount, hostCount: hostCount)
        let nodes = try await ClusterNodes.started()
        try await FixtureServer.serving(.hosts(web), options: .logged) { server in
            let run = try TortureRun(plan, delay: .milliseconds(delay), web: web, server: server, nodes: nodes)
            let (endings, windows) = try await run.crawl()
            // A short plan is one of which it is known that it comes to each of its deeds.
            if !Self.isLong {
                for disturbance in plan.disturbances {
                    let name = "c\(disturbance.crawler)"
                    #expect(
                        disturbance.deed.killsCrawler
                            ? endings.contains { $0.crawler == name && $0.code == -SIGKILL }
                            : !windows.isEmpty, "\(plan): \(disturbance) was not done")
                }
            }
            let killed = try await self.expectEndings(endings, of: run)
            for name in killed {
                let repair = try await run.skitter.run(["repair", name] + run.frontier())
                #expect(repair.code == 0, "\(plan): \(name): \(repair.errors)")
            }
            try await self.expectClosedLedger(of: run)
            let names = Set(endings.map(\.crawler)).sorted()
            let audit = try await run.skitter.run(["audit"] + names)
            #expect(audit.code == 0, "\(plan): \(audit.output)\(audit.errors)")
            let judge = TortureJudge(
                expected: web.expected(port: server.port), records: try SharedRecords(names.map(run.skitter.path)),
                requests: server.log.entries, windows: windows,
                delay: run.delay)
            self.expectNone(judge.records.findings(against: judge.expected), plan)
            if plan.keepsDepths { self.expectNone(judge.depthFindings, plan) }
            self.expectNone(judge.delayFindings, plan)
            self.expectNone(judge.robotsFindings, plan)
            self.expectNone(judge.requestFindings, plan)
        }
    }

    private func expectNone(_ findings: [String], _ plan: TorturePlan) {
        // The first ones tell enough.
        let first = findings.prefix(5).joined(separator: "; ")
        #expect(first.isEmpty, "\(plan): \(findings.count) of them")
    }

    /// All crawlers that were not killed found the crawl finished. Returns those whose last process was killed.
    private func expectEndings(_ endings: [TortureRun.Ending], of run: TortureRun) async throws -> [String] {
        var killed: [String] = []
        for (name, endings) in Dictionary(grouping: endings, by: \.crawler) {
            let others = endings.filter { $0.code != -SIGKILL }
            if others.isEmpty { killed.append(name) }
            for ending in others {
                // Killed behind its last commit, it had ended all the same.
                let wasOver =
                    ending.code == 7 && others.count < endings.count
                    && ending.errors.contains("a crawl that is finished")
                #expect(ending.code == 0 || wasOver, "\(run.plan): \(name): \(ending.errors)")
            }
        }
        return killed.sorted()
    }

    private func expectClosedLedger(of run: TortureRun) async throws {
        let status = try await run.skitter.run(["cluster", "status", "--format", "json"] + run.frontier())
        try #require(status.code == 0, "\(run.plan): \(status.errors)")
        let ledger = try JSONValue(status.output)["ledger"]
        #expect(ledger["closes"] == .boolean(true), "\(run.plan): \(status.output)")
        #expect(ledger["pending"].integer == 0, "\(run.plan): \(status.output)")
        #expect(ledger["leased"].integer == 0, "\(run.plan): \(status.output)")
        let expected = run.web.expected(port: run.server.port)
        #expect(ledger["discovered"].integer == run.web.pageCount, "\(run.plan): \(status.output)")
        #expect(ledger["skipped"]["robots"].integer == expected.skips.count, "\(run.plan): \(status.output)")
        for word in ["fetched", "redirected"] {
            let count = expected.visits.values.count { $0 == word }
            #expect(ledger[word].integer == count, "\(run.plan): \(status.output)")
        }
    }
}
#endif
