import Foundation
import SkitterFixtureWeb
import SkitterTesting
import Testing

@Suite struct FixtureServerTests {
    private static let web = FixtureServer.Content.web(FixtureWeb(seed: 1, pageCount: 20))

    private static func logging() -> FixtureServer.Options {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        return options
    }

    @Test func aPageIsServedAsTheWebMakesIt() async throws {
        let web = FixtureWeb(seed: 1, pageCount: 20)
        try await FixtureServer.serving(.web(web)) { server in
            let reply = try await RawClient.get("/", port: server.port)
            let body = web.response(to: "/", origin: "http://a.example").body
            #expect(
                reply.head
                    == "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: \(body.count)\r\n\r\n"
            )
            #expect(reply.body == body)
            #expect(reply.ending == .closed)
        }
    }

    @Test func manyRequestsShareAConnectionAndMayBePipelined() async throws {
        try await FixtureServer.serving(Self.web, options: Self.logging()) { server in
            let request = "GET /assets/print.css HTTP/1.1\r\nHost: a\r\n\r\n"
            let last = "GET /missing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            let reply = try await RawClient.exchange(String(repeating: request, count: 50) + last, port: server.port)
            #expect(reply.text.components(separatedBy: "HTTP/1.1 200 OK").count == 51)
            #expect(reply.text.contains("HTTP/1.1 404 Not Found"))
            #expect(server.log.entries.count == 51)
            #expect(Set(server.log.entries.map(\.connection)) == [1])
        }
    }

    @Test(.timeLimit(.minutes(Patience.minutes(1)))) func manyConnectionsAreServedAtOnce() async throws {
        try await FixtureServer.serving(Self.web, options: Self.logging()) { server in
            var connections: [RawClient.Connection] = []
            defer { for connection in connections { connection.close() } }
            for _ in 0..<100 {
                connections.append(try await RawClient.open(RawClient.request("/fault/never"), port: server.port))
            }
            // This fault is logged when it begins to wait, and none of them ends.
            while server.log.entries.count < 100 { await Task.yield() }
            #expect(Set(server.log.entries.map(\.connection)) == Set(1...100))
            let status = try await RawClient.get("/", port: server.port).status
            #expect(status == 200)
        }
    }

    @Test func latencyComesBeforeEachAnswer() async throws {
        var options = FixtureServer.Options()
        options.latency = .milliseconds(120)
        try await FixtureServer.serving(Self.web, options: options) { server in
            let started = ContinuousClock.now
            let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
            let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            _ = try await RawClient.exchange(request + last, port: server.port)
            #expect(started.duration(to: .now) >= .milliseconds(240))
        }
    }

    @Test func theSlowPageIsSlow() async throws {
        try await FixtureServer.serving(Self.web) { server in
            let started = ContinuousClock.now
            let status = try await RawClient.get("/late/2/slow.html", port: server.port).status
            #expect(status == 200)
            #expect(started.duration(to: .now) >= .milliseconds(250))
        }
    }

    @Test func headHasTheHeadOfGetAndNoBody() async throws {
        try await FixtureServer.serving(Self.web) { server in
            let get = try await RawClient.get("/", port: server.port)
            let head = try await RawClient.exchange(
                "HEAD / HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n", port: server.port)
            #expect(head.text == get.head)
        }
    }

    @Test func absoluteLinksNameTheHostThatTheClientUsed() async throws {
        try await FixtureServer.serving(Self.web) { server in
            let reply = try await RawClient.exchange(
                "GET /moved/absolute HTTP/1.1\r\nhost: a.example:81\r\nConnection: close\r\n\r\n", port: server.port)
            #expect(reply.head.contains("Location: http://a.example:81/moved/absolute.html\r\n"))
            let odd = try await RawClient.exchange(
                "GET /moved/absolute HTTP/1.1\r\nHost: a\"><script>\r\nConnection: close\r\n\r\n", port: server.port)
            #expect(odd.head.contains("Location: \(server.origin)/moved/absolute.html\r\n"))
        }
    }

    @Test(arguments: [
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", 405),
        ("GET http://a/assets/site.css HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
        ("GET http://a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
        ("GET /assets/site.css HTTP/1.0\r\n\r\n", 200),
        ("GET /assets/site.css HTTP/1.1\nHost: a\nConnection: close\n\n", 200),
        ("GET /\r\n\r\n", 400),
        ("GET / HTTP/2\r\n\r\n", 400),
        ("GET * HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
        ("\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 70_000), 431),
    ])
    func aRequestIsReadOrRefusedAsTheStandardSays(request: String, status: Int) async throws {
        try await FixtureServer.serving(Self.web) { server in
            let reply = try await RawClient.exchange(request, port: server.port)
            // The status line is all that a refused client is sure to see: what it sent too much resets the connection.
            #expect(reply.status == status)
        }
    }

    @Test func theBodyOfARequestIsSkipped() async throws {
        try await FixtureServer.serving(Self.web) { server in
            let body = String(repeating: "GET /evil HTTP/1.1\r\n\r\n", count: 500)
            let post = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n" + body
            let reply = try await RawClient.exchange(
                post + "GET /assets/print.css HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", port: server.port)
            #expect(reply.text.components(separatedBy: "HTTP/1.1 ").count == 3)
            #expect(reply.text.hasSuffix("nav { display: none; }\n"))
        }
    }

    @Test(arguments: [
        "0.0.0.0", "192.168.1.1", "::", "example.com", "127.0.0.1.example.com", "", "fe80::1", "128.0.0.1",
    ])
    func onlyLoopbackIsListenedOn(host: String) throws {
        var options = FixtureServer.Options()
        options.host = host
        let error = try #require(throws: FixtureServerError.self) { try FixtureServer(Self.web, options: options) }
        #expect(error.code == .notLoopback)
        #expect("\(error)" == "The fixture server listens on loopback only (127.0.0.1 or ::1), not on \(host).")
    }

    @Test(arguments: [
        ("127.0.0.1", "http://127.0.0.1:"), ("localhost", "http://127.0.0.1:"), ("127.0.0.3", "http://127.0.0.3:"),
    ])
    func theOriginNamesAddressAndPort(host: String, prefix: String) throws {
        var options = FixtureServer.Options()
        options.host = host
        let server = try FixtureServer(Self.web, options: options)
        #expect(server.port > 0)
        #expect(server.origin == prefix + "\(server.port)")
    }

    @Test func aPortInUseIsSaidInASentence() throws {
        let first = try FixtureServer(Self.web)
        var options = FixtureServer.Options()
        options.port = first.port
        let error = try #require(throws: FixtureServerError.self) { try FixtureServer(Self.web, options: options) }
        #expect(error.code == .portInUse)
        #expect("\(error)" == "Port \(first.port) of 127.0.0.1 is in use; choose another one, or 0 for any free port.")
    }

    @Test func runEndsByCancellationAndClosesItsConnections() async throws {
        let server = try FixtureServer(Self.web)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            let connection = try await RawClient.open(RawClient.request("/fault/half"), port: server.port)
            defer { connection.close() }
            let start = try await connection.read(limit: 500)
            #expect(start.ending == .enough)
            group.cancelAll()
            let end = await group.nextResult()
            #expect(throws: (any Error).self) { try end?.get() }
            let rest = try await connection.read()
            #expect(rest.ending == .closed)
            await #expect(throws: RawClient.Failure.self) { try await RawClient.get("/", port: server.port) }
        }
    }

    @Test func aWholeCrawlOverTheWireRequestsWhatIsExpected() async throws {
        let web = FixtureWeb(seed: 2, pageCount: 60)
        try await FixtureServer.serving(.web(web), options: Self.logging()) { server in
            for path in web.expectedPaths().sorted() where !path.hasPrefix("/late/") {
                let reply = try await RawClient.get(path, port: server.port)
                #expect(reply.body == web.response(to: path, origin: "http://a.example").body)
            }
            let served = Set(server.log.entries.filter { $0.status == 200 }.map(\.target))
            #expect(served.symmetricDifference(web.expectedPaths().filter { !$0.hasPrefix("/late/") }) == [])
        }
    }
}
