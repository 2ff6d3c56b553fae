import SkitterFixtureWeb
import Testing

/// Content codings, decoded by a reader of the tests' own.
@Suite struct FixtureFaultEncodingTests {
    private static func body(_ path: String) async throws -> [UInt8] {
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 1))) { server in
            let reply = try await RawClient.get("/fault/" + path, port: server.port)
            let coding = path.contains("deflate") ? "deflate" : "gzip"
            #expect(reply.head.contains("Content-Encoding: \(coding)\r\nContent-Length: \(reply.body.count)\r\n"))
            return reply.body
        }
    }

    @Test func gzipIsGood() async throws {
        #expect(try await Inflater.gunzip(Self.body("gzip")) == Array(FixtureFaultTests.page("In gzip").utf8))
    }

    @Test func twoMembersAreOnePage() async throws {
        #expect(
            try await Inflater.gunzip(Self.body("gzip-twice")) == Array(FixtureFaultTests.page("In two members").utf8))
    }

    @Test func deflateHasTheZlibWrapper() async throws {
        let body = try await Self.body("deflate")
        let page = Array(FixtureFaultTests.page("In deflate").utf8)
        #expect(body.prefix(2).elementsEqual([0x78, 0x01]))
        let (output, used) = try Inflater.inflate(Array(body.dropFirst(2)))
        #expect(output == page)
        #expect(used == body.count - 6)
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in page {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        #expect(body.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } == high << 16 | low)
    }

    @Test func rawDeflateHasNoWrapper() async throws {
        let body = try await Self.body("raw-deflate")
        let (output, used) = try Inflater.inflate(body)
        #expect(output == Array(FixtureFaultTests.page("In raw deflate").utf8))
        #expect(used == body.count)
    }

    @Test func badGzipFailsAfterItsGoodPart() async throws {
        let body = try await Self.body("bad-gzip")
        #expect(throws: Inflater.Failure.badBlock) { try Inflater.gunzip(body) }
        // The good part is a stored block of 300 bytes.
        #expect(body[10..<15].elementsEqual([0, 0x2C, 0x01, 0xD3, 0xFE]))
        #expect(
            body[15..<315].elementsEqual(FixtureFaultTests.page("Not quite gzip").utf8.prefix(200) + body[215..<315]))
    }

    @Test(arguments: [0, 1_000, 1_000_000])
    func aBombIsAGoodMemberOfAboutTheSizeAskedFor(bytes: Int) async throws {
        let body = try await Self.body("bomb?bytes=\(bytes)")
        let page = try Inflater.gunzip(body)
        #expect(page.starts(with: FixtureFaultTests.page("A bomb").utf8))
        #expect(page.last == UInt8(ascii: "x"))
        #expect(page.count >= bytes && page.count <= max(bytes, 300) + 600)
    }

    @Test func aBombIsSmallOnTheWire() async throws {
        let body = try await Self.body("bomb")
        #expect(body.count < 100_000)
    }
}
