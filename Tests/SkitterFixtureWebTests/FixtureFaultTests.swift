import SkitterFixtureWeb
import Testing

/// Every fault, byte for byte, as a raw client sees it.
@Suite struct FixtureFaultTests {
    static let html = "Content-Type: text/html; charset=utf-8\r\n"

    static func page(_ title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head>
        <body><h1>\(title)</h1>
        <p><a href="/fault/page/1">One</a> and <a href="/fault/page/2">two</a>.</p>
        <p>The end.</p>
        </body></html>

        """
    }

    static func good(_ body: String, _ fields: String = html, status: String = "200 OK") -> String {
        "HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    static func moved(_ location: String) -> String {
        good("<!DOCTYPE html>\n<title>Moved</title>\n", html + "Location: \(location)\r\n", status: "302 Found")
    }

    /// Path, all bytes, and how the connection ends when the client asked for "Connection: close".
    static let exact: [(path: String, reply: String)] = [
        ("page/7", good(page("Page 7"))),
        (
            "status/404",
            good("<!DOCTYPE html>\n<title>Status 404</title>\n<p>Status 404.</p>\n", status: "404 Not Found")
        ),
        ("status/204", "HTTP/1.1 204 No Content\r\n\(html)\r\n"),
        ("status/304", "HTTP/1.1 304 Not Modified\r\n\(html)\r\n"),
        ("status/799", good("<!DOCTYPE html>\n<title>Status 799</title>\n<p>Status 799.</p>\n", status: "799 Status")),
        ("500", good("<!DOCTYPE html>\n<title>500</title>\n", status: "500 Internal Server Error")),
        ("redirect-chain/2", moved("1")),
        ("redirect-chain/0", good(page("The end of a chain"))),
        ("redirect-loop", moved("/fault/redirect-loop/b")),
        ("redirect-loop/b", moved("/fault/redirect-loop")),
        ("redirect-self?x=1", moved("/fault/redirect-self?x=1")),
        ("redirect-to?url=http%3A%2F%2F10.0.0.1%2F%3Fa%3D1%26b", moved("http://10.0.0.1/?a=1&b")),
        ("redirect-nowhere", good("<!DOCTYPE html>\n<title>Moved</title>\n", status: "302 Found")),
        ("latency?ms=1", good(page("A late page"))),
        ("trickle?bytes=5&interval-ms=1", good("xxxxx")),
        ("slow-headers?interval-ms=0", good(page("Slow headers"))),
        (
            "truncated-chunked",
            "HTTP/1.1 200 OK\r\n\(html)Transfer-Encoding: chunked\r\n\r\n\(String(page("Cut in a chunk").utf8.count, radix: 16))\r\n"
                + page("Cut in a chunk") + "\r\n1000\r\nonly a part of it"
        ),
        (
            "two-lengths",
            "HTTP/1.1 200 OK\r\n\(html)Content-Length: \(page("Two lengths").utf8.count)\r\nContent-Length: 10\r\n\r\n"
                + page("Two lengths")
        ),
        (
            "chunked",
            {
                let body = Array(page("In chunks").utf8)
                let part = { (range: Range<Int>) in String(decoding: body[range], as: UTF8.self) }
                return
                    "HTTP/1.1 200 OK\r\n\(html)Transfer-Encoding: chunked\r\n\r\n1\r\n\(part(0..<1))\r\n10;name=value\r\n\(part(1..<17))\r\n"
                    + "\(String(body.count - 17, radix: 16))\r\n\(part(17..<body.count))\r\n0\r\nX-Trailer: yes\r\n\r\n"
            }()
        ),
        ("no-length", "HTTP/1.1 200 OK\r\n\(html)Connection: close\r\n\r\n" + page("Ended by FIN")),
        ("http10", "HTTP/1.0 200 OK\r\n\(html)\r\n" + page("HTTP/1.0")),
        ("not-http", "220 mail.example.com ESMTP ready\r\n"),
        ("short-headers", "HTTP/1.1 200 OK\r\nContent-Type: text/h"),
        ("close", ""),
        ("keepalive-then-close", good(page("Closed after all"), html + "Connection: keep-alive\r\n")),
        (
            "1xx",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </assets/site.css>; rel=preload\r\n\r\n"
                + good(page("After interim responses"))
        ),
        (
            "broken-header",
            good(page("Broken header lines"), html).replacing(
                "\r\n\r\n", with: "\r\nno colon here\r\nBad Name: x\r\n\r\n")
        ),
        ("folded-header", good(page("Folded"), html).replacing("\r\n\r\n", with: "\r\nX-Folded: one\r\n\ttwo\r\n\r\n")),
        ("no-content-type", good(page("Without a type"), "")),
        (
            "cookie-redirect",
            good(
                "<!DOCTYPE html>\n<title>Moved</title>\n",
                html + "Set-Cookie: seen=1; Path=/fault/\r\nLocation: /fault/cookie-redirect\r\n", status: "302 Found")
        ),
        ("empty", good("")),
        ("deep?levels=3", good("<!DOCTYPE html><title>Deep</title><div><div><div><a href=\"/fault/page/1\">One</a>")),
        ("not-gzip", good(page("Not gzip at all"), html + "Content-Encoding: gzip\r\n")),
        ("unknown-encoding", good(page("In an unknown coding"), html + "Content-Encoding: x-unknown\r\n")),
    ]

    static func withServer(_ body: (FixtureServer) async throws -> Void) async throws {
        var options = FixtureServer.Options()
        options.keepsLogEntries = true
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1)), options: options, body)
    }

    @Test(arguments: exact.map(\.path))
    func aFaultIsByteForByteWhatItsTableSays(path: String) async throws {
        let expected = try #require(Self.exact.first { $0.path == path }).reply
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/" + path, port: server.port)
            #expect(reply.text == expected)
            #expect(reply.ending == .closed)
            let entry = try #require(server.log.entries.first)
            #expect(entry.bytes == reply.bytes.count)
            #expect(entry.target == "/fault/" + path)
            // The log tells the status of the final response, 0 without one.
            #expect(entry.status == (path == "1xx" ? 200 : reply.status ?? 0))
            #expect(server.log.entries.count == 1)
        }
    }

    @Test(arguments: FixtureFault.all.map(\.name))
    func everyFaultOfTheTableHasATestAndSaysWhatItIsAbout(name: String) throws {
        let others = [
            "429", "503", "never", "half", "truncated", "wrong-length", "reset", "bad-header", "header-flood", "10mb",
            "huge",
            "binary-as-html", "gzip", "gzip-twice", "deflate", "raw-deflate", "bad-gzip", "bomb",
        ]
        #expect(others.contains(name) || Self.exact.contains { $0.path.prefix { !"/?".contains($0) } == name })
        let fault = try #require(FixtureFault.all.first { $0.name == name })
        #expect(fault.usage.hasPrefix("/fault/" + name) && fault.example.hasPrefix("/fault/" + name))
        #expect(fault.effect.hasSuffix(".") && fault.expectation.hasSuffix("."))
    }

    @Test func theIndexLinksToEveryExample() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/", port: server.port)
            let reader = NaiveReader(
                url: "http://a/fault/", contentType: "text/html; charset=utf-8", fields: [:], body: reply.body)
            #expect(reader.links.map(\.url) == FixtureFault.all.map { "http://a" + $0.example })
        }
    }

    @Test(arguments: [
        ("/fault/unknown", 404), ("/fault/status/99", 404), ("/fault/status/1000", 404), ("/fault/status/x", 404),
        ("/fault/status", 404),
        ("/fault/redirect-chain/-1", 404), ("/fault/redirect-to", 400), ("/fault/redirect-to?url=a%0D%0AX:y", 400),
        ("/fault/redirect-to?url=%zz", 400), ("/fault", 404),
        ("/fault/trickle?bytes=-5&interval-ms=99999999999999999999", 200),
    ])
    func aFaultAskedForWronglyIsRefused(path: String, status: Int) async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get(path, port: server.port)
            #expect(reply.status == status)
            #expect(reply.ending == .closed)
        }
    }

    @Test(arguments: [429, 503])
    func anOverloadHealsAfterTheGivenNumberOfRequestsForThatQuery(status: Int) async throws {
        try await Self.withServer { server in
            let path = "/fault/\(status)?retry-after=2&times=2"
            for expected in [status, status, 200, 200] {
                let reply = try await RawClient.get(path, port: server.port)
                #expect(reply.status == expected)
                #expect(reply.head.contains("Retry-After: 2\r\n") == (expected == status))
            }
            let other = try await RawClient.get(path + "&other", port: server.port)
            #expect(other.status == status)
        }
    }
}
