import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

@Suite(.serialized, .timeLimit(.minutes(1))) struct StopEndToEndTests {
    @Test func oneSignalStopsWithinFiveSecondsWithEverythingWritten() async throws {
        let skitter = try SkitterProcess()
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        let clock = ContinuousClock()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10)), options: options) { server in
            let seeds = try skitter.file(
                "seeds.txt", (0..<32).map { "\(server.origin)/fault/never?\($0)" }.joined(separator: "\n"))
            let signalled = SignalTime()
            let outcome = try await skitter.run(["crawl", "-i", seeds, "-m", "60s", "-o", "out"]) { process in
                // The robots.txt is answered and logged; the pages are under way from then on.
                while !server.log.entries.contains(where: { $0.target == "/robots.txt" }) { await Task.yield() }
                await signalled.set(clock.now)
                kill(process, SIGINT)
            }
            let elapsed = try #require(await signalled.time).duration(to: clock.now)
            #expect(outcome.code == 11)
            #expect(elapsed < .seconds(5), "it took \(elapsed)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.replay.recorded?.pending == 32)
        }
    }

    private actor SignalTime {
        private(set) var time: ContinuousClock.Instant?

        func set(_ time: ContinuousClock.Instant) {
            self.time = time
        }
    }

    @Test func whatRunsToItsEndAfterASignalIsRecorded() async throws {
        let skitter = try SkitterProcess()
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        options.latency = .milliseconds(50)
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 5000)), options: options) { server in
            let outcome = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "4", "-o", "out"]) {
                process in
                while server.log.entries.count < 20 { await Task.yield() }
                kill(process, SIGTERM)
            }
            #expect(outcome.code == 11)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.visits.count >= 19)
            #expect(record.visits.count == server.log.entries.count - 1)
        }
    }
}
