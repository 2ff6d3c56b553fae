import SkitterCore
import Testing

@Suite struct BodyDigestTests {
    /// Records hold these: they may never change.
    @Test(arguments: [
        ("", UInt64(9_641_121_506_062_286_432)), ("a", 12_661_469_165_253_617_650),
        ("The quick brown fox jumps over the lazy dog", 16_193_303_467_394_056_995),
    ])
    func theDigestOfATextStays(text: String, digest: UInt64) {
        #expect(BodyDigest.of(Array(text.utf8)) == digest)
    }

    @Test func everyByteAndTheLengthCount() {
        let body = (0..<100).map { UInt8($0) }
        var digests: Set<UInt64> = [BodyDigest.of(body)]
        for index in body.indices {
            var other = body
            other[index] ^= 1
            digests.insert(BodyDigest.of(other))
            digests.insert(BodyDigest.of(Array(body[..<index])))
        }
        #expect(digests.count == 201)
    }
}
