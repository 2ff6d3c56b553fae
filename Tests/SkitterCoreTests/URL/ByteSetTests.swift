import SkitterCore
import Testing

@Suite struct ByteSetTests {
    private static let controls = String(String.UnicodeScalarView((0..<32).map { Unicode.Scalar($0) })) + "\u{7F}"
    private static let query = Self.controls + " \"#<>"
    private static let path = Self.query + "?^`{}"
    private static let host = "\0\t\n\r #/:<>?@[\\]^|"
    private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    private static let unreserved = Self.letters + "0123456789-._~"

    @Test(arguments: [
        (ByteSet.controls, Self.controls, true),
        (.fragmentEncode, Self.controls + " \"<>`", true),
        (.queryEncode, Self.query, true),
        (.specialQueryEncode, Self.query + "'", true),
        (.pathEncode, Self.path, true),
        (.userinfoEncode, Self.path + "/:;=@[\\]|", true),
        (.forbiddenHost, Self.host, false),
        (.forbiddenDomain, Self.host + Self.controls + "%", true),
        (.specialPathStop, Self.path + "/\\", true),
        (.pathStop, Self.path + "/", true),
        (.specialAuthorityEnd, "/\\?#", false),
        (.authorityEnd, "/?#", false),
        (.opaquePathEnd, "?#", false),
        (.fragmentMark, "#", false),
        (.unreserved, Self.unreserved, false),
        (.token, Self.letters + "0123456789!#$%&'*+-.^_`|~", false),
    ])
    func aConstantHoldsTheCharactersThatTheStandardNames(set: ByteSet, characters: String, nonASCII: Bool) {
        for byte in UInt8.min...UInt8.max {
            let expected = byte < 0x80 ? characters.utf8.contains(byte) : nonASCII
            #expect(set.contains(byte) == expected, "byte \(byte)")
        }
    }

    @Test func aKeyHoldsWhatRFC3986LetsStandInPathAndQuery() {
        let plain = Self.unreserved + "!$&'()*+,;=" + ":@/?"
        for byte in UInt8.min...UInt8.max {
            #expect(ByteSet.notInKey.contains(byte) == !plain.utf8.contains(byte), "byte \(byte)")
        }
    }

    @Test func searchingEightBytesAtATimeFindsWhatSearchingOneByOneFinds() {
        var generator = SplitMix64(seed: 11)
        let sets: [ByteSet] = [.specialPathStop, .queryEncode, .notInKey, .fragmentMark, .controls]
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Int.random(in: 0..<9, using: &generator) > 0
                    ? UInt8.random(in: 0x2D...0x7A, using: &generator) : UInt8.random(in: 0...255, using: &generator)
            }
            let start = Int.random(in: 0...bytes.count, using: &generator)
            for set in sets {
                let expected = bytes[start...].firstIndex(where: set.contains) ?? bytes.count
                #expect(
                    set.firstIndex(in: bytes.span, from: start, to: bytes.count) == expected, "\(bytes) from \(start)")
            }
        }
    }
}
