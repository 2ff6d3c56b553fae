extension FixtureFault {
    static let headers: [FixtureFault] = [
        FixtureFault(
            "1xx", effect: "100 and 103 (with a Link line) before the 200.",
            expectation: "Fetched; interim responses are skipped (RFC 9110 section 15.2)."
        ) { _ in
            let interim =
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </assets/site.css>; rel=preload\r\n\r\n"
            let body = Self.pageBody("After interim responses")
            return FixtureScript(
                status: 200,
                [.send(Array(interim.utf8) + FixtureScript.head(200, [Self.html], length: body.count) + body)],
                end: .keepAlive)
        },
        FixtureFault(
            "bad-header",
            effect: "A line \"Name:value\" without a space, one with bytes that are not UTF-8, an empty value.",
            expectation: "Fetched: the space is optional and any byte above 0x7F is allowed (RFC 9110 section 5.5)."
        ) { _ in
            let lines =
                Array("X-Tight:value\r\nX-Latin: caf".utf8) + [0xE9, 0xFF, 0xFE] + Array("\r\nX-Empty:\r\n".utf8)
            return Self.page("Odd header lines", lines: lines)
        },
        FixtureFault(
            "broken-header", effect: "A line without a colon and a name with a space.",
            expectation: "Refused as a protocol error or read without those lines; the client lives on."
        ) { _ in
            Self.page("Broken header lines", lines: Array("no colon here\r\nBad Name: x\r\n".utf8))
        },
        FixtureFault(
            "folded-header", effect: "A header line folded over two lines (obs-fold).",
            expectation: "Read as one line, or refused (RFC 9112 section 5.2)."
        ) { _ in
            Self.page("Folded", lines: Array("X-Folded: one\r\n\ttwo\r\n".utf8))
        },
        FixtureFault(
            "header-flood", usage: "header-flood?lines=N", example: "header-flood?lines=20000",
            effect: "N (20,000) header lines of about 100 bytes, then a good page.",
            expectation: "Refused at the client's own limit of header bytes, without the memory for all of them."
        ) { call in
            let lines = call.number("lines", default: 20_000, limit: 10_000_000)
            let line = Array(("X-Flood: " + String(repeating: "f", count: 89) + "\r\n").utf8)
            let body = Self.pageBody("After a flood")
            let head = FixtureScript.head(200, [Self.html], length: body.count)
            // Many lines a write: the flood is about bytes, not about packets.
            let block = Array(repeatElement(line, count: 100).joined())
            let rest = Array(repeatElement(line, count: lines % 100).joined())
            return FixtureScript(
                status: 200,
                [
                    .send(Array(head.dropLast(2))), .repeated(block, times: lines / 100, pause: .zero),
                    .send(rest + Array("\r\n".utf8) + body),
                ], end: .keepAlive)
        },
        FixtureFault(
            "no-content-type", effect: "A page without a Content-Type line.",
            expectation: "Read as HTML by its first bytes, or recorded as of unknown type."
        ) { _ in
            .response(200, [], Self.pageBody("Without a type"))
        },
        FixtureFault(
            "cookie-redirect", effect: "Sets a cookie and redirects to itself; never shows a page.",
            expectation: "At most one more try with the cookie, then a loop."
        ) { call in
            .html(
                302, "<!DOCTYPE html>\n<title>Moved</title>\n",
                [
                    HTTPField("Set-Cookie", "seen=1; Path=/fault/"), HTTPField("Location", call.target),
                ])
        },
    ]

    /// A good page with further header lines, given as they are sent.
    private static func page(_ title: String, lines: [UInt8]) -> FixtureScript {
        let body = Self.pageBody(title)
        let head = FixtureScript.head(200, [Self.html], length: body.count)
        return FixtureScript(
            status: 200, [.send(Array(head.dropLast(2)) + lines + Array("\r\n".utf8) + body)], end: .keepAlive)
    }
}
