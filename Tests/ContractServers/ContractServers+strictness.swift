import SkitterTesting

extension ContractServers {
    /// Responses that break HTTP, or use it in ways that clients get wrong, byte for byte.
    static let strictAnswers: [HTTPSessionContract.Behaviour: ScriptedServer.Answer] = [
        .brotli: coded("br", CodedBodies.brotli), .zstd: coded("zstd", CodedBodies.zstd),
        .gzipInBrotli: coded("gzip, br", CodedBodies.gzipInBrotli),
        .gzipMembers: coded("x-gzip", CodedBodies.gzipMembers), .rawDeflate: coded("deflate", CodedBodies.rawDeflate),
        .emptyGzip: coded("gzip", []), .brotliBomb: coded("br", CodedBodies.brotliBomb),
        .zstdBomb: coded("zstd", CodedBodies.zstdBomb),
        .gzip: coded("gzip", CodedBodies.gzip),
        .gzipCutShort: coded("gzip", Array(CodedBodies.gzip.dropLast(12))),
        .gzipBroken: coded("gzip", CodedBodies.gzip.prefix(12) + [0x07] + CodedBodies.gzip.dropFirst(13)),
        .notGzip: coded("gzip", page), .unknownCoding: coded("x-unknown", page),
        .oldVersion: ScriptedServer.Answer("HTTP/1.0 200 OK\nContent-Type: text/html\n\n", page, end: .close),
        .noStatusLine: ScriptedServer.Answer("", page, end: .close),
        .equalLengths: ok("Content-Length: \(page.count)\nContent-Length: \(page.count)", page),
        .differingLengths: ok("Content-Length: \(page.count)\nContent-Length: 10", page),
        .wordLength: ok("Content-Length: ten", page), .negativeLength: ok("Content-Length: -10", page),
        .absurdLength: ok("Content-Length: 99999999999999999999999999", page),
        .foldedLength: ok("Content-Length:\n \(page.count)", page),
        .chunkedAndLength: ok("Content-Length: 10\nTransfer-Encoding: chunked", chunks(page) + end),
        .unknownTransferCoding: ok("Transfer-Encoding: gzip, chunked", chunks(page) + end),
        .badChunkSize: chunked("5\r\nhello\r\nxyz\r\nhello\r\n"), .noChunkSize: chunked("5\r\nhello\r\n\r\n0\r\n\r\n"),
        .absurdChunkSize: chunked("fffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
        .longChunk: chunked("5\r\nhello world\r\n0\r\n\r\n"), .chunkSizeCutShort: chunked("5\r\nhello\r\n1"),
        .extensionFlood: chunked("5;" + String(repeating: "x", count: 1 << 20) + "\r\nhello\r\n0\r\n\r\n"),
        .trailerFlood: chunked(
            "5\r\nhello\r\n0\r\n" + String(repeating: "X-Trailer: x\r\n", count: 100_000) + "\r\n"),
        .nulInField: ok("X-Nul: a\0b\nContent-Length: \(page.count)", page),
        .crInField: ok("X-CR: a\rb\nContent-Length: \(page.count)", page),
        .foldedField: ok("X-Folded: one\n\ttwo\nContent-Length: \(page.count)", page),
        .oddFields: ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: text/html\nX-Tight:value\nContent-Length: \(page.count)\nX-Latin: caf",
            [0xE9] + Array("\r\n\r\n".utf8) + page),
        .informationalFlood: ScriptedServer.Answer(
            String(repeating: "HTTP/1.1 102 Processing\n\n", count: 100)
                + "HTTP/1.1 200 OK\nContent-Length: \(page.count)\n\n", page),
        .fieldFlood: ok(
            String(repeating: "X: y\n", count: 5_000) + "Content-Length: \(page.count)", page),
        .noContentWithBody: ScriptedServer.Answer("HTTP/1.1 204 No Content\nContent-Length: 8\n\nunwanted"),
        .notModifiedWithBody: ScriptedServer.Answer("HTTP/1.1 304 Not Modified\nContent-Length: 8\n\nunwanted"),
        .twoResponses: ok(
            "Content-Length: \(page.count)",
            page + Array("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nlost".utf8)),
        .notFound: ScriptedServer.Answer("HTTP/1.1 404 Not Found\nContent-Length: 4\n\nlost"),
        .hugeRedirect: ScriptedServer.Answer(
            "HTTP/1.1 302 Found\nLocation: /x\nContent-Length: 10000000\n\n",
            [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)),
        .smallImage: ScriptedServer.Answer(
            "HTTP/1.1 200 OK\nContent-Type: image/png\nContent-Length: 4\n\n", [0x89, 0x50, 0x4E, 0x47]),
        .redirectToFile: redirect(302, "file:///etc/passwd"),
        .redirectOddly: redirect(302, "/caf\u{E9} au lait?[]"),
        .trickledHead: ScriptedServer.Answer("HTTP/1.1 200 OK\nContent-", end: .silence),
    ]

    private static let end = Array("0\r\n\r\n".utf8)

    private static func coded(_ coding: String, _ body: [UInt8]) -> ScriptedServer.Answer {
        ok("Content-Encoding: \(coding)\nContent-Length: \(body.count)", body)
    }

    /// Chunks as given, then the end of the connection.
    private static func chunked(_ bytes: String) -> ScriptedServer.Answer {
        var answer = ok("Transfer-Encoding: chunked", Array(bytes.utf8))
        answer.end = .close
        return answer
    }
}
