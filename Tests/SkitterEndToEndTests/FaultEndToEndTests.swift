import Foundation
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// Servers that misbehave: the crawl ends by itself, and each fault's record says what happened.
@Suite(.twoAtATime, .patience) struct FaultEndToEndTests {
    /// The outcomes that a record may tell, by fault. Where it holds two, the fault's table does.
    private static let outcomes: [String: Set<String>] = [
        "page": ["fetched"], "status": ["http-4xx"], "500": ["http-5xx"], "429": ["http-4xx"], "503": ["http-5xx"],
        "redirect-chain": ["redirected"], "redirect-loop": ["redirected"], "redirect-self": ["redirected"],
        "redirect-to": ["redirected"], "redirect-nowhere": ["http-other"],
        "latency": ["fetched"], "trickle": ["fetched"], "slow-headers": ["fetched"],
        "never": ["timeout"], "half": ["incomplete"], "chunked": ["fetched"], "short-headers": ["disconnected"],
        "truncated": ["incomplete"], "truncated-chunked": ["incomplete"], "wrong-length": ["fetched"],
        "two-lengths": ["fetched", "bad-response"], "no-length": ["fetched"], "http10": ["fetched"],
        "not-http": ["bad-response"], "close": ["disconnected"], "reset": ["disconnected"],
        "keepalive-then-close": ["fetched"],
        "1xx": ["fetched"], "bad-header": ["fetched", "bad-response"], "broken-header": ["fetched", "bad-response"],
        "folded-header": ["fetched", "bad-response"], "header-flood": ["bad-response"],
        "no-content-type": ["fetched"], "cookie-redirect": ["redirected"],
        "empty": ["fetched"], "10mb": ["fetched"], "huge": ["fetched"], "binary-as-html": ["fetched"],
        "deep": ["fetched"],
        "gzip": ["fetched"], "gzip-twice": ["fetched", "bad-response"], "deflate": ["fetched"],
        "raw-deflate": ["fetched", "bad-response"], "bad-gzip": ["bad-response", "incomplete"],
        "not-gzip": ["fetched", "bad-response"], "unknown-encoding": ["bad-response"], "bomb": ["fetched"],
    ]

    private static let truncations: [String: Truncation] = [
        "truncated": .disconnect, "truncated-chunked": .disconnect, "half": .time, "huge": .length, "bomb": .ratio,
    ]

    @Test func aSiteFullOfFaultsIsCrawledToItsEnd() async throws {
        let faults = FixtureFault.all
        let web = FixtureWeb(pageCount: 60)
        let pages = web.pages.map(\.path).filter { web.expectedPaths().contains($0) }
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: .logged) { server in
            let seeds = try skitter.file(
                "seeds.txt", (pages + faults.map(\.example)).map { server.origin + $0 + "\n" }.joined())
            let outcome = try await skitter.run(
                ["crawl", "-i", seeds, "-d", "0", "-m", "4s", "--retries", "0", "-c", "8", "-o", "out"])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.ledger.pending == 0)
            try self.expectRequests(in: server.log, record)
            for fault in faults {
                let expected = try #require(
                    Self.outcomes[fault.name], "what becomes of \(fault.usage) is not known here")
                let visit = try record.visit(fault.example)
                #expect(expected.contains(visit.outcomeWord), "\(fault.usage): \(visit.outcome)")
                #expect(visit.attempts == 1, "\(fault.usage)")
                if let truncation = Self.truncations[fault.name] {
                    #expect(visit.truncated == truncation, "\(fault.usage)")
                }
            }
            try self.expectBodies(in: record)
            #expect(pages.count >= 60)
            #expect(Set(record.fetched).isSuperset(of: pages))
            #expect(try self.greatestResidentBytes(in: skitter.path("out/timeseries.csv")) < 256 << 20)
        }
    }

    /// The highest of the samples, which are taken once a second.
    private func greatestResidentBytes(in path: String) throws -> Int {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let column = try #require(lines.first?.firstIndex(of: "resident_bytes"))
        return try #require(lines.dropFirst().compactMap { Int($0[column]) }.max())
    }

    /// Nothing is requested that has no record, and nothing twice. What the client cuts may come into the log later.
    private func expectRequests(in log: FixtureLog, _ record: CrawlRecord) throws {
        // libcurl sends a request again, unasked, when a connection that it used before breaks.
        let requested = log.requestedPages.filter { $0 != "/fault/close" && $0 != "/fault/reset" }
        #expect(Set(requested).isSubset(of: record.targets()))
        #expect(Set(requested).count == requested.count, "\(requested.sorted())")
    }

    private func expectBodies(in record: CrawlRecord) throws {
        let limit = 10 * 1024 * 1024
        for (target, bytes) in [
            ("/fault/empty", 0), ("/fault/wrong-length", 100), ("/fault/binary-as-html", 65_536),
            ("/fault/10mb", 10_000_000), ("/fault/truncated", 5_000), ("/fault/huge?bytes=50000000", limit),
        ] {
            #expect(try record.visit(target).bodyBytes == bytes, "\(target)")
        }
        #expect(try record.visit("/fault/bomb?bytes=100000000").bodyBytes <= limit)
        #expect(try record.visit("/fault/redirect-chain/0").outcome == .fetched)
        #expect(try record.visit("/fault/latency?ms=300").totalMicroseconds >= 300_000)
        #expect(try record.visit("/fault/10mb").links.accepted == 3)
    }

    @Test(arguments: ["empty", "binary-as-html", "10mb"])
    func anOddBodyAloneIsNoFailure(name: String) async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/fault/" + name, "-d", "0", "--fail-on", "any", "-o", "out",
            ])
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(try CrawlRecord(skitter.path("out")).fetched == ["/fault/" + name])
        }
    }

    @Test func moreRedirectsThanTheLimitAreNotFollowed() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1)), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/fault/redirect-chain/5", "--max-redirects", "3", "-o", "out",
            ])
            #expect(outcome.code == 0)
            let record = try CrawlRecord(skitter.path("out"))
            #expect(record.redirected == (2...5).reversed().map { "/fault/redirect-chain/\($0)" })
            #expect(record.skipped(.redirects) == ["/fault/redirect-chain/1"])
            #expect(server.log.count(of: "/fault/redirect-chain/1") == 0)
        }
    }
}
