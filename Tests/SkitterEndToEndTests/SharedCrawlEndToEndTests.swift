import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Several directories that hold one crawl between them: every command tells of them what it tells of one that holds all.
@Suite(.twoAtATime, .patience) struct SharedCrawlEndToEndTests {
    /// Crawls, lowers the depths of some pages, and deals the records out.
    private static func split(
        _ body: (SkitterProcess, CrawlRecord) async throws -> Void
    ) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 8, pageCount: 90)), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", server.origin + "/fault/503?retry-after=0&times=1",
                server.origin + "/fault/reset", "-d", "5", "--retries", "1", "-o", "out", "-q",
            ])
            #expect(outcome.code == 0)
        }
        let deep = try CrawlRecord(skitter.path("out")).visits.filter { $0.outcome == .fetched && $0.depthAtFetch > 2 }
        try #require(deep.count > 3)
        var lines = try SplitCrawl.lines(skitter.path("out/depths.jsonl"))
        for visit in deep.prefix(3) {
            for step in 0..<2 {
                let (from, to) = (visit.depthAtFetch - step, visit.depthAtFetch - step - 1)
                let id = String(visit.id, radix: 16)
                lines.append(
                    "{\"id\":\"\(String(repeating: "0", count: 16 - id.count))\(id)\",\"from\":\(from),\"depth\":\(to)}\n"
                )
            }
        }
        _ = try skitter.file("out/depths.jsonl", lines.joined())
        _ = try SplitCrawl("out", skitter)
        try await body(skitter, try CrawlRecord(skitter.path("out")))
    }

    /// The output of `command`, of the crawl in one directory and of that in three.
    private static func both(_ skitter: SkitterProcess, _ command: String, _ arguments: [String]) async throws
        -> (one: String, three: String)
    {
        let one = try await skitter.run([command, "out"] + arguments)
        // In any order.
        let three = try await skitter.run([command, "three", "one", "two"] + arguments)
        #expect(one.code == 0 && three.code == 0, "\(arguments): \(three.errors)")
        #expect(three.errors.isEmpty, "\(three.errors)")
        return (one.output, three.output)
    }

    /// Without what depends on the order of records: which of equal ones is named.
    private static func figures(_ text: String) throws -> JSONValue {
        func without(_ value: JSONValue) -> JSONValue {
            guard case .object(var members) = value else {
                guard case .array(let elements) = value else { return value }
                return .array(elements.map(without))
            }
            members["examples"] = nil
            for name in ["slowest", "largest"] where members[name] != nil {
                members[name] = .array(members[name]?.elements.map { $0["ms"] == .null ? $0["bytes"] : $0["ms"] } ?? [])
            }
            return .object(members.mapValues(without))
        }
        return without(try JSONValue(text))
    }

    @Test func everyFigureIsThatOfTheWholeCrawl() async throws {
        try await Self.split { skitter, record in
            let (one, three) = try await Self.both(skitter, "stats", ["--format", "json"])
            let figures = try Self.figures(one)
            #expect(try Self.figures(three) == figures)
            #expect(figures["totals"]["visits"].integer == record.visits.count)
            #expect(figures["totals"]["depths_lowered"].integer ?? 0 >= 6)
            #expect(figures["ledger"]["closes"] == .boolean(true))
            for criterion in ["host", "status", "type", "depth", "time", "error", "transport"] {
                let (one, three) = try await Self.both(skitter, "stats", ["--by", criterion, "--format", "json"])
                #expect(try JSONValue(three) == JSONValue(one), "by \(criterion)")
            }
            for format in ["csv", "markdown", "prometheus", "table", "html"] {
                let (one, three) = try await Self.both(skitter, "stats", ["--by", "depth", "--format", format])
                #expect(three == one, "\(format)")
            }
            let followed = try await skitter.run(["stats", "one", "two", "three", "--follow", "--format", "json"])
            #expect(followed.code == 0)
            #expect(try Self.figures(followed.output) == figures)
        }
    }

    @Test(arguments: ["jsonl", "csv", "sitemap"])
    func everyPageIsExportedOnceAtItsFinalDepth(format: String) async throws {
        try await Self.split { skitter, record in
            let (one, three) = try await Self.both(skitter, "export", ["--as", format])
            let lines = one.split(separator: "\n").sorted()
            #expect(three.split(separator: "\n").sorted() == lines)
            #expect(lines.count >= record.fetched.count / 2)
            let lowered = record.visits.filter { record.finalDepth(of: $0) < $0.depthAtFetch }
            #expect(lowered.count >= 3)
            for visit in lowered {
                let depth = record.finalDepth(of: visit)
                switch format {
                case "csv": #expect(lines.contains { $0.hasPrefix("\(visit.url),200,fetched,\(depth),") })
                case "jsonl":
                    let line = try #require(lines.first { $0.contains("\"url\":\"\(visit.url)\"") })
                    #expect(
                        line.contains("\"depth_at_fetch\":\(visit.depthAtFetch)")
                            && line.hasSuffix("\"depth\":\(depth)}"))
                default: break
                }
            }
        }
    }

    @Test func theAuditJudgesWhatItJudgesOfTheWholeCrawl() async throws {
        try await Self.split { skitter, _ in
            let (one, three) = try await Self.both(skitter, "audit", ["--format", "json"])
            let whole = try JSONValue(one)["checks"].elements
            let parts = try JSONValue(three)["checks"].elements
            #expect(whole.count == Audit.Rule.allCases.count && parts.count == whole.count)
            for (whole, part) in zip(whole, parts) {
                #expect(part["rule"] == whole["rule"])
                #expect(part["judged"] == whole["judged"], "\(whole["rule"])")
                #expect(part["violations"].integer == 0)
                // Each crawler promised for itself how many requests it has in flight.
                if whole["rule"].string != "parallelism" { #expect(part["worst"] == whole["worst"]) }
            }
        }
    }

    @Test func aPageThatTwoCrawlersRecordedIsABreach() async throws {
        try await Self.split { skitter, _ in
            let line = try #require(try SplitCrawl.lines(skitter.path("one/pages.jsonl")).first)
            let url = try #require(try JSONValue(line)["url"].string)
            let three = try SplitCrawl.lines(skitter.path("three/pages.jsonl"))
            _ = try skitter.file("three/pages.jsonl", three.joined() + line)
            let stats = try await skitter.run(["stats", "one", "two", "three"])
            #expect(stats.code == 8)
            #expect(stats.errors.contains("1 records are of pages that were recorded before: \(url) in three"))
            let audit = try await skitter.run(["audit", "one", "two", "three"])
            #expect(audit.code == 8)
            #expect(audit.output.contains("is recorded twice (in one and three)"))
            let export = try await skitter.run(["export", "one", "two", "three", "--as", "csv"])
            let whole = try await skitter.run(["export", "out", "--as", "csv"])
            #expect(export.output.split(separator: "\n").sorted() == whole.output.split(separator: "\n").sorted())
            #expect(export.errors.contains("1 records were left out"))
        }
    }

    @Test func theLedgerOfTheCrawlerThatEndedLastIsHeldAgainstAllRecords() async throws {
        try await Self.split { skitter, record in
            let two = try await skitter.run(["stats", "one", "two"])
            #expect(two.code == 8)
            #expect(
                two.errors.contains(
                    "one and two do not hold what summary.json counts; is a directory of the crawl missing?"))
            let audit = try await skitter.run(["audit", "one", "two"])
            #expect(audit.code == 8 && audit.output.contains("broken  ledger"))
            // What one crawler has is not all: nothing can be said.
            let one = try await skitter.run(["stats", "two", "--format", "json"])
            #expect(one.code == 0)
            #expect(one.errors.contains("its ledger is that of all"))
            let json = try JSONValue(one.output)
            #expect(json["ledger"]["discovered"].integer == record.ledger.discovered)
            #expect(json["depths"].elements.compactMap(\.integer).reduce(0, +) == json["totals"]["visits"].integer)
            #expect(try await skitter.run(["audit", "two"]).code == 0)
        }
    }

    @Test func whileOneCrawlerHasNoEndTheRecordsAloneCount() async throws {
        try await Self.split { skitter, record in
            let manifest = try String(contentsOfFile: skitter.path("three/manifest.json"), encoding: .utf8)
            _ = try skitter.file(
                "three/manifest.json",
                manifest.replacing(/"finished": "[^"]*"/, with: "\"finished\": null")
                    .replacing(/"exit": \{[^}]*\}/, with: "\"exit\": null"))
            // The last one found nothing left to do: the one without an end was killed.
            let over = try await skitter.run(["stats", "one", "two", "three", "--format", "json"])
            #expect(over.code == 0)
            #expect(over.errors.contains("three has no end yet") && !over.errors.contains("one has"))
            #expect(!over.errors.contains("repair"))
            // What a kill cut off was sent to no frontier.
            _ = try skitter.file("three/held", "{")
            #expect(try await !skitter.run(["stats", "one", "two", "three"]).errors.contains("repair"))
            _ = try skitter.file("three/held", String(decoding: HeldBatch(lastStep: 7).bytes, as: UTF8.self))
            let held = try await skitter.run(["stats", "one", "two", "three"])
            #expect(held.errors.contains("three holds visits that may count: `skitter repair`"))
            #expect(try JSONValue(over.output)["ledger"]["discovered"].integer == record.ledger.discovered)
            // The last one left something.
            let summary = try String(contentsOfFile: skitter.path("two/summary.json"), encoding: .utf8)
            let discovered = "\"discovered\":\(record.ledger.discovered),\"pending\":0"
            #expect(summary.contains(discovered))
            _ = try skitter.file(
                "two/summary.json",
                summary.replacing(discovered, with: "\"discovered\":\(record.ledger.discovered + 5),\"pending\":5"))
            let open = try await skitter.run(["stats", "one", "two", "three", "--format", "json"])
            #expect(open.code == 0)
            #expect(try JSONValue(open.output)["ledger"]["pending"].integer == 0)
            #expect(try JSONValue(open.output)["ledger"]["fetched"].integer == record.fetched.count)
        }
    }

    @Test func differencesAreThoseOfTheWholeCrawls() async throws {
        try await Self.split { skitter, _ in
            let same = try await skitter.run(["diff", "out", "--to", "one", "two", "three", "--format", "csv"])
            #expect(same.code == 0, "\(same.output)")
            // A page is gone, and another one changed.
            var lines = try SplitCrawl.lines(skitter.path("out/pages.jsonl"))
            let gone = try JSONValue(lines.removeLast())["url"].string ?? ""
            let index = try #require(lines.firstIndex { $0.contains("\"outcome\":\"fetched\"") })
            let changed = try JSONValue(lines[index])["url"].string ?? ""
            lines[index] = lines[index].replacing(/"digest":"[0-9a-f]*"/, with: "\"digest\":\"0000000000000001\"")
            _ = try skitter.file("out/pages.jsonl", lines.joined())
            let forth = try await skitter.run(["diff", "one", "two", "three", "--to", "out", "--format", "csv"])
            #expect(forth.code == 15)
            #expect(forth.output.contains("changed,\(changed)") && forth.output.contains("removed,\(gone)"))
            #expect(forth.output.split(separator: "\n").count == 3)
            let own = try await skitter.run(["diff", "one", "two"])
            #expect(own.code == 7 && own.errors.contains("are of one crawl"))
            #expect(try await skitter.run(["diff", "one", "two", "three"]).code == 2)
        }
    }

    @Test func aURLIsExplainedFromWhicheverDirectoryHasIt() async throws {
        try await Self.split { skitter, record in
            let lowered = try #require(record.visits.first { record.finalDepth(of: $0) < $0.depthAtFetch })
            let skip = try #require(record.skips.first { $0.reason == .robots })
            for url in [lowered.url, skip.url, lowered.parent ?? "", "http://elsewhere.example/"] {
                let one = try await skitter.run(["explain", url, "--in", "out", "--format", "json"])
                let three = try await skitter.run(
                    ["explain", url, "--in", "one", "--in", "two", "--in", "three", "--format", "json"])
                #expect(one.code == 0 && three.code == 0)
                let (whole, parts) = (try JSONValue(one.output), try JSONValue(three.output))
                #expect(parts["same_body"]["count"] == whole["same_body"]["count"])
                for name in whole.names where name != "same_body" { #expect(parts[name] == whole[name], "\(name)") }
            }
        }
    }

    @Test func directoriesOfDifferentCrawlsAreRefusedInOneSentence() async throws {
        try await Self.split { skitter, _ in
            let text = try String(contentsOfFile: skitter.path("two/manifest.json"), encoding: .utf8)
            _ = try skitter.file("two/manifest.json", text.replacing("\"7734\"", with: "\"7735\""))
            for directories in [
                ["one", "two"], ["out", "one"], ["one", "out"], ["out", "out"], ["one", "./one"], ["one", "nothing"],
            ] {
                for command in [["stats"], ["audit"], ["export", "--as", "csv"], ["export", "--as", "cdxj"]] {
                    let outcome = try await skitter.run(command + directories)
                    #expect(outcome.code == 7, "\(command) \(directories)")
                    #expect(outcome.output.isEmpty && outcome.errors.split(separator: "\n").count == 1)
                }
            }
            let refused = try await skitter.run(["stats", "one", "two"])
            #expect(refused.errors.contains("two: cannot be taken together with one"))
            #expect(refused.errors.contains("frontier-id"))
        }
    }
}
