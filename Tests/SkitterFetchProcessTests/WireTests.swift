import SkitterCore
import SkitterFetchProcess
import SkitterTesting
import Testing

@Suite struct WireTests {
    @Test func anOrderArrivesAsItWasSent() throws {
        var request = FetchRequest(url: try CrawlURL("https://example.org/ä?q#f"))
        request.fields.append(name: "User-Agent", value: "skitter/ü")
        request.fields.append(name: "X-Empty", value: "")
        request.timeout = .milliseconds(1_234)
        request.bodyLimitBytes = 77
        request.wanted = .types(["text/html", "application/xml"])
        let orders = try Self.orders(
            from: Self.bytes(of: [
                .hello(version: 7, connectionsPerHost: 256), .request(42, request), .cancel(.max),
            ]))
        guard orders.count == 3, case .hello(7, 256) = orders[0], case .request(42, let arrived) = orders[1],
            case .cancel(.max) = orders[2]
        else {
            Issue.record("\(orders)")
            return
        }
        #expect(arrived.url.href == request.url.href && arrived.fields == request.fields)
        #expect(arrived.timeout == request.timeout && arrived.bodyLimitBytes == 77 && arrived.wanted == request.wanted)
    }

    /// However the stream is cut, the answers are the same.
    @Test(arguments: [1, 2, 3, 5, 7, 64, 1_000_000])
    func answersArriveWholeInAnyPieces(_ piece: Int) throws {
        var response = FetchResponse(status: 404)
        response.fields.append(name: "Content-Type", value: "text/html")
        response.truncation = .time
        response.timeToFirstByte = .milliseconds(5)
        response.totalTime = .milliseconds(9)
        var writer = ByteWriter()
        WorkerAnswer.hello(version: 1).write(to: &writer)
        WorkerAnswer.head(1, response, bodyBytes: 6).write(to: &writer)
        WorkerAnswer.body(1, [1, 2, 3]).write(to: &writer)
        WorkerAnswer.failure(2, FetchError(.tls, "no")).write(to: &writer)
        WorkerAnswer.head(3, FetchResponse(status: 204), bodyBytes: 0).write(to: &writer)
        WorkerAnswer.body(1, [4, 5, 6]).write(to: &writer)
        let (hello, ended) = try Self.answers(writer.take(), piece: piece) { _ in 6 }
        #expect(hello == 1 && ended.map(\.id) == [2, 3, 1])
        let results = ended.compactMap(\.result)
        #expect(throws: FetchError(.tls, "no")) { try results[0].get() }
        #expect(try results[1].get().status == 204)
        let whole = try results[2].get()
        #expect(whole.status == 404 && whole.body == [1, 2, 3, 4, 5, 6] && whole.truncation == .time)
        #expect(whole.fields == response.fields && whole.timeToFirstByte == .milliseconds(5))
        #expect(whole.totalTime == .milliseconds(9))
    }

    @Test func whatNobodyWaitsForIsDroppedAndItsEndTold() throws {
        var writer = ByteWriter()
        WorkerAnswer.head(1, FetchResponse(status: 200), bodyBytes: 3).write(to: &writer)
        WorkerAnswer.body(1, [1, 2, 3]).write(to: &writer)
        let (_, ended) = try Self.answers(writer.take(), piece: 100) { _ in nil }
        #expect(ended.map(\.id) == [1] && ended[0].result == nil)
    }

    @Test func aWorkerCannotSendMoreThanWasAskedFor() throws {
        var beyondLimit = ByteWriter()
        WorkerAnswer.head(1, FetchResponse(status: 200), bodyBytes: 11).write(to: &beyondLimit)
        var beyondLength = ByteWriter()
        WorkerAnswer.head(1, FetchResponse(status: 200), bodyBytes: 2).write(to: &beyondLength)
        WorkerAnswer.body(1, [1, 2, 3]).write(to: &beyondLength)
        var withoutHead = ByteWriter()
        WorkerAnswer.body(1, [1, 2, 3]).write(to: &withoutHead)
        for bytes in [
            beyondLimit.take(), beyondLength.take(), withoutHead.take(), [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0],
        ] {
            #expect(throws: WireError.self) { _ = try Self.answers(bytes, piece: 100) { _ in 10 } }
        }
    }

    /// Whatever comes is frames or a ``WireError``, never a trap.
    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func noiseIsNoTrap(_ seed: UInt64) throws {
        var dice = SplitMix64(seed: seed)
        var request = FetchRequest(url: try CrawlURL("https://example.org/"))
        request.fields.append(name: "A", value: "b")
        var bytes = Self.bytes(of: [.hello(version: 1, connectionsPerHost: 2), .request(1, request), .cancel(1)])
        var writer = ByteWriter()
        WorkerAnswer.head(1, FetchResponse(status: 200, fields: request.fields), bodyBytes: 3).write(to: &writer)
        WorkerAnswer.body(1, [1, 2, 3]).write(to: &writer)
        bytes += writer.take()
        for _ in 0..<4 {
            bytes[Int(dice.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: dice.next())
        }
        _ = try? Self.orders(from: bytes)
        _ = try? Self.answers(bytes, piece: 1 + Int(dice.next() % 50)) { _ in 10 }
    }

    private static func bytes(of orders: [WorkerOrder]) -> [UInt8] {
        var writer = ByteWriter()
        for order in orders { order.write(to: &writer) }
        return writer.take()
    }

    private static func orders(from bytes: [UInt8]) throws -> [WorkerOrder] {
        var reader = FrameReader()
        bytes.withUnsafeBytes { reader.append($0) }
        var orders: [WorkerOrder] = []
        while try reader.next({ (kind, fields) throws(WireError) in
            orders.append(try WorkerOrder(kind: kind, fields: fields))
        }) {}
        return orders
    }

    private static func answers(
        _ bytes: [UInt8], piece: Int, limit: (UInt64) -> Int?
    ) throws -> (hello: UInt16?, ended: [ResponseAssembler.Ended]) {
        var assembler = ResponseAssembler()
        var hello: UInt16?
        var ended: [ResponseAssembler.Ended] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            bytes[start..<min(start + piece, bytes.count)].withUnsafeBytes { assembler.append($0) }
            let answers = try assembler.answers(limit: limit)
            hello = hello ?? answers.hello
            ended += answers.ended
        }
        return (hello, ended)
    }
}
