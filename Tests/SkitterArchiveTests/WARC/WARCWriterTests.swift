import FoundationEssentials
import SkitterArchive
import SkitterCompression
import SkitterCore
import SkitterDigest
import Synchronization
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct WARCWriterTests {
    private static func writer(
        _ scratch: Scratch, seed: UInt64 = 1, _ change: (inout WARCConfiguration) -> Void = { _ in }
    ) throws -> WARCWriter {
        var configuration = WARCConfiguration()
        configuration.name = "test"
        configuration.information = [("software", "Skitter/1"), ("description", "two\r\nlines")]
        change(&configuration)
        return try WARCWriter(
            directory: scratch.path, configuration: configuration, generator: SplitMix64(seed: seed),
            startedMicroseconds: 1_764_086_400_000_000)
    }

    @Test func anExchangeIsAResponseAndItsRequest() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        var exchange = WARCDice.exchange("https://a.example/x", body: "<html>")
        exchange.address = IPAddress(v4: 0x0A00_0001)
        exchange.protocols = ["h2", "tls/1.3"]
        let location = try writer.append(exchange)
        #expect(location.fileName == "test-20251125160000-00000.warc.gz")
        let (records, ending) = try ReadRecord.all(scratch.path(location.fileName))
        #expect(ending == .whole)
        try #require(records.map(\.head.type) == ["warcinfo", "response", "request"])

        let (info, response, request) = (records[0], records[1], records[2])
        #expect(info.head.version == "WARC/1.1")
        #expect(info.field("WARC-Filename") == location.fileName)
        #expect(info.field("Content-Type") == "application/warc-fields")
        #expect(info.text == "software: Skitter/1\r\ndescription: two  lines\r\n")

        #expect(response.block == exchange.responseHead + exchange.body)
        #expect(response.field("WARC-Target-URI") == "https://a.example/x")
        #expect(response.field("WARC-Date") == "2025-11-24T16:00:00.123456Z")
        #expect(response.field("WARC-IP-Address") == "10.0.0.1")
        #expect(response.head.fields.values(of: "WARC-Protocol") == ["h2", "tls/1.3"])
        #expect(response.field("WARC-Warcinfo-ID") == info.field("WARC-Record-ID"))
        #expect(response.field("Content-Type") == "application/http;msgtype=response")
        #expect(response.field("WARC-Truncated") == nil)
        #expect(response.extent == WARCReader.Extent(offset: location.offset, length: location.length))

        #expect(request.block == exchange.request)
        #expect(request.field("WARC-Concurrent-To") == response.field("WARC-Record-ID"))
        #expect(request.field("WARC-Date") == response.field("WARC-Date"))
        #expect(request.field("Content-Type") == "application/http;msgtype=request")
        #expect(request.extent?.offset == location.requestOffset)
        #expect(Set(records.compactMap { $0.field("WARC-Record-ID") }).count == 3)
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func digestsAreThoseOfBlockAndPayload(algorithm: DigestAlgorithm) throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch) { $0.digest = algorithm }
        let exchange = WARCDice.exchange(body: "abc")
        let location = try writer.append(exchange)
        let response = try #require(try ReadRecord.all(scratch.path(location.fileName)).records.dropFirst().first)
        let known =
            algorithm == .sha1
            ? "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5"
            : "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(response.field("WARC-Payload-Digest") == known)
        var stream = try DigestStream(algorithm)
        stream.update(response.block.span)
        #expect(response.field("WARC-Block-Digest") == stream.finish().warcText)
        #expect(location.indexEntry.digest == known)
    }

    @Test(
        arguments: [
            (
                ["h2", "tls/1.3"], "HTTP/2 200 \r\n", "HTTP/1.1 200 \r\n", "GET /HTTP/2 HTTP/2\r\n",
                "GET /HTTP/2 HTTP/1.1\r\n"
            ),
            (["h3"], "HTTP/3.0 200 OK\n", "HTTP/1.1 200 OK\n", "GET / HTTP/3\r\n", "GET / HTTP/1.1\r\n"),
            (["h2"], "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n", "GET", "GET"),
            (["http/1.1"], "HTTP/2 200 OK\r\n", "HTTP/2 200 OK\r\n", "GET / HTTP/2\r\n", "GET / HTTP/2\r\n"),
            ([], "HTTP/2 200 OK\r\n", "HTTP/2 200 OK\r\n", "", ""),
        ] as [([String], String, String, String, String)])
    func fieldsWithoutLinesAreWrittenInTheSyntaxOfHTTP1(
        protocols: [String], head: String, written: String, request: String, writtenRequest: String
    ) throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        var exchange = WARCDice.exchange(body: "HTTP/2 x", head: head + "A: HTTP/2\r\n\r\n")
        exchange.protocols = protocols
        exchange.request = Array(request.utf8)
        let location = try writer.append(exchange)
        let records = try ReadRecord.all(scratch.path(location.fileName)).records
        #expect(records[1].text == written + "A: HTTP/2\r\n\r\nHTTP/2 x")
        #expect(records[1].head.fields.values(of: "WARC-Protocol") == protocols)
        #expect(records[2].text == writtenRequest)
        #expect(location.indexEntry.status == "200")
    }

    @Test func thePayloadIsDigestedWithoutItsTransferCoding() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        var chunked = WARCDice.exchange(body: "3\r\nabc\r\n0\r\n\r\n")
        chunked.payload = Array("abc".utf8)
        let first = try writer.append(chunked)
        let second = try writer.append(WARCDice.exchange("http://b.example/", body: "abc"))
        #expect(first.indexEntry.digest == second.indexEntry.digest)
        #expect(second.isRevisit)
        let records = try ReadRecord.all(scratch.path(first.fileName)).records
        #expect(records[1].block == chunked.responseHead + chunked.body)
    }

    @Test func whatTheServerSaysHasNotChangedIsReferredToByItsURLAndDate() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        var exchange = WARCDice.exchange("http://a.example/one", body: "", head: "HTTP/1.1 304 Not Modified\r\n\r\n")
        exchange.unchangedSinceMicroseconds = exchange.startedMicroseconds - 1_000_000
        let location = try writer.append(exchange)
        #expect(location.isRevisit && location.indexEntry.mime == "warc/revisit")
        #expect(location.indexEntry.status == "304" && location.indexEntry.digest == nil)
        let records = try ReadRecord.all(scratch.path(location.fileName)).records
        try #require(records.map(\.head.type) == ["warcinfo", "revisit", "request"])
        let revisit = records[1]
        #expect(revisit.field("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified")
        #expect(revisit.field("WARC-Refers-To-Target-URI") == "http://a.example/one")
        #expect(revisit.field("WARC-Refers-To-Date") == "2025-11-24T15:59:59.123456Z")
        #expect(revisit.field("WARC-Refers-To") == nil && revisit.field("WARC-Payload-Digest") == nil)
        #expect(revisit.field("WARC-Truncated") == nil)
        #expect(revisit.block == exchange.responseHead)
        #expect(records[2].field("WARC-Concurrent-To") == revisit.field("WARC-Record-ID"))
        // It is no original of anything.
        #expect(try !writer.append(WARCDice.exchange(body: "a")).isRevisit)
    }

    @Test func aKnownPayloadIsReferredTo() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        let original = WARCDice.exchange("http://a.example/one", body: "same")
        var again = WARCDice.exchange("http://b.example/two", body: "same", head: "HTTP/1.1 203 Y\r\nX: 1\r\n\r\n")
        again.startedMicroseconds += 5_000_000
        let first = try writer.append(original)
        let second = try writer.append(again)
        #expect(!first.isRevisit)
        #expect(second.isRevisit)
        #expect(second.indexEntry.mime == "warc/revisit")
        #expect(second.indexEntry.status == "203")
        let records = try ReadRecord.all(scratch.path(first.fileName)).records
        try #require(records.map(\.head.type) == ["warcinfo", "response", "request", "revisit", "request"])
        let revisit = records[3]
        #expect(revisit.block == again.responseHead)
        #expect(
            revisit.field("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")
        #expect(revisit.field("WARC-Refers-To") == records[1].field("WARC-Record-ID"))
        #expect(revisit.field("WARC-Refers-To-Target-URI") == "http://a.example/one")
        #expect(revisit.field("WARC-Refers-To-Date") == records[1].field("WARC-Date"))
        #expect(revisit.field("WARC-Payload-Digest") == records[1].field("WARC-Payload-Digest"))
        #expect(revisit.field("WARC-Truncated") == "length")
        #expect(records[4].field("WARC-Concurrent-To") == revisit.field("WARC-Record-ID"))
    }

    @Test func emptyAndTruncatedPayloadsAreNeitherRevisitsNorOriginals() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        for _ in 0..<2 {
            #expect(try !writer.append(WARCDice.exchange(body: "")).isRevisit)
            var cut = WARCDice.exchange(body: "begin")
            cut.truncation = .length
            #expect(try !writer.append(cut).isRevisit)
        }
        #expect(try !writer.append(WARCDice.exchange(body: "begin")).isRevisit)
        #expect(try writer.append(WARCDice.exchange(body: "begin")).isRevisit)
    }

    @Test func payloadsMetLeastRecentlyAreForgotten() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch) { $0.rememberedPayloads = 4 }
        for body in ["a", "b", "c", "d", "e"] { #expect(try !writer.append(WARCDice.exchange(body: body)).isRevisit) }
        #expect(try writer.append(WARCDice.exchange(body: "c")).isRevisit)
        #expect(try !writer.append(WARCDice.exchange(body: "a")).isRevisit)
        var without = try Self.writer(try Scratch()) { $0.rememberedPayloads = 0 }
        for _ in 0..<3 { #expect(try !without.append(WARCDice.exchange(body: "a")).isRevisit) }
    }

    @Test(arguments: [
        (Truncation.length, "length"), (.time, "time"), (.disconnect, "disconnect"), (.unwanted, "unspecified"),
        (.ratio, "unspecified"),
    ])
    func theReasonOfATruncationIsSaid(truncation: Truncation, reason: String) throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        var exchange = WARCDice.exchange(body: "begin")
        exchange.truncation = truncation
        let location = try writer.append(exchange)
        let records = try ReadRecord.all(scratch.path(location.fileName)).records
        #expect(records[1].field("WARC-Truncated") == reason)
        #expect(records[1].field("WARC-Payload-Digest") != nil)
        #expect(records[2].field("WARC-Truncated") == nil)
    }

    @Test func aCutHeadHasNoPayload() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        var exchange = WARCDice.exchange(body: "", head: "HTTP/1.1 200 OK\r\nContent-Ty")
        exchange.truncation = .disconnect
        let location = try writer.append(exchange)
        let response = try ReadRecord.all(scratch.path(location.fileName)).records[1]
        #expect(response.field("WARC-Payload-Digest") == nil)
        #expect(response.block == exchange.responseHead)
        #expect(location.indexEntry.digest == "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    }

    @Test func valuesCannotBeginALine() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        let location = try writer.append(WARCDice.exchange("http://a.example/\r\nWARC-Type: warcinfo\r\n\r\n"))
        let records = try ReadRecord.all(scratch.path(location.fileName)).records
        #expect(records.map(\.head.type) == ["warcinfo", "response", "request"])
    }

    @Test func aFullFileIsFollowedByTheNext() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch) { $0.fileLimitBytes = 2_000 }
        var locations: [WARCLocation] = []
        var dice = WARCDice(seed: 3)
        for number in 0..<20 { locations.append(try writer.append(dice.exchange(number))) }
        let names = try WARCFiles.names(in: scratch.path)
        #expect(names.count > 3)
        #expect(names.sorted() == scratch.names)
        for (serial, name) in names.enumerated() {
            #expect(name.hasSuffix("-0000\(serial).warc.gz") || name.hasSuffix("-000\(serial).warc.gz"))
            let (records, ending) = try ReadRecord.all(scratch.path(name))
            #expect(ending == .whole)
            #expect(records.first?.head.type == "warcinfo")
            #expect(records.first?.field("WARC-Filename") == name)
            #expect(records.filter { $0.head.type == "warcinfo" }.count == 1)
            #expect(records.count - 1 == 2 * locations.filter { $0.fileName == name }.count)
            let length = FileManager.default.contents(atPath: scratch.path(name))?.count
            #expect(length == locations.last { $0.fileName == name }?.endOffset)
        }
        // A file is left when it is full, not before.
        for (one, next) in zip(locations, locations.dropFirst()) {
            #expect((one.endOffset >= 2_000) == (one.fileName != next.fileName))
        }
        #expect(writer.position == locations.last?.position)
    }

    @Test func eachRecordIsAGzipMemberAtItsPlace() throws {
        let scratch = try Scratch()
        var writer = try Self.writer(scratch) { $0.fileLimitBytes = 100_000 }
        var dice = WARCDice(seed: 5)
        for number in 0..<60 {
            let exchange = dice.exchange(number)
            let location = try writer.append(exchange)
            let file = Array(try #require(FileManager.default.contents(atPath: scratch.path(location.fileName))))
            let member = Gzip.inflate(Array(file[location.offset..<location.requestOffset]), limitBytes: 1 << 20)
            #expect(member.flaw == nil)
            let text = String(decoding: member.bytes, as: UTF8.self)
            #expect(text.hasPrefix("WARC/1.1\r\nWARC-Type: \(location.isRevisit ? "revisit" : "response")\r\n"))
            #expect(location.length == location.requestOffset - location.offset)
            let request = Gzip.inflate(Array(file[location.requestOffset..<location.endOffset]), limitBytes: 1 << 20)
            #expect(String(decoding: request.bytes, as: UTF8.self).hasPrefix("WARC/1.1\r\nWARC-Type: request\r\n"))
            let whole = exchange.responseHead + (location.isRevisit ? [] : exchange.body) + Array("\r\n\r\n".utf8)
            let isWhole = member.bytes.suffix(whole.count) == whole[...]
            #expect(isWhole)
        }
    }

    @Test func equalInputGivesEqualFiles() throws {
        var contents: [Data?] = []
        for _ in 0..<2 {
            let scratch = try Scratch()
            var writer = try Self.writer(scratch, seed: 9)
            var dice = WARCDice(seed: 9)
            for number in 0..<10 { _ = try writer.append(dice.exchange(number)) }
            contents.append(FileManager.default.contents(atPath: scratch.path(writer.position.fileName)))
        }
        #expect(contents[0] != nil)
        #expect(contents[0] == contents[1])
    }

    @Test func whatIsCompressedAlreadyIsStored() throws {
        var generator = SplitMix64(seed: 4)
        let noise = (0..<50_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let scratch = try Scratch()
        var writer = try Self.writer(scratch)
        let types = ["Content-Encoding: gzip", "Content-Type: image/png", "Content-Type: video/mp4"]
        for (index, line) in types.enumerated() {
            var exchange = WARCDice.exchange(head: "HTTP/1.1 200 OK\r\n\(line)\r\n\r\n")
            exchange.body = noise
            exchange.body[0] = UInt8(index)
            let location = try writer.append(exchange)
            #expect(location.length < noise.count + 1_000)
        }
        var text = WARCDice.exchange(head: "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\n")
        text.body = [UInt8](repeating: 0x20, count: 50_000)
        #expect(try writer.append(text).length < 2_000)
    }

    @Test func aFileOfAnotherIsNotTouched() throws {
        let scratch = try Scratch()
        scratch.put("mine", as: "test-20251125160000-00000.warc.gz")
        let error = #expect(throws: ArchiveError.self) { _ = try Self.writer(scratch) }
        #expect(error?.code == .notEmpty)
        #expect(scratch.text("test-20251125160000-00000.warc.gz") == "mine")
    }

    @Test func onAFullDiskTheFileEndsWithAWholeExchange() throws {
        let scratch = try Scratch()
        let room = Atomic<Int>(5_000)
        var writer = try WARCWriter(
            directory: scratch.path, configuration: WARCConfiguration(), generator: SplitMix64(seed: 1),
            startedMicroseconds: 0,
            writeCall: { descriptor, bytes in
                let count = min(bytes.count, room.load(ordering: .relaxed))
                guard count > 0 else {
                    errno = ENOSPC
                    return -1
                }
                room.subtract(count, ordering: .relaxed)
                return write(descriptor, bytes.baseAddress, count)
            })
        var dice = WARCDice(seed: 7)
        var good = writer.position
        var failure: ArchiveError?
        for number in 0..<1_000 {
            do {
                good = try writer.append(dice.exchange(number)).position
            } catch {
                failure = error
                break
            }
        }
        #expect(failure?.code == .full)
        #expect(writer.position == good)
        let path = scratch.path(good.fileName)
        #expect(FileManager.default.contents(atPath: path)?.count == good.length)
        #expect(try ReadRecord.all(path).ending == .whole)
        // With room again the series goes on.
        room.store(1 << 20, ordering: .relaxed)
        _ = try writer.append(WARCDice.exchange())
        #expect(try ReadRecord.all(path).records.last?.head.type == "request")
    }
}
