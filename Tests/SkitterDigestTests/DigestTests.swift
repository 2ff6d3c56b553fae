import SkitterDigest
import Testing

struct DigestTests {
    @Test func base32IsThatOfArchives() throws {
        // The digest of nothing, as every archive shows it; and of `abc`.
        let nothing = try #require(DigestTests.digest(.sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"))
        #expect(nothing.base32 == "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
        let abc = try #require(DigestTests.digest(.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"))
        #expect(abc.base32 == "VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5")
    }

    @Test func base32OfALengthThatNeedsPaddingHasNone() throws {
        let text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let digest = try #require(DigestTests.digest(.sha256, text))
        #expect(digest.base32 == "4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ")
        #expect(digest.hexadecimal == text)
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func onlyAsManyBytesAsTheAlgorithmMakesAreADigest(algorithm: DigestAlgorithm) {
        let bytes = [UInt8](repeating: 0xA5, count: algorithm.byteCount)
        #expect(Digest(algorithm, bytes: bytes)?.bytes == bytes)
        #expect(Digest(algorithm, bytes: bytes + [0]) == nil)
        #expect(Digest(algorithm, bytes: bytes.dropLast()) == nil)
    }

    @Test func equalBytesOfOtherAlgorithmsDiffer() throws {
        let text = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
        let short = try #require(DigestTests.digest(.sha1, text))
        let long = try #require(DigestTests.digest(.sha256, text + "000000000000000000000000"))
        #expect(short != long)
    }

    private static func digest(_ algorithm: DigestAlgorithm, _ hexadecimal: String) -> Digest? {
        let digits = Array(hexadecimal.utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
        return Digest(algorithm, bytes: bytes)
    }
}
