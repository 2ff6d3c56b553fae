import FoundationEssentials
import SkitterArchive
import SkitterCompression
import SkitterCore
import SkitterTesting
import Testing

struct WARCReaderTests {
    private static func record(_ block: String, type: String = "resource", version: String = "WARC/1.0") -> String {
        "\(version)\r\nWARC-Type: \(type)\r\nWARC-Target-URI: http://a.example/\r\n"
            + "WARC-Date: 2020-01-02T03:04:05Z\r\nContent-Type: text/plain\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }

    private static func gzip(_ texts: [String]) throws -> [UInt8] {
        var writer = try GzipMemberWriter(level: 6)
        var file: [UInt8] = []
        for text in texts {
            writer.write(Array(text.utf8), to: &file)
            writer.finish(to: &file)
        }
        return file
    }

    private static func read(_ bytes: [UInt8]) throws -> (records: [ReadRecord], ending: WARCReader.Ending?) {
        let scratch = try Scratch()
        try Data(bytes).write(to: URL(fileURLWithPath: scratch.path("f.warc.gz")))
        return try ReadRecord.all(scratch.path("f.warc.gz"))
    }

    private static func read(_ text: String) throws -> (records: [ReadRecord], ending: WARCReader.Ending?) {
        try Self.read(Array(text.utf8))
    }

    @Test(arguments: [1, 3, 1_000, 1 << 16])
    func whatWasWrittenIsReadBackWhateverThePieces(pieces: Int) throws {
        let scratch = try Scratch()
        var writer = try WARCWriter(
            directory: scratch.path, generator: SplitMix64(seed: 2), startedMicroseconds: 1_764_000_000_000_000)
        var dice = WARCDice(seed: 8)
        var blocks: [[UInt8]] = []
        for number in 0..<20 {
            let exchange = dice.exchange(number)
            let isRevisit = try writer.append(exchange).isRevisit
            blocks.append(exchange.responseHead + (isRevisit ? [] : exchange.body))
            blocks.append(exchange.request)
        }
        let (records, ending) = try ReadRecord.all(scratch.path(writer.position.fileName), pieces: pieces)
        #expect(ending == .whole)
        let isEqual = records.dropFirst().map(\.block) == blocks
        #expect(isEqual)
        // Each begins where the one before ends.
        var offset = 0
        for record in records {
            #expect(record.extent?.offset == offset)
            offset += record.extent?.length ?? 0
        }
        #expect(offset == writer.position.length)
    }

    @Test func plainFilesAreReadAsWell() throws {
        let texts = [Self.record("one"), Self.record("two two", version: "WARC/0.18")]
        let (records, ending) = try Self.read(texts.joined())
        #expect(ending == .whole)
        #expect(records.map(\.text) == ["one", "two two"])
        #expect(records.map { $0.extent?.offset } == [0, texts[0].utf8.count])
        // Without gzip the empty lines belong to no record.
        #expect(records.map { $0.extent?.length } == texts.map { $0.utf8.count - 4 })
    }

    @Test(arguments: [
        // Line ends of LF alone.
        record("one").replacing("\r\n", with: "\n"),
        // None, one or four empty lines behind a record.
        record("one").replacing("one\r\n\r\n", with: "one"), record("one").replacing("one\r\n\r\n", with: "one\r\n"),
        record("one") + "\r\n\r\n",
        // Names in any case, with white space; folded values; lines without a colon.
        record("one").replacing("WARC-Type: ", with: "warc-type  :\t"),
        record("one").replacing("Content-Type: text/plain", with: "Content-Type: text/\r\n plain"),
        record("one").replacing("Content-Type", with: "nothing\r\nContent-Type"),
        record("one").replacing("http://a.example/", with: "<http://a.example/>"),
        record("one", version: "warc/1.1"), record("one", version: "WARC/0.17"),
    ])
    func whatOtherReadersTolerateIsTolerated(text: String) throws {
        for bytes in [Array((text + text).utf8), try Self.gzip([text, text])] {
            let (records, ending) = try Self.read(bytes)
            #expect(ending == .whole)
            #expect(records.map(\.text) == ["one", "one"])
            #expect(records.allSatisfy { $0.head.type == "resource" && $0.head.targetURI == "http://a.example/" })
            #expect(records.allSatisfy { $0.extent != nil })
        }
    }

    @Test func spacesInATargetAreEscaped() throws {
        let text = Self.record("x").replacing("http://a.example/", with: "http://a.example/a b c")
        #expect(try Self.read(text).records.first?.head.targetURI == "http://a.example/a%20b%20c")
    }

    @Test func aMissingLengthLastsToTheEndOfTheMember() throws {
        let text = Self.record("one").replacing("Content-Length: 3\r\n", with: "")
        let (records, ending) = try Self.read(try Self.gzip([text, text]))
        #expect(ending == .whole)
        #expect(records.map(\.text) == ["one\r\n\r\n", "one\r\n\r\n"])
    }

    @Test(arguments: ["x", "-1", "1e9", "99999999999999999999"])
    func aLengthThatIsNoneIsNothing(length: String) throws {
        let text = Self.record("one").replacing("Content-Length: 3", with: "Content-Length: \(length)")
        let (records, ending) = try Self.read(try Self.gzip([text, Self.record("two")]))
        #expect(ending == .whole)
        #expect(records.map(\.text) == ["", "two"])
    }

    @Test func aLengthBeyondTheMemberEndsWithIt() throws {
        let text = Self.record("one").replacing("Content-Length: 3", with: "Content-Length: 300")
        let (records, ending) = try Self.read(try Self.gzip([text, Self.record("two")]))
        #expect(ending == .whole)
        #expect(records.map(\.text) == ["one\r\n\r\n", "two"])
    }

    @Test func recordsThatShareAMemberHaveNoPlace() throws {
        let (records, ending) = try Self.read(
            try Self.gzip([Self.record("one") + Self.record("two"), Self.record("three")]))
        #expect(ending == .whole)
        #expect(records.map(\.text) == ["one", "two", "three"])
        #expect(records.map { $0.extent == nil } == [true, true, false])
    }

    @Test func aFileWithoutRecordsIsReadToItsEnd() throws {
        #expect(try Self.read("").ending == .whole)
        #expect(try Self.read("\r\n\r\n").ending == .whole)
        #expect(try Self.read("filedesc://x.arc 0.0.0.0 20200101000000 text/plain 5\n").ending == .broken(offset: 0))
        #expect(try Self.read([0x1F]).ending == .cut(offset: 0))
    }

    @Test func aCutFileSaysWhereItsLastRecordBegins() throws {
        let first = try Self.gzip([Self.record("one")])
        let second = try Self.gzip([Self.record("two")])
        for length in 1..<second.count {
            let (records, ending) = try Self.read(first + second.prefix(length))
            #expect(ending == .cut(offset: first.count))
            #expect(records.first?.text == "one")
            #expect(records.dropFirst().allSatisfy { $0.extent == nil })
        }
    }

    @Test func aCutPlainFileSaysWhereItsLastRecordBegins() throws {
        let (first, second) = (Array(Self.record("one").utf8), Array(Self.record("two").utf8))
        for length in 10..<(second.count - 4) {
            let (records, ending) = try Self.read(first + second.prefix(length))
            #expect(ending == .cut(offset: first.count))
            #expect(records.dropFirst().allSatisfy { $0.extent == nil })
        }
    }

    @Test func whatFollowsTheLastMemberIsNamed() throws {
        let file = try Self.gzip([Self.record("one")])
        let (records, ending) = try Self.read(file + [UInt8](repeating: 0, count: 512))
        #expect(ending == .broken(offset: file.count))
        #expect(records.count == 1)
        #expect(records.first?.extent?.length == file.count)
    }

    @Test func theHeadOfAMessageIsReadFromTheBlock() throws {
        let scratch = try Scratch()
        var writer = try WARCWriter(
            directory: scratch.path, generator: SplitMix64(seed: 2), startedMicroseconds: 1_764_000_000_000_000)
        let location = try writer.append(WARCDice.exchange(body: "the body"))
        var reader = try WARCReader(scratch.path(location.fileName))
        while let record = try reader.next(), record.type != "response" {}
        let head = try reader.readMessageHead()
        #expect(head.firstLine == "HTTP/1.1 200 OK")
        #expect(head.status == "200")
        #expect(head.mediaType == "text/html")
        #expect(try reader.readBlock() == Array("the body".utf8))
        #expect(try reader.readBlock().isEmpty)
    }

    @Test(arguments: 0..<300)
    func hostileFilesNeverTrap(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        let plain = Array(
            (Self.record("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", type: "response") + Self.record("two")).utf8)
        let file = seed % 2 == 0 ? plain : try Self.gzip([String(decoding: plain, as: UTF8.self), Self.record("x")])
        let (records, ending) = try Self.read(dice.mutated(file))
        #expect(ending != nil)
        #expect(records.count <= 4)
    }

    @Test func anEndlessHeadIsRefused() throws {
        let text = "WARC/1.0\r\n" + String(repeating: "A: b\r\n", count: WARCReader.headLimitBytes / 6 + 1)
        let (records, ending) = try Self.read(try Self.gzip([text]))
        #expect(records.isEmpty)
        #expect(ending == .broken(offset: 0))
    }
}
