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
            let connection = try SQLiteConnection(scratch.path("crawl.sqlite"), .readOnly)
            var read = Ledger()
            for (state, reason, urls) in try connection.rows(
                "SELECT state, reason, urls FROM v_ledger", read: { ($0.text(0), $0.text(1), Int($0.integer(2))) })
            {
                switch state {
                case "pending": read.pending = urls
                case "fetched": read.fetched = urls
                case "redirected": read.redirected = urls
                case "failed": read.failed[FailureClass(recorded: reason)] = urls
                case "skipped": read.skipped[try #require(SkipReason(rawValue: reason))] = urls
                case let state: Issue.record("\(state) is no state")
                }
            }
            let balance = try #require(
                try connection.firstRow("SELECT discovered, accounted, closes FROM v_balance") { row in
                    (0..<3).map { row.integerIfAny($0).map(Int.init) }
                })
            read.discovered = try #require(balance[0])
            #expect(read == dice.ledger)
            #expect(balance[1] == dice.ledger.discovered)
            #expect(balance[2] == 1)
        }
        try await sink.close()
    }

    @Test func eachURLHasItsStateDepthAndParent() async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(SmallCrawl.entries())
        try await sink.close()
        let connection = try SQLiteConnection(scratch.path("crawl.sqlite"), .readOnly)
        let urls = try connection.rows(
            "SELECT quote(url), quote(state), quote(reason), quote(depth), quote(via), quote(parent) FROM v_urls ORDER BY discovered_step, url"
        ) { row in
            (0..<6).map { row.text($0) }.joined(separator: " ")
        }
        #expect(urls == SmallCrawl.urls)
        let hosts = try connection.rows("SELECT host, pages, failed, requests FROM v_hosts ORDER BY host") {
            "\($0.text(0)) \($0.integer(1)) \($0.integer(2)) \($0.integer(3))"
        }
        #expect(hosts == ["[2001:db8::1] 1 1 2", "a.example 3 0 9"])
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
