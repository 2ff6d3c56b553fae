extension FixtureFault {
    /// Responses whose end is wrong or unusual (RFC 9112 sections 6 to 8).
    static let framing: [FixtureFault] = [
        FixtureFault(
            "truncated", effect: "Content-Length 10000, 5,000 bytes of body, then FIN.",
            expectation: "A cut response: recorded as such, never as a whole page."
        ) { _ in
            let head = FixtureScript.head(200, [Self.html], length: 10_000)
            return FixtureScript(
                status: 200, [.send(head + Self.pageBody("Cut", filler: 6_000).prefix(5_000))], end: .close)
        },
        FixtureFault(
            "truncated-chunked", effect: "One whole chunk, a part of the second, then FIN: no last chunk.",
            expectation: "A cut response."
        ) { _ in
            let body = Self.chunk(Self.pageBody("Cut in a chunk")) + Array("1000\r\nonly a part of it".utf8)
            return FixtureScript(status: 200, [.send(Self.chunkedHead() + body)], end: .close)
        },
        FixtureFault(
            "wrong-length", effect: "Content-Length 100, then a longer body; the connection stays open.",
            expectation:
                "The first 100 bytes are the body; the rest is never read as a response, the connection is not used again."
        ) { _ in
            let head = FixtureScript.head(200, [Self.html], length: 100)
            return FixtureScript(status: 200, [.send(head + Self.pageBody("Too long", filler: 500))], end: .keepAlive)
        },
        FixtureFault(
            "two-lengths", effect: "Two Content-Length lines that differ.",
            expectation: "Refused (RFC 9112 section 6.3), or read with the connection given up after it."
        ) { _ in
            let body = Self.pageBody("Two lengths")
            let fields = [
                Self.html, HTTPField("Content-Length", String(body.count)), HTTPField("Content-Length", "10"),
            ]
            return FixtureScript(status: 200, [.send(FixtureScript.head(200, fields, length: nil) + body)], end: .close)
        },
        FixtureFault(
            "chunked",
            effect: "A good page in chunks of 1, 16 and the remaining bytes, with an extension and a trailer.",
            expectation: "Fetched and read."
        ) { _ in
            let body = Self.pageBody("In chunks")
            var bytes = Self.chunkedHead() + Self.chunk(body[..<1]) + Self.chunk(body[1..<17], extension: ";name=value")
            bytes += Self.chunk(body[17...])
            bytes += "0\r\nX-Trailer: yes\r\n\r\n".utf8
            return FixtureScript(status: 200, [.send(bytes)], end: .keepAlive)
        },
        FixtureFault(
            "no-length", effect: "A body without length, ended by FIN.",
            expectation: "Fetched and read (RFC 9112 section 6.3)."
        ) { _ in
            let fields = [Self.html, HTTPField("Connection", "close")]
            return FixtureScript(
                status: 200, [.send(FixtureScript.head(200, fields, length: nil) + Self.pageBody("Ended by FIN"))],
                end: .close)
        },
        FixtureFault(
            "http10", effect: "An HTTP/1.0 response, ended by FIN.", expectation: "Fetched and read."
        ) { _ in
            let head = Array("HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".utf8)
            return FixtureScript(status: 200, [.send(head + Self.pageBody("HTTP/1.0"))], end: .close)
        },
        FixtureFault(
            "not-http", effect: "Bytes that are no HTTP, then FIN.", expectation: "A protocol error."
        ) { _ in
            FixtureScript(status: 0, [.send(Array("220 mail.example.com ESMTP ready\r\n".utf8))], end: .close)
        },
        FixtureFault(
            "short-headers", effect: "The head ends in the middle of a header line: FIN.",
            expectation: "A cut response, and the client lives on."
        ) { _ in
            FixtureScript(status: 200, [.send(Array("HTTP/1.1 200 OK\r\nContent-Type: text/h".utf8))], end: .close)
        },
        FixtureFault(
            "close", effect: "FIN without a byte.", expectation: "A connection error; tried again on a new connection."
        ) { _ in
            FixtureScript(status: 0, [], end: .close)
        },
        FixtureFault(
            "reset", usage: "reset?after=N", example: "reset",
            effect: "RST after N (0) bytes of a response.",
            expectation: "A connection error; tried again on a new connection."
        ) { call in
            let body = Self.pageBody("Reset", filler: 1_000)
            let bytes = FixtureScript.head(200, [Self.html], length: body.count) + body
            let after = call.number("after", default: 0, limit: bytes.count - 1)
            return FixtureScript(
                status: after > 0 ? 200 : 0, after > 0 ? [.send(Array(bytes.prefix(after)))] : [], end: .reset)
        },
        FixtureFault(
            "keepalive-then-close", effect: "A good response that promises keep-alive, then FIN.",
            expectation: "Fetched; the next request goes to a new connection without an error."
        ) { _ in
            var script = FixtureScript.response(
                200, [Self.html, HTTPField("Connection", "keep-alive")], Self.pageBody("Closed after all"))
            script.end = .close
            return script
        },
    ]

    static func chunkedHead(_ fields: [HTTPField] = []) -> [UInt8] {
        FixtureScript.head(200, [Self.html] + fields + [HTTPField("Transfer-Encoding", "chunked")], length: nil)
    }

    static func chunk(_ bytes: some Collection<UInt8>, extension: String = "") -> [UInt8] {
        Array((String(bytes.count, radix: 16) + `extension` + "\r\n").utf8) + bytes + Array("\r\n".utf8)
    }
}
