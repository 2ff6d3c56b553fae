import ContractServers
import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Ctrl-C, once and twice.
@Suite(.twoAtATime, .patience) struct StopEndToEndTests {
    private actor SignalTime {
        private(set) var time: ContinuousClock.Instant?

        func set(_ time: ContinuousClock.Instant) {
            self.time = time
        }
    }

    /// Stops a crawl of 32 pages that never answer by `signals` of SIGINT: returns how it ended, the time from the last
    /// signal to the end, and the record.
    private func stop(signals: Int, skitter: SkitterProcess) async throws -> (
        SkitterProcess.Outcome, Duration, CrawlRecord
    ) {
        let clock = ContinuousClock()
        let signalled = SignalTime()
        let outcome = try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: .logged) { server in
            let seeds = try skitter.file(
                "seeds.txt",
                "\(server.origin)/\n" + (0..<31).map { "\(server.origin)/fault/never?\($0)\n" }.joined())
            return try await skitter.run(["crawl", "-i", seeds, "-d", "0", "-m", "60s", "-o", "out"]) { process in
                // The first page is answered and logged; the others are under way with it.
                try await until { server.log.count(of: "/") == 1 }
                await signalled.set(clock.now)
                process.signal(SIGINT)
                for _ in 1..<signals {
                    // Signals of the same instant are one for the system. A person needs longer than that, and so does a
                    // process from its start to its end.
                    _ = try await skitter.run(["--version"])
                    await signalled.set(clock.now)
                    process.signal(SIGINT)
                }
            }
        }
        let elapsed = try #require(await signalled.time).duration(to: clock.now)
        return (outcome, elapsed, try CrawlRecord(skitter.path("out")))
    }

    @Test func oneSignalStopsWithinFiveSecondsWithEverythingWritten() async throws {
        let skitter = try SkitterProcess()
        let (outcome, elapsed, record) = try await self.stop(signals: 1, skitter: skitter)
        #expect(outcome.code == 11)
        #expect(elapsed < Patience.seconds(5), "it took \(elapsed)")
        #expect(record.ledger.pending == 31)
        #expect(record.fetched == ["/"])
        #expect(record.replay.ending?.code == 11)
    }

    @Test func twoSignalsStopAtOnceWithEverythingWritten() async throws {
        let skitter = try SkitterProcess()
        let (outcome, elapsed, record) = try await self.stop(signals: 2, skitter: skitter)
        #expect(outcome.code == 11)
        // Half a second, and one more for a loaded machine.
        #expect(elapsed < Patience.milliseconds(1_500), "it took \(elapsed)")
        #expect(record.ledger.pending == 31)
        #expect(record.fetched == ["/"])
    }

    @Test func aKilledCrawlLosesNoLineThatItCountedAndCanBeLookedAtAndReplaced() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5000)), options: .logged(latency: .milliseconds(5))
        ) { server in
            let arguments = ["crawl", server.origin + "/", "-c", "8", "-o", "out"]
            let killed = try await skitter.run(arguments + ["-d", "inf"]) { process in
                try await until { server.log.entries.count >= 100 }
                process.signal(SIGKILL)
            }
            #expect(killed.code == -SIGKILL)
            let stats = try await skitter.run(["stats", "out", "--format", "json"])
            #expect(stats.code == 0)
            #expect(stats.errors.contains("has no end yet"))
            let visits = try #require(try JSONValue(stats.output)["totals"]["visits"].integer)
            #expect(visits > 0 && visits <= server.log.requestedPages.count)
            let ids = try CrawlDirectoryReader(skitter.path("out"))
            var seen: Set<UInt64> = []
            let reading = try ids.forEachVisit { seen.insert($0.id) }
            #expect(reading.broken == 0 && seen.count == visits)
            let replacing = try await skitter.run(arguments + ["-d", "0", "--overwrite"])
            #expect(replacing.code == 0)
            #expect(try CrawlRecord(skitter.path("out")).fetched == ["/"])
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func whatRunsToItsEndAfterASignalIsRecorded(signal: Int32) async throws
    {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5000)), options: .logged(latency: .milliseconds(200))
        ) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "8", "-o", "out"]) {
                process in
                try await until { server.log.entries.count >= 12 }
                process.signal(signal)
            }
            #expect(outcome.code == 11)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.visits.count >= 11)
            #expect(record.ledger.pending > 0)
            #expect(record.targets().sorted() == server.log.requestedPages.sorted())
        }
    }

    /// 64 connections to a server that takes requests and says nothing; then the same address answers.
    @Test func aCrawlThatIsStoppedInATarpitGoesOnToTheSameSet() async throws {
        let skitter = try SkitterProcess()
        let web = FixtureWeb(seed: 9, pageCount: 200)
        let paths = web.pages.filter { $0.depth != nil && $0.status == 200 && $0.depth != 0 }.prefix(64).map(\.path)
        try #require(paths.count == 64)
        let clock = ContinuousClock()
        let signalled = SignalTime()
        let tarpit = try ScriptedServer(
            Dictionary(uniqueKeysWithValues: paths.map { ($0, ScriptedServer.Answer("", end: .silence)) }))
        let seeds = try skitter.file("seeds.txt", paths.map { tarpit.origin + $0 + "\n" }.joined())
        let arguments = ["crawl", "-i", seeds, "-d", "3", "-c", "64", "--robots", "off", "-m", "60s"]
        let stopped = try await skitter.run(arguments + ["-o", "out"]) { process in
            try await until { tarpit.requestHeads.count == 64 }
            await signalled.set(clock.now)
            process.signal(SIGTERM)
        }
        let elapsed = try #require(await signalled.time).duration(to: clock.now)
        tarpit.stop()
        #expect(stopped.code == 11)
        #expect(elapsed < Patience.seconds(5), "it took \(elapsed)")
        #expect(tarpit.connections == 64)
        #expect(try CrawlRecord(skitter.path("out")).ledger.pending == 64)
        var options = FixtureServer.Options.logged
        options.port = tarpit.port
        try await FixtureServer.serving(.web(web), options: options) { _ in
            let resumed = try await skitter.run(["crawl", "--resume", "-o", "out"])
            #expect(resumed.code == 0, "\(resumed.errors)")
            #expect(resumed.errors.contains("resumed: 0 done, 64 queued, "))
            let whole = try await skitter.run(arguments + ["-o", "whole"])
            #expect(whole.code == 0, "\(whole.errors)")
        }
        let (record, whole) = (try CrawlRecord(skitter.path("out")), try CrawlRecord(skitter.path("whole")))
        #expect(Set(record.fetched) == Set(whole.fetched) && Set(record.failed) == Set(whole.failed))
        #expect(Set(record.skips.map(\.url)) == Set(whole.skips.map(\.url)))
        #expect(record.fetched.count > 64)
    }
}
