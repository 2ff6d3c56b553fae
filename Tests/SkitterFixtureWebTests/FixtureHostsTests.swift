import Foundation
import SkitterFixtureWeb
import Testing

/// The web of many hosts, as a client sees it that knows nothing of how it is made.
@Suite struct FixtureHostsTests {
    private static let web = FixtureHosts(seed: 5, pageCount: 900, hostCount: 25)

    /// What a URL answers: a word of what is expected, and where it leads.
    private func visit(_ url: String) async throws -> (word: String, links: [String]) {
        let parts = try #require(URLComponents(string: url))
        let (host, port) = (try #require(parts.host), try #require(parts.port))
        let request = "GET \(parts.path) HTTP/1.1\r\nHost: \(host):\(port)\r\nConnection: close\r\n\r\n"
        let reply = try await RawClient.exchange(request, port: UInt16(port))
        let fields = reply.head.split(separator: "\r\n").map { $0.split(separator: ": ", maxSplits: 1) }
        func field(_ name: String) -> String? { fields.first { $0[0] == name }?.last.map(String.init) }
        switch reply.status {
        case nil: return ("?", [])
        case 302: return ("redirected", [try #require(field("Location"))])
        case 404: return ("http-4xx", [])
        case 503: return try await self.visit(url)
        case 200 where reply.ending == .reset: return ("disconnected", [])
        case 200:
            guard field("Content-Length") == "\(reply.body.count)" else { return ("incomplete", []) }
            let links = reply.text.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
            return ("fetched", links.map { $0.hasPrefix("/") ? "http://\(host):\(port)\($0)" : String($0) })
        default: return ("?", [])
        }
    }

    @Test func aCrawlComesToWhatTheWebSaysOfItself() async throws {
        try await FixtureServer.serving(.hosts(Self.web)) { server in
            let expected = Self.web.expected(port: server.port)
            var visits: [String: String] = [:]
            var skips: [String: String] = [:]
            var depths: [String: Int] = [:]
            var level = [Self.web.start(port: server.port)]
            var depth = 0
            while !level.isEmpty {
                var next: [String] = []
                while let url = level.popLast() {
                    guard depths[url] == nil else { continue }
                    depths[url] = depth
                    if url.contains("/private/") {
                        skips[url] = "robots"
                        continue
                    }
                    let (word, links) = try await self.visit(url)
                    visits[url] = word
                    if word == "redirected" { level += links } else { next += links }
                }
                level = next
                depth += 1
            }
            #expect(visits == expected.visits)
            #expect(skips == expected.skips)
            #expect(depths == expected.depths)
            #expect(visits.count + skips.count == Self.web.pageCount)
            #expect(Set(visits.values) == ["fetched", "redirected", "http-4xx", "incomplete", "disconnected"])
            #expect(!skips.isEmpty)
        }
    }

    @Test func hostsAreOfManySizesAndEachHasItsRules() async throws {
        try await FixtureServer.serving(.hosts(Self.web)) { server in
            let expected = Self.web.expected(port: server.port)
            let urls = Array(expected.visits.keys) + expected.skips.keys
            let sizes = Dictionary(grouping: urls) { $0.split(separator: "/")[1] }.mapValues(\.count)
            #expect(Set(sizes.keys.map(String.init)) == Set(Self.web.names.map { "\($0):\(server.port)" }))
            #expect(try #require(sizes.values.max()) > 3 * #require(sizes.values.min()))
            var answers: [Int: Int] = [:]
            for name in Self.web.names {
                let request = "GET /robots.txt HTTP/1.1\r\nHost: \(name)\r\nConnection: close\r\n\r\n"
                let reply = try await RawClient.exchange(request, port: server.port)
                if reply.status == 200 { #expect(reply.text.hasSuffix("User-agent: *\nDisallow: /private/\n")) }
                answers[try #require(reply.status), default: 0] += 1
            }
            #expect(answers == [200: 23, 404: 2])
            let stranger = "GET / HTTP/1.1\r\nHost: h25.fixture.test\r\nConnection: close\r\n\r\n"
            #expect(try await RawClient.exchange(stranger, port: server.port).status == 404)
        }
    }

    @Test func oneSeedIsOneWeb() {
        let (one, other) = (
            FixtureHosts(seed: 9, pageCount: 300, hostCount: 20), FixtureHosts(seed: 10, pageCount: 300, hostCount: 20)
        )
        #expect(
            one.expected(port: 80).visits
                == FixtureHosts(seed: 9, pageCount: 300, hostCount: 20).expected(port: 80).visits)
        #expect(one.expected(port: 80).visits != other.expected(port: 80).visits)
    }

    @Test func theLogSaysWhichHostWasAskedAndWhenItsAnswerEnded() async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        options.latency = .milliseconds(50)
        try await FixtureServer.serving(.hosts(Self.web), options: options) { server in
            let request = "GET /robots.txt HTTP/1.1\r\nHost: h3.fixture.test\r\nConnection: close\r\n\r\n"
            _ = try await RawClient.exchange(request, port: server.port)
            let entry = try #require(server.log.entries.first)
            #expect(entry.host == "h3.fixture.test")
            #expect(entry.endedMicroseconds - entry.receivedMicroseconds >= 50_000)
            #expect(server.log.count == 1)
        }
    }
}
