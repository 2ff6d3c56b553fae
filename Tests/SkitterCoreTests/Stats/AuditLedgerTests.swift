import SkitterCore
import Testing

struct AuditLedgerTests {
    /// Three URLs: two visited, one skipped.
    private static func ledger(_ change: (inout AuditLedger) -> Void = { _ in }) -> AuditLedger {
        var ledger = AuditLedger()
        for id in UInt64(1)...3 { ledger.discovered(id) }
        ledger.visited(1)
        ledger.visited(2)
        ledger.skipped(3, .robots)
        change(&ledger)
        return ledger
    }

    private static func words(_ ledger: AuditLedger, isFinished: Bool = true, recorded: Ledger? = nil) -> [String] {
        var settled = Ledger()
        settled.fetched = 2
        return ledger.finished(hasJournal: true, isFinished: isFinished, recorded: recorded, settled: settled)
            .violations.map { "\($0.subject) \($0.words)" }
    }

    @Test func aLedgerThatClosesIsClean() {
        var recorded = Ledger()
        (recorded.discovered, recorded.fetched, recorded.skipped) = (3, 2, [.robots: 1])
        #expect(Self.words(Self.ledger(), recorded: recorded).isEmpty)
        recorded.fetched = 3
        #expect(
            Self.words(Self.ledger(), recorded: recorded) == [
                "summary.json does not close: 3 discovered, 4 accounted for",
                "summary.json counts 3 fetched URLs, the records hold 2",
            ])
    }

    @Test func everyURLIsSettledOnce() {
        #expect(Self.words(Self.ledger { $0.visited(2) }) == ["id 0000000000000002 is visited twice"])
        #expect(Self.words(Self.ledger { $0.skipped(3, .robots) }) == ["id 0000000000000003 is skipped twice"])
        #expect(Self.words(Self.ledger { $0.skipped(1, .length) }) == ["id 0000000000000001 is visited and skipped"])
        // A shorter path turned up.
        #expect(Self.words(Self.ledger { $0.skipped(1, .depth) }).isEmpty)
    }

    /// Three URLs, of which two crawlers visited one each.
    private static func shared(_ crawlers: [String], _ change: (inout AuditLedger) -> Void = { _ in }) -> AuditLedger {
        var ledger = AuditLedger(crawlers: crawlers)
        ledger.crawlerBegins()
        for id in UInt64(1)...3 { ledger.discovered(id) }
        ledger.visited(1)
        ledger.crawlerBegins()
        ledger.visited(2)
        ledger.skipped(3, .robots)
        change(&ledger)
        return ledger
    }

    @Test func aPageThatTwoCrawlersRecordedIsNamedWithThem() {
        #expect(Self.words(Self.shared(["a", "b"])).isEmpty)
        #expect(
            Self.words(Self.shared(["a", "b"]) { $0.visited(1) }) == [
                "id 0000000000000001 is recorded twice (in a and b)"
            ])
        #expect(
            Self.words(Self.shared(["a", "b"]) { $0.visited(2) }) == ["id 0000000000000002 is recorded twice (in b)"])
    }

    @Test func whatOneCrawlerParksAnotherMayPutBack() {
        let park: (inout AuditLedger) -> Void = {
            $0.skipped(1, .unparked)
            $0.crawlerBegins()
            $0.skipped(1, .parked)
        }
        #expect(Self.words(Self.shared(["a", "b", "c"], park)).isEmpty)
        var alone = AuditLedger(crawlers: ["a"])
        alone.crawlerBegins()
        alone.visited(1)
        alone.skipped(1, .parked)
        alone.skipped(2, .unparked)
        let check = alone.finished(hasJournal: false, isFinished: true, recorded: nil, settled: Ledger())
        #expect(check.violationCount == 0 && check.judged == 1)
    }

    @Test func theLedgerOfAllIsNotHeldAgainstTheRecordsOfOne() {
        var recorded = Ledger()
        (recorded.discovered, recorded.fetched) = (100, 100)
        var settled = Ledger()
        settled.fetched = 2
        let alone = Self.shared(["a"]).finished(
            hasJournal: false, isFinished: true, recorded: recorded, settled: settled)
        #expect(alone.violationCount == 0)
        #expect(alone.notes.contains { $0.contains("100 visited") })
        let all = Self.shared(["a", "b"]).finished(
            hasJournal: false, isFinished: true, recorded: recorded, settled: settled)
        #expect(all.violations.map(\.words) == ["counts 100 fetched URLs, the records hold 2"])
    }

    @Test func whatIsSettledBecameKnownAndTheReverse() {
        #expect(
            Self.words(Self.ledger { $0.visited(9) }) == ["id 0000000000000009 is settled and never became known"])
        let open = Self.ledger { $0.discovered(8) }
        #expect(Self.words(open) == ["id 0000000000000008 became known and was never settled"])
        #expect(Self.words(open, isFinished: false).isEmpty)
    }
}
