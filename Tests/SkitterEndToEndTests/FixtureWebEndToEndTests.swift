import SkitterArchive
import SkitterCore
import SkitterFixtureWeb
import Testing

/// A web with known answers, crawled by the real binary: what it wrote, and what the server's log saw.
@Suite(.twoAtATime, .patience) struct FixtureWebEndToEndTests {
    @Test(arguments: [0, 1, 2, 5, nil], [1, 64])
    func everyPageIsFoundOnceAtItsDepth(depth: Int?, connections: Int) async throws {
        let web = FixtureWeb(seed: 3, pageCount: 400)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web), options: .logged) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", depth.map(String.init) ?? "inf", "-c", "\(connections)", "-o",
                "out",
            ])
            #expect(outcome.code == 0, "\(outcome.errors)")
            let record = try CrawlRecord(skitter.path("out"))
            #expect(Set(record.fetched) == web.expectedPaths(depth: depth ?? .max))
            #expect(Set(record.redirected) == web.expectedRedirects(depth: depth ?? .max))
            #expect(Set(record.failed) == web.expectedMissing(depth: depth ?? .max))
            #expect(record.ledger.pending == 0)
            if let depth { try self.expectDepths(of: record, limit: depth, in: web) }
            try self.expectSkips(of: record, limit: depth, in: web)
            try self.expectRequests(in: server.log, web: web, record: record)
            #expect((record.visits.map(\.url) + record.skips.map(\.url)).allSatisfy { $0.hasPrefix(server.origin) })
        }
    }

    private func expectDepths(of record: CrawlRecord, limit: Int, in web: FixtureWeb) throws {
        for visit in record.visits where visit.outcome == .fetched {
            let path = visit.requestTarget
            #expect(record.finalDepth(of: visit) == web.expectedDepth(of: path), "\(path)")
        }
    }

    private func expectSkips(of record: CrawlRecord, limit: Int?, in web: FixtureWeb) throws {
        #expect(record.skips.allSatisfy { $0.reason == .depth || $0.reason == .robots })
        #expect(Set(record.skipped(.robots)).isSubset(of: web.disallowedPaths))
        for skip in record.skips where skip.reason == .depth {
            let path = skip.requestTarget
            let limit = try #require(limit, "\(path) was skipped for a limit that there is not")
            #expect(skip.depth == limit + 1, "\(path)")
            // What robots.txt would have refused is skipped before it is asked.
            #expect(web.expectedDepth(of: path) ?? limit + 1 == limit + 1, "\(path)")
        }
    }

    private func expectRequests(in log: FixtureLog, web: FixtureWeb, record: CrawlRecord) throws {
        let requested = log.requestedPages
        #expect(requested.sorted() == record.targets().sorted(), "requests and records differ")
        #expect(Set(requested).count == requested.count, "a page was requested twice")
        let refused: [(name: String, paths: Set<String>)] = [
            ("disallowed", web.disallowedPaths), ("nofollow", web.nofollowPaths), ("hidden", web.hiddenPaths),
            ("forbidden", web.forbiddenPaths), ("no document", FixtureWeb.resourcePaths),
        ]
        for (name, paths) in refused {
            #expect(!paths.isEmpty, "the web holds nothing that is \(name)")
            #expect(Set(requested).isDisjoint(with: paths), "a page was requested that is \(name)")
        }
        #expect(log.count(of: "/robots.txt") == 1)
        #expect(log.entries.first?.target == "/robots.txt")
        #expect(log.entries.allSatisfy { $0.method == "GET" && $0.userAgent?.hasPrefix("Skitter/") == true })
    }

    @Test func thePageThatIsFarWhenItIsFoundComesNearerByASlowPage() async throws {
        let web = FixtureWeb(seed: 3, pageCount: 20)
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(.web(web)) { server in
            _ = try await skitter.run(["crawl", server.origin + "/", "-d", "6", "-c", "64", "-o", "out"])
            let record = try CrawlRecord(skitter.path("out"))
            // "/" leads to the target in six fast steps, and in two by a page that answers late.
            let target = try record.visit("/late/5/target.html")
            #expect(record.finalDepth(of: target) == 2)
            #expect(record.finalDepth(of: try record.visit("/late/5/after-4.html")) == 6)
            #expect(record.skipped(.depth).contains("/late/5/after-5.html"))
        }
    }
}
