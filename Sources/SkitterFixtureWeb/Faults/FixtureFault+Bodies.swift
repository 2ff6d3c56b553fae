extension FixtureFault {
    static let bodies: [FixtureFault] = [
        FixtureFault(
            "empty", effect: "200, text/html, no body.", expectation: "A page without links."
        ) { _ in
            .response(200, [Self.html], [])
        },
        FixtureFault(
            "10mb", effect: "An HTML page of 10 MB: links at its start and at its end.",
            expectation: "Read up to the body limit; a cut is recorded as one."
        ) { _ in
            let start = Self.pageBody("Ten megabytes")
            let end = Array("<p><a href=\"/fault/page/3\">Three</a></p>\n".utf8)
            let block = Self.filler(65_536)
            let times = (10_000_000 - start.count - end.count) / block.count
            let rest = 10_000_000 - start.count - end.count - times * block.count
            let head = FixtureScript.head(200, [Self.html], length: 10_000_000)
            return FixtureScript(
                status: 200,
                [.send(head + start), .repeated(block, times: times, pause: .zero), .send(Self.filler(rest) + end)],
                end: .keepAlive)
        },
        FixtureFault(
            "huge", usage: "huge?bytes=N", example: "huge?bytes=50000000",
            effect: "N (50 million) bytes of HTML, streamed in chunks.",
            expectation: "Ended at the body limit, recorded as cut; memory stays flat."
        ) { call in
            let bytes = call.number("bytes", default: 50_000_000, limit: 1_000_000_000_000)
            let block = Self.filler(65_536)
            return FixtureScript(
                status: 200,
                [
                    .send(Self.chunkedHead() + Self.chunk(Self.pageBody("Huge"))),
                    .repeated(Self.chunk(block), times: bytes / block.count, pause: .zero),
                    .send(
                        (bytes % block.count > 0 ? Self.chunk(block.prefix(bytes % block.count)) : [])
                            + Array("0\r\n\r\n".utf8)),
                ], end: .keepAlive)
        },
        FixtureFault(
            "binary-as-html", effect: "64 KB of random bytes labelled text/html.",
            expectation: "No crash, no links worth following."
        ) { _ in
            var random = FixtureRandom(seed: 0xB1)
            return .response(200, [HTTPField("Content-Type", "text/html")], random.bytes(65_536))
        },
        FixtureFault(
            "deep", usage: "deep?levels=N", example: "deep?levels=100000",
            effect: "N (100,000) nested elements around a link.",
            expectation: "Read without exhausting the stack; the link is found or the page is recorded as too deep."
        ) { call in
            let levels = call.number("levels", default: 100_000, limit: 10_000_000)
            let open = Array("<!DOCTYPE html><title>Deep</title>".utf8)
            let link = Array("<a href=\"/fault/page/1\">One</a>".utf8)
            let block = Array(String(repeating: "<div>", count: 1_000).utf8)
            var bytes = FixtureScript.head(200, [Self.html], length: open.count + levels * 5 + link.count)
            bytes.reserveCapacity(bytes.count + open.count + levels * 5 + link.count)
            bytes += open
            for _ in 0..<(levels / 1_000) { bytes += block }
            bytes += block.prefix(levels % 1_000 * 5)
            bytes += link
            return FixtureScript(status: 200, [.send(bytes)], end: .keepAlive)
        },
    ]

    /// Text with spaces and line ends.
    private static func filler(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 128)
        var index = 0
        while bytes.count < count {
            bytes += FixtureText.sentences[index % FixtureText.sentences.count]
            index += 1
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
