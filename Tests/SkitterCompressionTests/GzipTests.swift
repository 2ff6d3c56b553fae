import SkitterCompression
import Testing

@Suite struct GzipTests {
    /// `printf 'hello hello hello hello' | gzip -n`.
    private static let hello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0x01, 0xE3,
        0x51, 0x3D, 0x8D, 0x17, 0, 0, 0,
    ]

    @Test func aFileIsReadToItsEnd() {
        let inflated = Gzip.inflate(Self.hello, limitBytes: 1000)
        #expect(inflated.bytes == Array("hello hello hello hello".utf8))
        #expect(inflated.flaw == nil)
    }

    @Test func membersFollowEachOther() {
        let inflated = Gzip.inflate(Self.hello + Self.hello, limitBytes: 1000)
        #expect(inflated.bytes.count == 46)
        #expect(inflated.flaw == nil)
    }

    @Test func contentEndsAtTheLimit() {
        let inflated = Gzip.inflate(Self.hello, limitBytes: 5)
        #expect(inflated.bytes == Array("hello".utf8))
        #expect(inflated.flaw == .length)
        #expect(Gzip.inflate(Self.hello, limitBytes: 23).flaw == nil)
    }

    @Test(arguments: 0..<hello.count)
    func aCutFileGivesWhatItHolds(length: Int) {
        let inflated = Gzip.inflate(Array(Self.hello.prefix(length)), limitBytes: 1000)
        #expect(inflated.flaw == .cut)
        #expect("hello hello hello hello".utf8.starts(with: inflated.bytes))
    }

    @Test(arguments: 10..<hello.count)
    func aBrokenFileNeverTraps(position: Int) {
        var file = Self.hello
        file[position] ^= 0x55
        let inflated = Gzip.inflate(file, limitBytes: 1000)
        #expect(inflated.flaw != nil || inflated.bytes == Array("hello hello hello hello".utf8))
    }

    @Test func whatIsNoGzipIsSaidToBeBroken() {
        #expect(Gzip.inflate(Array("<urlset/>".utf8), limitBytes: 1000).flaw == .broken)
        #expect(!Gzip.isGzip(Array("<urlset/>".utf8)))
        #expect(Gzip.isGzip(Self.hello))
    }
}
