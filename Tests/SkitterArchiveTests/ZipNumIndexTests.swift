import SkitterArchive
import SkitterCompression
import Testing

@Suite struct ZipNumIndexTests {
    @Test(arguments: [0, 1, 1024, 1025, 2500]) func everyMemberBeginsWhereTheSecondIndexSays(count: Int) throws {
        let lines = (0..<count).map { "org,example)/\(1_000_000 + $0) 20260101000000 {\"url\": \"u\($0)\"}\n" }
        let text = Array(lines.joined().utf8)
        var index = try ZipNumIndex()
        var packed: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: 777) {
            packed += index.add(Array(text[start..<min(text.count, start + 777)]))
        }
        packed += index.finish()
        let second = String(decoding: index.secondIndex, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(second.first == #"!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}"#)
        #expect(second.count == 1 + (count + 1023) / 1024)
        var whole = ""
        for line in second.dropFirst() {
            let match = try #require(
                try /^(.*) \{"offset": (\d+), "length": (\d+), "digest": "sha256:[0-9a-f]{64}"\}$/.wholeMatch(in: line))
            let (offset, length) = (try #require(Int(match.2)), try #require(Int(match.3)))
            let member = Gzip.inflate(Array(packed[offset..<(offset + length)]), limitBytes: 1 << 30)
            let part = String(decoding: member.bytes, as: UTF8.self)
            #expect(member.flaw == nil && part.hasPrefix(match.1 + " {"))
            whole += part
        }
        #expect(whole == lines.joined())
    }
}
