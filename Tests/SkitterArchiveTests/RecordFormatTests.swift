import SkitterArchive
import SkitterCore
import Testing

struct RecordFormatTests {
    @Test func aVisitIsOneLineWithItsMembersInOrder() {
        var record = VisitRecord(
            id: 0x00c0_ffee_0000_0001, url: "https://example.org/a", depthAtFetch: 1, parent: "https://example.org/",
            via: "a",
            startedMicroseconds: 1_764_086_400_123_456, outcome: .fetched)
        record.status = 200
        record.contentType = "text/html"
        record.encoding = "UTF-8"
        record.encodingSource = "header"
        record.bodyBytes = 5_120
        record.wireBytes = 1_301
        record.digest = 0x9f3c_2a1b_00d4_e5f6
        record.etag = "\"5e1\""
        record.firstByteMicroseconds = 80_004
        record.totalMicroseconds = 91_250
        record.title = "A \"page\"\u{1B}"
        record.robots = ["nofollow"]
        record.links.found = 12
        record.links.accepted = 9
        record.address = "192.0.2.7"
        var writer = JSONWriter()
        writer.visit(record)
        let expected =
            #"{"v":1,"id":"00c0ffee00000001","url":"https://example.org/a","status":200,"outcome":"fetched","depth_at_fetch":1,"#
            + #""parent":"https://example.org/","via":"a","started":"2025-11-25T16:00:00.123456Z","ms":91.250,"first_byte_ms":80.004,"#
            + #""content_type":"text/html","encoding":"UTF-8","encoding_from":"header","bytes":5120,"wire_bytes":1301,"digest":"9f3c2a1b00d4e5f6","etag":"\"5e1\"","last_modified":null,"#
            + #""truncated":null,"links_truncated":null,"attempts":1,"title":"A \"page\"\u001b","canonical":null,"robots":["nofollow"],"#
            + #""links":{"found":12,"accepted":9,"new":0,"out_of_scope":0,"nofollow":0,"invalid":0},"address":"192.0.2.7"}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test func targetAndErrorStandOnlyWhereTheyApply() {
        var writer = JSONWriter()
        var record = VisitRecord(
            id: 1, url: "http://a/", depthAtFetch: 0, parent: nil, via: "seed", startedMicroseconds: 0,
            outcome: .redirected(target: nil))
        writer.visit(record)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self).contains(
                #""outcome":"redirected","target":null,"depth_at_fetch""#))
        writer.removeAll()
        record.outcome = .failed(FailureClass(.tls), message: "expired")
        writer.visit(record)
        let text = String(decoding: writer.bytes, as: UTF8.self)
        #expect(
            text.contains(
                #""status":null,"outcome":"failed","error":{"class":"tls","message":"expired"},"depth_at_fetch""#))
    }

    @Test func everyRecordIsReadBackAsItWasWritten() throws {
        var dice = RecordDice(seed: 1)
        var writer = JSONWriter()
        for number in 0..<2_000 {
            let visit = dice.visit(number)
            writer.removeAll()
            writer.visit(visit)
            #expect(!writer.bytes.contains(0x0A))
            var reader = JSONReader(writer.bytes)
            #expect(try reader.visit() == visit)
            try reader.finish()
            let skipped = dice.skipped(number)
            writer.removeAll()
            writer.skipped(skipped)
            reader = JSONReader(writer.bytes)
            #expect(try reader.skippedRecord() == skipped)
            let change = DepthChange(id: dice.next(), from: number + 1, depth: number)
            writer.removeAll()
            writer.depthChange(change)
            reader = JSONReader(writer.bytes)
            #expect(try reader.depthChange() == change)
        }
    }

    @Test func orderAndUnknownMembersDoNotMatter() throws {
        let text =
            #"{"later":[{"x":1}],"outcome":"failed","error":{"more":1,"class":"http-4xx"},"url":"http://a/","id":"00000000000000ff"}"#
        var reader = JSONReader(Array(text.utf8))
        let record = try reader.visit()
        #expect(record.id == 255 && record.outcome == .failed(.client, message: nil))
    }

    @Test func keysAreReadWithTheirEscapesReplaced() throws {
        let text =
            #"{"\u0069d":"00000000000000ff","u\u0072l":"http://a/","url\u0000":1,"a key of more than sixteen bytes":2,"outcome":"fetched"}"#
        var reader = JSONReader(Array(text.utf8))
        let record = try reader.visit()
        #expect(record.id == 255 && record.url == "http://a/")
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #"{"id":"00000000000000ff","outcome":"fetched"}"#,
        #"{"id":"ff","url":"http://a/","outcome":"fetched"}"#,
        #"{"id":"+0000000000000ff","url":"http://a/","outcome":"fetched"}"#,
        #"{"id":"00000000000000ff","url":"http://a/","outcome":"lost"}"#,
        #"{"v":2,"id":"00000000000000ff","url":"http://a/","outcome":"fetched"}"#,
        #"{"id":"00000000000000ff","url":"http://a/","outcome":"fetched","bytes":-1}"#,
        #"{"id":"00000000000000ff","url":"http://a/","outcome":"fetched","ms":1e300}"#,
        #"{"id":"00000000000000ff","url":"http://a/","outcome":"fetched","truncated":"magic"}"#,
        #"{"id":"00000000000000ff","url":"http://a/","outcome":"fetched","started":"yesterday"}"#,
    ])
    func whatIsNoRecordIsRefused(text: String) {
        #expect(throws: JSONError.self) {
            var reader = JSONReader(Array(text.utf8))
            _ = try reader.visit()
        }
    }

    @Test func aDamagedRecordNeverTraps() {
        var dice = RecordDice(seed: 2)
        var writer = JSONWriter()
        for number in 0..<5_000 {
            writer.removeAll()
            writer.visit(dice.visit(number))
            var bytes = writer.bytes
            for _ in 0..<Int.random(in: 1...3, using: &dice) {
                let place = Int.random(in: 0..<bytes.count, using: &dice)
                if dice.chance(2) {
                    bytes[place] = UInt8.random(in: 0...255, using: &dice)
                } else {
                    bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            var reader = JSONReader(bytes)
            var stats = CrawlStats()
            // What can be read at all can be counted, however odd its figures are.
            if let record = try? reader.visit() { stats.visited(record, at: .start) }
        }
    }
}
