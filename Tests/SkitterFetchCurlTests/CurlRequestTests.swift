import ContractServers
import SkitterCore
import SkitterFetchCurl
import SkitterTesting
import Testing

/// What is sent, and where to.
@Suite(.serialized, .timeLimit(.minutes(Patience.minutes(1)))) struct CurlRequestTests {
    @Test(arguments: [
        "/", "/a//b", "/%41%7e/%2F/x", "/a;b=c,d/'(e)*!", "/a?", "/?", "/?q=a+b&c=%20", "/~user/@x:y",
        "/%F0%9F%95%B7", "/a/?x?y/z", "/caf%C3%A9?n=%E2%82%AC", "/x?a=$1&b=-_.!~*()", "/a|b", "/x?a[]=1", "/x?{`^}",
        "/100%", "/a%zz%4", "/%2e%2e/a", "/a\\?b\\", "/?a#", "/a/%00",
    ])
    func theTargetReachesTheServerByteForByte(_ target: String) async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        let url = try CrawlURL(server.origin + target)
        try await self.withSession { session in _ = try await session.fetch(FetchRequest(url: url)) }
        let sent = server.requestHeads.first?.split(separator: " ").dropFirst().first.map(String.init)
        #expect(sent == url.requestTarget)
    }

    @Test func fieldsAreSentAndCookiesJoined() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        var request = FetchRequest(url: try CrawlURL(server.origin + "/"))
        for (name, value) in [
            ("User-Agent", "skitter-test/1"), ("Cookie", "a=1"), ("cookie", "b=2"), ("X-Empty", ""),
            ("Host", "elsewhere"),
        ] {
            request.fields.append(name: name, value: value)
        }
        let toSend = request
        try await self.withSession { session in
            _ = try await session.fetch(toSend)
            _ = try await session.fetch(FetchRequest(url: toSend.url))
        }
        let lines = server.requestHeads.first?.split(separator: "\r\n").map { $0.lowercased() } ?? []
        for line in ["user-agent: skitter-test/1", "cookie: a=1; b=2", "accept-encoding: gzip, deflate, br, zstd"] {
            #expect(lines.filter { $0 == line }.count == 1, "\(line) in \(lines)")
        }
        #expect(lines.contains { $0.hasPrefix("x-empty:") })
        #expect(lines.filter { $0.hasPrefix("host:") } == ["host: 127.0.0.1:\(server.port)"])
        // Nothing of one request is left for the next.
        #expect(server.requestHeads.count == 2 && !server.requestHeads[1].lowercased().contains("cookie"))
    }

    @Test func anExchangeIsKeptAsItWasOnTheWireWhereThatIsAskedFor() async throws {
        let server = try ScriptedServer(ContractServers.answersByPath)
        defer { server.stop() }
        var request = FetchRequest(url: try CrawlURL(server.origin + "/gzip"))
        try await self.withSession { session in
            let plain = try await session.fetch(request)
            #expect(plain.wireBody == nil && plain.rawRequest == nil)
            request.keepsWire = true
            let response = try await session.fetch(request)
            #expect(response.wireBody?.starts(with: [0x1F, 0x8B]) == true)
            #expect(response.wireBody?.count == response.wireBytes && response.body.count > 1_000)
            let sent = response.rawRequest.map { String(decoding: $0, as: UTF8.self) }
            #expect(sent == server.requestHeads.last.map { $0 + "\r\n\r\n" })
            request.url = try CrawlURL(server.origin + "/chunked")
            #expect(try await session.fetch(request).wireBody == nil)
        }
    }

    @Test func credentialsOfAURLAreNotSent() async throws {
        let server = try ScriptedServer([:])
        defer { server.stop() }
        let url = try CrawlURL("http://user:secret@127.0.0.1:\(server.port)/")
        try await self.withSession { session in _ = try await session.fetch(FetchRequest(url: url)) }
        #expect(server.requestHeads.first?.lowercased().contains("authorization") == false)
    }

    @Test func aProxyIsToldTheWholeURL() async throws {
        let proxy = try ScriptedServer([:])
        defer { proxy.stop() }
        var configuration = CurlSessionConfiguration()
        configuration.proxy = proxy.origin
        // The rule judges what is connected to, and the proxy is the user's own choice.
        configuration.permits = { _, _ in false }
        try await self.withSession(configuration) { session in
            let response = try await session.fetch(FetchRequest(url: try CrawlURL("http://example.invalid/a?b=1")))
            #expect(response.status == 200)
        }
        #expect(proxy.requestHeads.first?.hasPrefix("GET http://example.invalid/a?b=1 HTTP/1.1\r\n") == true)
    }

    func withSession(
        _ configuration: CurlSessionConfiguration = CurlSessionConfiguration(),
        _ body: (CurlHTTPSession) async throws -> Void
    ) async throws {
        let session = CurlHTTPSession(configuration)
        defer { session.loop.end() }
        try await body(session)
    }
}
