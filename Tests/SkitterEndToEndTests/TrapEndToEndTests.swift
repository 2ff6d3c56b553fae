import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// An endless calendar beside ordinary pages, crawled without a depth limit.
@Suite(.twoAtATime, .timeLimit(.minutes(Patience.minutes(10)))) struct TrapEndToEndTests {
    private static func calendarPages(of record: CrawlRecord) -> [String] {
        record.fetched.filter { $0.hasPrefix("/trap/calendar/") }
    }

    @Test func aCalendarIsParkedAndTheCrawlEndsByItself() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1)), options: .logged) { server in
            let pattern = server.origin + "/trap/calendar/{date}/"
            let crawl = ["crawl", server.origin + "/trap/", "-d", "inf"]
            let outcome = try await skitter.run(crawl + ["-c", "16", "-o", "out"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Set(record.fetched).isSuperset(of: FixtureTrap.ordinaryPaths))
            #expect((200...480).contains(Self.calendarPages(of: record).count))
            #expect(record.ledger.pending == 0 && record.ledger.parked > 0)
            #expect(record.skipped(.parked).count == record.ledger.parked)
            #expect(record.skips.allSatisfy { $0.reason == .parked && $0.detail == pattern })
            #expect(Set(server.log.requestedPages).isDisjoint(with: record.skipped(.parked)))

            let lines = outcome.output.split(separator: "\n").suffix(2)
            let number = record.ledger.parked
            #expect(lines.first?.hasPrefix("  \(number) URLs are parked") == true, "\(outcome.output)")
            #expect(lines.last == "    \(number)  --unpark '\(pattern)'")
            let summary = try JSONValue(file: skitter.path("out/summary.json"))
            #expect(summary["ledger"]["parked"].integer == number)
            #expect(summary["parked"]["patterns"].elements.first?["pattern"] == .string(pattern))
            let stats = try await skitter.run(["stats", "out"])
            #expect(stats.output.contains("--unpark '\(pattern)'"))

            // The pages do not depend on how many connections there are.
            let single = try await skitter.run(crawl + ["-c", "1", "-o", "single"])
            #expect(single.code == 0, "\(single.errors)")
            let other = try CrawlRecord(skitter.path("single"))
            #expect(Set(other.fetched) == Set(record.fetched))
            #expect(Set(other.skipped(.parked)) == Set(record.skipped(.parked)))
        }
    }

    @Test(arguments: [["--traps", "off"], ["--unpark", "ORIGIN/trap/calendar/{date}/"]])
    func whatTheUserReopensIsFetchedToTheDepthLimit(options: [String]) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let options = options.map { $0.replacing("ORIGIN", with: server.origin) }
            let outcome = try await skitter.run(
                ["crawl", server.origin + "/trap/", "-d", "160", "-c", "16", "-o", "out"] + options)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Self.calendarPages(of: record).count == 1 + 2 * 159)
            #expect(record.ledger.parked == 0)
            #expect(!outcome.output.contains("parked"))
        }
    }
}
