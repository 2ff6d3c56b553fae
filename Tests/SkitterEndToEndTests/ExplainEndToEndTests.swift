import Foundation
import SkitterCore
import SkitterFixtureWeb
import Testing

/// `skitter explain` against the record, the journal and the made-up web.
@Suite(.twoAtATime, .patience) struct ExplainEndToEndTests {
    private static func explain(_ skitter: SkitterProcess, _ url: String) async throws -> JSONValue {
        let outcome = try await skitter.run(["explain", url, "--in", "out", "--format", "json"])
        #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        return try JSONValue(outcome.output)
    }

    private static func crawled(
        _ arguments: [String] = [], _ body: (SkitterProcess, CrawlRecord, String) async throws -> Void
    ) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(seed: 5, pageCount: 120)), options: .logged) { server in
            let outcome = try await skitter.run(
                ["crawl", server.origin + "/", "-d", "3", "-o", "out", "-q"] + arguments)
            #expect(outcome.code == 0)
            try await body(skitter, try CrawlRecord(skitter.path("out")), server.origin)
        }
    }

    @Test func everySettledURLIsExplainedAsTheRecordHasIt() async throws {
        try await Self.crawled { skitter, record, _ in
            let byURL = Dictionary(uniqueKeysWithValues: record.visits.map { ($0.url, $0) })
            var outcomes: Set<String> = []
            let chosen = Dictionary(grouping: record.visits) { $0.outcomeWord }.values.flatMap { $0.prefix(3) }
            for visit in chosen {
                let json = try await Self.explain(skitter, visit.url)
                let state = try #require(json["state"].string)
                outcomes.insert(state)
                switch visit.outcome {
                case .fetched: #expect(state == "fetched")
                case .redirected(let target):
                    #expect(state == "redirected")
                    #expect(json["state_detail"].string?.contains(target ?? "no URL") == true)
                case .failed(let failure, _):
                    #expect(state == "failed" && json["state_detail"].string?.contains(failure.description) == true)
                }
                #expect(json["in_scope"] == .boolean(true))
                #expect(json["depth"].integer == record.finalDepth(of: visit))
                let way = json["way"].elements.compactMap { $0["url"].string }
                #expect(way.last == visit.url)
                #expect(byURL[try #require(way.first)]?.parent == nil)
                for (page, next) in zip(way, way.dropFirst()) { #expect(byURL[next]?.parent == page) }
                let twins = record.visits.filter {
                    $0.outcome == .fetched && $0.digest == visit.digest && $0.digest != nil && $0.url != visit.url
                }
                #expect(json["same_body"]["count"].integer == (visit.outcome == .fetched ? twins.count : 0))
            }
            #expect(outcomes == ["fetched", "redirected", "failed"])
        }
    }

    @Test func aSkipIsExplainedByItsRule() async throws {
        try await Self.crawled { skitter, record, _ in
            let refused = try #require(record.skips.first { $0.reason == .robots })
            let json = try await Self.explain(skitter, refused.url)
            #expect(json["state"].string == "skipped")
            let line = try #require(json["robots_line"].integer)
            #expect(refused.detail == "robots.txt line \(line)")
            #expect(json["robots"].string?.hasPrefix("forbidden by line \(line) (Disallow: /") == true)
            #expect(json["robots"].string?.contains("group *") == true)
            let deep = try #require(record.skips.first { $0.reason == .depth })
            let other = try await Self.explain(skitter, deep.url)
            #expect(other["state_detail"].string == "skipped for depth")
            #expect(other["depth"].integer == 4)
        }
    }

    @Test func whatIsOutOfScopeIsExplainedByTheRuleThatDecides() async throws {
        try await Self.crawled(["--exclude", "/guides/", "--exclude", "/(news|x y)/", "--max-url-length", "90"]) {
            skitter, _, origin in
            for (url, words) in [
                (origin + "/guides/x", "out: it matches --exclude /guides/"),
                (origin + "/news/x", "out: it matches --exclude /(news|x y)/"),
                ("http://other.example/", "out: --scope host does not reach it from any seed"),
                (origin + "/" + String(repeating: "a", count: 100), "more than --max-url-length 90"),
                (origin + "/", "in: it is a seed"), (origin + "/nowhere", "in: --scope host has it"),
            ] {
                let json = try await Self.explain(skitter, url)
                #expect(json["scope"].string?.contains(words) == true, "\(url): \(json["scope"])")
                #expect(json["in_scope"] == .boolean(words.hasPrefix("in")), "\(url)")
            }
            #expect(try await Self.explain(skitter, origin + "/nowhere")["state"].string == "unknown")
        }
    }

    @Test func aURLThatWaitsIsExplainedWhileTheCrawlRunsAndAfterItWasKilled() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5_000)), options: .logged(latency: .milliseconds(10))
        ) { server in
            @Sendable func pending() throws -> String {
                let urls = try JournalQuery.counts(
                    "SELECT url, 1 FROM v_urls WHERE state = 'pending' AND parent IS NOT NULL ORDER BY depth DESC LIMIT 1",
                    in: skitter.path("out"))
                return try #require(urls.keys.first)
            }
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "inf", "-c", "1", "-o", "out", "-q"]) {
                crawl in
                try await until { server.log.entries.count > 30 }
                let running = try await skitter.run(["explain", try pending(), "--in", "out"])
                #expect(running.code == 0)
                crawl.signal(SIGKILL)
            }
            let url = try pending()
            let json = try await Self.explain(skitter, url)
            #expect(json["state"].string == "pending")
            #expect(json["when"].string?.contains("its host permits a request now") == true)
            let way = json["way"].elements.compactMap { $0["url"].string }
            #expect(way.first == server.origin + "/" && way.last == url)
            let text = try await skitter.run(["explain", url, "--in", "out"]).output
            #expect(text.contains("  state     pending\n") && text.contains("  when      when its turn comes"))
        }
    }

    @Test func withoutAJournalTheRecordsAreAsked() async throws {
        try await Self.crawled(["--journal", "off"]) { skitter, record, _ in
            let visit = try #require(record.visits.last)
            let json = try await Self.explain(skitter, visit.url)
            #expect(json["depth"].integer == record.finalDepth(of: visit))
            #expect(json["id"] == .null)
            #expect(json["robots"].string == "not told: the crawl has no journal")
        }
    }

    @Test func askingChangesNothing() async throws {
        try await Self.crawled { skitter, record, origin in
            let files = try FileManager.default.contentsOfDirectory(atPath: skitter.path("out")).sorted()
            let bytes = files.map { FileManager.default.contents(atPath: skitter.path("out/\($0)")) }
            for command in [
                ["explain", origin + "/", "--in", "out"], ["explain", origin + "/x", "--in", "out"],
                ["stats", "out", "--format", "html"],
            ] {
                #expect(try await skitter.run(command).code == 0)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: skitter.path("out")).sorted() == files)
            #expect(files.map { FileManager.default.contents(atPath: skitter.path("out/\($0)")) } == bytes)
            #expect(!record.visits.isEmpty)
        }
    }

    @Test func whatIsNoURLOrNoCrawlIsSaid() async throws {
        let skitter = try SkitterProcess()
        #expect(try await skitter.run(["explain", "http://a.example/", "--in", "nothing"]).code == 7)
        #expect(try await skitter.run(["explain", "ftp://a.example/", "--in", "nothing"]).code == 2)
        #expect(try await skitter.run(["explain", "http://a.example/"]).code == 2)
    }
}
