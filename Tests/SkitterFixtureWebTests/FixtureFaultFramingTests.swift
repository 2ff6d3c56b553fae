import Foundation
import SkitterFixtureWeb
import SkitterTesting
import Testing

/// Faults that are about time, size, or the end of the connection.
@Suite struct FixtureFaultFramingTests {
    private static func withServer(_ body: (FixtureServer) async throws -> Void) async throws {
        try await FixtureFaultTests.withServer(body)
    }

    @Test(.timeLimit(.minutes(Patience.minutes(1)))) func neverSaysNothing() async throws {
        try await Self.withServer { server in
            let connection = try await RawClient.open(RawClient.request("/fault/never"), port: server.port)
            defer { connection.close() }
            // This fault is logged when it begins to wait.
            while server.log.entries.isEmpty { await Task.yield() }
            #expect(connection.pending == .silent)
            #expect(server.log.entries.map(\.status) == [0])
            #expect(server.log.entries.map(\.bytes) == [0])
        }
    }

    @Test func halfStopsInTheMiddle() async throws {
        try await Self.withServer { server in
            let connection = try await RawClient.open(RawClient.request("/fault/half"), port: server.port)
            defer { connection.close() }
            let reply = try await connection.read(limit: 1)
            let length = try #require(Self.contentLength(reply.head))
            #expect(reply.body.count == length / 2)
            #expect(connection.pending == .silent)
        }
    }

    @Test func truncatedEndsBeforeItsLength() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/truncated", port: server.port)
            #expect(reply.head == "HTTP/1.1 200 OK\r\n\(FixtureFaultTests.html)Content-Length: 10000\r\n\r\n")
            #expect(reply.body.count == 5_000)
            #expect(reply.ending == .closed)
        }
    }

    @Test func wrongLengthSendsMoreThanItSaysAndGoesOn() async throws {
        try await Self.withServer { server in
            let first = "GET /fault/wrong-length HTTP/1.1\r\nHost: a\r\n\r\n"
            let reply = try await RawClient.exchange(first + RawClient.request("/fault/empty"), port: server.port)
            #expect(Self.contentLength(reply.head) == 100)
            let next = "</body></html>\n" + FixtureFaultTests.good("")
            #expect(reply.text.hasSuffix(next))
            #expect(reply.body.count - FixtureFaultTests.good("").utf8.count > 500)
        }
    }

    @Test func resetSendsRSTAtOnceOrAfterSomeBytes() async throws {
        try await Self.withServer { server in
            let none = try await RawClient.get("/fault/reset", port: server.port)
            #expect(none.bytes == [] && none.ending == .reset)
            let some = try await RawClient.get("/fault/reset?after=200", port: server.port)
            // What was sent before a reset may be lost with it.
            #expect(some.bytes.count <= 200 && some.ending == .reset)
            #expect(server.log.entries.map(\.bytes) == [0, 200])
        }
    }

    @Test func keepaliveThenCloseEndsTheConnectionAlthoughItWasNotAskedTo() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.exchange(
                "GET /fault/keepalive-then-close HTTP/1.1\r\nHost: a\r\n\r\n", port: server.port)
            #expect(reply.head.contains("Connection: keep-alive\r\n"))
            #expect(reply.body.count == Self.contentLength(reply.head))
            #expect(reply.ending == .closed)
        }
    }

    @Test func aGoodAnswerKeepsTheConnection() async throws {
        try await Self.withServer { server in
            let connection = try await RawClient.open(
                "GET /fault/page/1 HTTP/1.1\r\nHost: a\r\n\r\n", port: server.port)
            defer { connection.close() }
            let reply = try await connection.read(
                limit: FixtureFaultTests.good(FixtureFaultTests.page("Page 1")).utf8.count)
            #expect(reply.text == FixtureFaultTests.good(FixtureFaultTests.page("Page 1")))
            #expect(connection.pending == .silent)
        }
    }

    @Test func timingFaultsTakeTheirTime() async throws {
        try await Self.withServer { server in
            for (path, least) in [
                ("latency?ms=150", 150), ("trickle?bytes=15&interval-ms=10", 150), ("slow-headers?interval-ms=2", 150),
            ] {
                let started = ContinuousClock.now
                let reply = try await RawClient.get("/fault/" + path, port: server.port)
                #expect(reply.status == 200)
                #expect(started.duration(to: .now) >= .milliseconds(least), "\(path)")
            }
        }
    }

    @Test func badHeaderHasBytesThatAreNotUTF8() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/bad-header", port: server.port)
            let body = FixtureFaultTests.page("Odd header lines")
            let head =
                "HTTP/1.1 200 OK\r\n\(FixtureFaultTests.html)Content-Length: \(body.utf8.count)\r\nX-Tight:value\r\nX-Latin: caf"
            #expect(reply.bytes == Array(head.utf8) + [0xE9, 0xFF, 0xFE] + Array("\r\nX-Empty:\r\n\r\n\(body)".utf8))
        }
    }

    @Test(arguments: [0, 1, 99, 100, 250])
    func headerFloodHasAsManyLinesAsAskedFor(lines: Int) async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/header-flood?lines=\(lines)", port: server.port)
            #expect(reply.head.components(separatedBy: "\r\nX-Flood: ").count == lines + 1)
            #expect(reply.body == Array(FixtureFaultTests.page("After a flood").utf8))
            #expect(server.log.entries.map(\.bytes) == [reply.bytes.count])
        }
    }

    @Test func tenMegabytesAreTenMegabytes() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/10mb", port: server.port)
            let head = "HTTP/1.1 200 OK\r\n\(FixtureFaultTests.html)Content-Length: 10000000\r\n\r\n"
            #expect(reply.bytes.starts(with: head.utf8))
            #expect(reply.bytes.count == head.utf8.count + 10_000_000)
            #expect(
                reply.bytes.suffix(40).elementsEqual("<p><a href=\"/fault/page/3\">Three</a></p>\n".utf8.suffix(40)))
        }
    }

    @Test(arguments: [0, 1, 65_536, 200_000])
    func hugeStreamsAsManyBytesAsAskedFor(bytes: Int) async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/huge?bytes=\(bytes)", port: server.port)
            let body = try #require(Self.dechunked(reply.body))
            #expect(body.count == FixtureFaultTests.page("Huge").utf8.count + bytes)
        }
    }

    @Test func hugeEndsWhenItsClientLeaves() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/huge?bytes=1000000000000", port: server.port, limit: 1_000_000)
            #expect(reply.ending == .enough)
            let next = try await RawClient.get("/fault/empty", port: server.port)
            #expect(next.status == 200)
        }
    }

    @Test func binaryIsTheSameEachTime() async throws {
        try await Self.withServer { server in
            let reply = try await RawClient.get("/fault/binary-as-html", port: server.port)
            let again = try await RawClient.get("/fault/binary-as-html", port: server.port)
            #expect(reply.bytes == again.bytes)
            #expect(reply.head == "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 65536\r\n\r\n")
            #expect(reply.body.count == 65_536)
            #expect(Set(reply.body).count == 256)
        }
    }

    private static func contentLength(_ head: String) -> Int? {
        head.components(separatedBy: "Content-Length: ").dropFirst().first.flatMap { Int($0.prefix { $0.isNumber }) }
    }

    private static func dechunked(_ bytes: [UInt8]) -> [UInt8]? {
        var rest = bytes[...]
        var body: [UInt8] = []
        while let end = rest.firstIndex(of: 10),
            let size = Int(String(decoding: rest[..<(end - 1)], as: UTF8.self), radix: 16)
        {
            rest = rest[(end + 1)...]
            if size == 0 { return rest.elementsEqual([13, 10]) ? body : nil }
            guard rest.count >= size + 2 else { return nil }
            body += rest.prefix(size)
            rest = rest.dropFirst(size + 2)
        }
        return nil
    }
}
