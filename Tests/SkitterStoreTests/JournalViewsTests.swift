import GRDB
import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

struct JournalViewsTests {
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func theLedgerOfTheViewsIsTheLedger(seed: UInt64) async throws {
        let scratch = try Scratch()
        var dice = StepDice(seed: seed)
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        for _ in 0..<5 {
            try await sink.append(dice.entries(100))
            let database = try DatabaseQueue(path: scratch.path("crawl.sqlite"))
            let (ledger, balance) = try database.read { connection in
                (
                    try Row.fetchAll(connection, sql: "SELECT state, reason, urls FROM v_ledger"),
                    try Row.fetchOne(connection, sql: "SELECT discovered, accounted, closes FROM v_balance")
                )
            }
            var read = Ledger()
            for row in ledger {
                let urls: Int = row["urls"]
                switch row["state"] as String {
                case "pending": read.pending = urls
                case "fetched": read.fetched = urls
                case "redirected": read.redirected = urls
                case "failed": read.failed[FailureClass(recorded: row["reason"])] = urls
                case "skipped": read.skipped[try #require(SkipReason(rawValue: row["reason"]))] = urls
                case let state: Issue.record("\(state) is no state")
                }
            }
            read.discovered = try #require(balance?["discovered"])
            #expect(read == dice.ledger)
            #expect(balance?["accounted"] as Double? == Double(dice.ledger.discovered))
            #expect(balance?["closes"] == true)
        }
        try await sink.close()
    }

    @Test func eachURLHasItsStateDepthAndParent() async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(SmallCrawl.entries())
        try await sink.close()
        let database = try DatabaseQueue(path: scratch.path("crawl.sqlite"))
        let rows = try database.read {
            try Row.fetchAll(
                $0, sql: "SELECT url, state, reason, depth, via, parent FROM v_urls ORDER BY discovered_step, url")
        }
        let lines = rows.map { row in
            ["url", "state", "reason", "depth", "via", "parent"].map { (row[$0] as DatabaseValue).description }
                .joined(separator: " ")
        }
        #expect(lines == SmallCrawl.urls)
        let hosts = try database.read {
            try Row.fetchAll($0, sql: "SELECT host, pages, failed, requests FROM v_hosts ORDER BY host")
        }
        #expect(
            hosts.map {
                "\($0["host"] as String) \($0["pages"] as Int) \($0["failed"] as Int) \($0["requests"] as Int)"
            } == [
                "[2001:db8::1] 1 1 2", "a.example 3 0 9",
            ])
    }

    @Test func discoveriesComeWithTheirParents() async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(SmallCrawl.entries())
        let reader = try JournalReader(directory: scratch.path)
        var lines: [String] = []
        try reader.forEachDiscovery { discovery, parent, step in
            lines.append("\(step) \(discovery.url.href) \(parent ?? "-")")
        }
        #expect(lines == SmallCrawl.parents)
        let wanted = StepDice.id(try CrawlURL("http://a.example/b"))
        lines = []
        try reader.forEachDiscovery(where: { $0 == wanted }) { discovery, parent, step in
            lines.append("\(step) \(discovery.url.href) \(parent ?? "-")")
        }
        #expect(lines == SmallCrawl.parents.filter { $0.contains("/b ") })
        var settled: [String] = []
        try reader.forEachSettled { id, state in
            settled.append(id == wanted ? "b \(state)" : "\(state)")
        }
        #expect(settled.count == 5)
        #expect(settled.contains("b skip(SkitterCore.SkipReason.robots)"))
    }
}
