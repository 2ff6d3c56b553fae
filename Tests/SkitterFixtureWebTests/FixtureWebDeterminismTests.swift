import SkitterFixtureWeb
import Testing

@Suite struct FixtureWebDeterminismTests {
    private func bytes(seed: UInt64) -> [[UInt8]] {
        let web = FixtureWeb(seed: seed, pageCount: 60)
        return web.pages.map { web.response(to: $0.path, origin: "http://127.0.0.1:8080").body }
    }

    @Test func oneSeedIsOneWebByteForByte() {
        #expect(self.bytes(seed: 7) == self.bytes(seed: 7))
        #expect(self.bytes(seed: 7) != self.bytes(seed: 8))
    }

    /// Catches a change of the generator or of the pages: whoever recorded a crawl of seed 1 would no longer reproduce it.
    @Test func theWebOfSeed1StaysAsItIs() {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for body in self.bytes(seed: 1) {
            for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        #expect(hash == 11_763_128_628_307_218_148)
    }

    @Test func theGeneratorIsSplitMix64() {
        var random = FixtureRandom(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in random.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    @Test func aPageDoesNotDependOnTheOriginExceptWhereItNamesIt() {
        let web = FixtureWeb(seed: 1, pageCount: 60)
        for page in web.pages.prefix(60) {
            let one = String(decoding: web.response(to: page.path, origin: "http://127.0.0.1:8080").body, as: UTF8.self)
            let two = String(decoding: web.response(to: page.path, origin: "http://localhost:1").body, as: UTF8.self)
            #expect(
                one.split(separator: "127.0.0.1:8080", omittingEmptySubsequences: false)
                    == two.split(separator: "localhost:1", omittingEmptySubsequences: false))
        }
    }

    @Test func aPageHasAboutFourKilobytes() {
        let web = FixtureWeb(seed: 1, pageCount: 2_000)
        let sizes = web.pages.prefix(2_000).map {
            web.response(to: $0.path, origin: "http://127.0.0.1:8080").body.count
        }
        #expect((3_500...4_500).contains(sizes.reduce(0, +) / sizes.count))
    }
}
