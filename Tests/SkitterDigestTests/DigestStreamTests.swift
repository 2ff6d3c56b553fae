import SkitterDigest
import Testing

struct DigestStreamTests {
    /// The examples of FIPS 180-4 and the digests of nothing.
    @Test(arguments: [
        ("", DigestAlgorithm.sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", .sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        ("", .sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", .sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", .sha256,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func digestsAreThoseOfTheStandard(text: String, algorithm: DigestAlgorithm, hexadecimal: String) throws {
        var stream = try DigestStream(algorithm)
        stream.update(Array(text.utf8).span)
        #expect(stream.finish().hexadecimal == hexadecimal)
    }

    @Test(arguments: DigestAlgorithm.allCases)
    func piecesCountLikeTheWhole(algorithm: DigestAlgorithm) throws {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var stream = try DigestStream(algorithm)
        stream.update(bytes.span)
        let whole = stream.finish()
        for size in [1, 63, 64, 65, 999] {
            for start in stride(from: 0, to: bytes.count, by: size) {
                stream.update(bytes[start..<min(bytes.count, start + size)].span)
            }
            #expect(stream.finish() == whole)
        }
    }

    @Test func aFinishedStreamBeginsAgain() throws {
        var stream = try DigestStream(.sha1)
        stream.update(Array("abc".utf8).span)
        let first = stream.finish()
        let nothing = stream.finish()
        stream.update(Array("abc".utf8).span)
        #expect(stream.finish() == first)
        #expect(nothing != first)
    }
}
