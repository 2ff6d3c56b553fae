import SkitterCore
import SkitterFixtures
import Testing

@Suite struct PunycodeTests {
    @Test(arguments: HostFixtures.punycode)
    func aLabelIsEncodedAndDecoded(punycode: String, text: String) {
        let points = text.unicodeScalars.map(\.value)
        #expect(Punycode.encode(points) == Array(punycode.utf8))
        #expect(Punycode.decode(Array(punycode.utf8)) == points)
    }

    @Test(arguments: ["é", "99999999", "a-\u{80}", "ab_", "zzzzzzzzzzzzzzzzzzzz", "ls8h="])
    func whatIsNoPunycodeIsRefused(text: String) {
        #expect(Punycode.decode(Array(text.utf8)) == nil)
    }

    @Test func aNumberThatOverflowsIsRefused() {
        // Distances between code points that no scalar has make the delta exceed 32 bits.
        let points = Array(repeating: UInt32(0x61), count: 5000) + [0xFFFF_FFFF]
        #expect(Punycode.encode(points) == nil)
    }

    @Test func decodingUndoesEncoding() throws {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<2000 {
            let points = (0..<Int.random(in: 1...20, using: &generator)).compactMap { _ -> UInt32? in
                let shift = UInt32.random(in: 0...11, using: &generator)
                return Unicode.Scalar(UInt32.random(in: 0x20...0x2FFFF, using: &generator) >> shift)?.value
            }
            let punycode = try #require(Punycode.encode(points))
            #expect(Punycode.decode(punycode) == points)
        }
    }
}
