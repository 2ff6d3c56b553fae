import Foundation
import SkitterCore
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// The metrics and the dashboard of a running crawl, asked as browsers and Prometheus ask.
@Suite(.twoAtATime, .patience) struct LiveEndToEndTests {
    /// The body of a raw answer.
    private static func body(_ answer: String) throws -> String {
        String(answer[try #require(answer.range(of: "\r\n\r\n")).upperBound...])
    }

    /// The crawl as it stands at its next look.
    private static func snapshot(_ page: String) async throws -> JSONValue {
        try JSONValue(try Self.body(try await RawRequest.answer(to: "/snapshot.json", of: page)))
    }

    @Test func theDashboardShowsPausesAndEndsWithTheFiguresOfTheRecord() async throws {
        let skitter = try SkitterProcess()
        var stream = ""
        try await FixtureServer.serving(
            .web(FixtureWeb(seed: 3, pageCount: 300)), options: .logged(latency: .milliseconds(20))
        ) { server in
            let events = EventKeeper()
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "--dashboard", "127.0.0.1:0",
            ]) { process in
                let page = try await process.errorLine(behind: "skitter: dashboard at ")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { await events.set(try await RawRequest.answer(to: "/events", of: page)) }
                    let html = try Self.body(try await RawRequest.answer(to: "/", of: page))
                    #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("new EventSource"))
                    #expect(
                        !html.contains("http://") && !html.contains("https://"), "something is loaded from elsewhere")
                    #expect(try await Self.snapshot(page)["state"].string == "running")
                    let paused = try await RawRequest.answer(to: "/pause", of: page, method: "POST")
                    #expect(paused.hasPrefix("HTTP/1.1 204 "))
                    var view = try await Self.snapshot(page)
                    while view["state"].string != "paused" || view["in_flight"].integer != 0 {
                        view = try await Self.snapshot(page)
                    }
                    // Two looks, a second apart at the least.
                    let requests = server.log.entries.count
                    for _ in 0..<3 { view = try await Self.snapshot(page) }
                    #expect(server.log.entries.count == requests)
                    #expect(view["limited_by"].names == ["paused"])
                    #expect(view["ledger"]["pending"].integer ?? 0 > 0)
                    _ = try await RawRequest.answer(to: "/resume", of: page, method: "POST")
                    try await until { server.log.entries.count > requests }
                    try await group.waitForAll()
                }
            }
            #expect(outcome.code == 0, "\(outcome.errors)")
            stream = await events.text
        }
        let events = stream.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { $0.dropFirst(6) }
        #expect(events.count > 2)
        let last = try JSONValue(String(try #require(events.last)))
        let summary = try JSONValue(file: skitter.path("out/summary.json"))
        #expect(last["state"].string == "ended")
        #expect(last["exit"] == summary["exit"])
        #expect(last["ledger"] == summary["ledger"])
        for name in ["visits", "fetched", "redirected", "failed", "skipped", "bytes"] {
            #expect(last["totals"][name] == summary["totals"][name], "\(name)")
        }
        #expect(last["status"] == summary["status"]["classes"])
        let record = try CrawlRecord(skitter.path("out"))
        #expect(last["totals"]["visits"].integer == record.visits.count)
        #expect(summary["limited_by_s"].names.isSuperset(of: ["paused", "server"]))
    }

    @Test func stopEndsTheCrawlAsASignalDoes() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 5_000)), options: .logged(latency: .milliseconds(20))
        ) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "--dashboard", "127.0.0.1:0",
            ]) { process in
                let page = try await process.errorLine(behind: "skitter: dashboard at ")
                _ = try await RawRequest.answer(to: "/pause", of: page, method: "POST")
                #expect(try await RawRequest.answer(to: "/stop", of: page, method: "POST").hasPrefix("HTTP/1.1 204 "))
            }
            #expect(outcome.code == 11, "\(outcome.errors)")
            #expect(try CrawlRecord(skitter.path("out")).ledger.pending > 0)
        }
    }

    @Test func prometheusGetsItsMetricsAndNothingElse() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 300)), options: .logged(latency: .milliseconds(20))
        ) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "--metrics", "127.0.0.1:0", "-q",
            ]) { process in
                let address = try await process.errorLine(behind: "skitter: metrics at ")
                #expect(address.hasSuffix("/metrics"))
                let answer = try await RawRequest.answer(to: "/metrics", of: address)
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(answer.contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
                #expect(try Self.body(answer).contains("\nskitter_in_flight_requests "))
                for (target, method) in [("/", "GET"), ("/events", "GET"), ("/stop", "POST"), ("/pause", "POST")] {
                    let refused = try await RawRequest.answer(to: target, of: address, method: method)
                    #expect(refused.hasPrefix("HTTP/1.1 404 "), "\(method) \(target)")
                }
                let rebound = try await RawRequest.answer(to: "/metrics", of: address, host: "evil.example")
                #expect(rebound.hasPrefix("HTTP/1.1 421 "))
            }
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
    }

    @Test func beyondLoopbackNothingIsToldWithoutTheToken() async throws {
        let skitter = try SkitterProcess()
        try await FixtureServer.serving(
            .web(FixtureWeb(pageCount: 300)), options: .logged(latency: .milliseconds(20))
        ) { server in
            let outcome = try await skitter.run([
                "crawl", server.origin + "/", "-d", "inf", "-c", "2", "-o", "out", "--dashboard", "0.0.0.0:0",
            ]) { process in
                let address = try await process.errorLine(behind: "skitter: dashboard at ")
                let token = try #require(address.split(separator: "?token=").last)
                #expect(token.count == 32)
                for target in [
                    "/", "/events", "/snapshot.json", "/metrics", "/?token=" + String(repeating: "0", count: 32),
                ] {
                    let refused = try await RawRequest.answer(to: target, of: address)
                    #expect(refused.hasPrefix("HTTP/1.1 401 "), "\(target)")
                }
                let stop = try await RawRequest.answer(to: "/stop", of: address, method: "POST")
                #expect(stop.hasPrefix("HTTP/1.1 401 "))
                let page = try await RawRequest.answer(to: "/?token=\(token)", of: address)
                #expect(page.hasPrefix("HTTP/1.1 200 "))
                let bearer = ["Authorization: Bearer \(token)"]
                let metrics = try await RawRequest.answer(to: "/metrics", of: address, fields: bearer)
                #expect(metrics.hasPrefix("HTTP/1.1 200 "))
                #expect(!metrics.contains(token))
            }
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        (["--dashboard", "8080"], 2, "--dashboard '8080' is no HOST:PORT"),
        (["--metrics", "example.org:80"], 2, "--metrics 'example.org:80' is no HOST:PORT"),
        (["--metrics", "192.0.2.1:80"], 3, "cannot listen on 192.0.2.1:80"),
    ])
    func whereNobodyCanListenNothingIsCrawled(options: [String], code: Int32, words: String) async throws {
        let skitter = try SkitterProcess()
        let outcome = try await skitter.run(["crawl", "http://127.0.0.1:1/", "-o", "out"] + options)
        #expect(outcome.code == code)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: skitter.path("out")))
    }

    /// Keeps what a stream said until its end.
    private actor EventKeeper {
        private(set) var text = ""

        func set(_ text: String) {
            self.text = text
        }
    }
}
