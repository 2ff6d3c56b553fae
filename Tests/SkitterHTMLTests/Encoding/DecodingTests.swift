import SkitterHTML
import SkitterCore
import SkitterTesting
import Testing

struct DecodingTests {
    private func decode(_ encoding: TextEncoding, _ octets: [UInt8]) -> String {
        String(decoding: encoding.decodeToUTF8(octets), as: UTF8.self)
    }

    @Test(
        arguments: [
            ([0x61, 0xC2, 0x62], "a\u{FFFD}b"), ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF0, 0x9F, 0x92], "\u{FFFD}"),
            ([0xF0, 0x9F, 0x41], "\u{FFFD}A"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90], "\u{FFFD}\u{FFFD}"),
            ([0xEF, 0xBB, 0xBF, 0x61], "a"), ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF], "\u{FEFF}"),
            ([0xC0, 0xAF, 0xFF], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([], ""),
        ] as [([UInt8], String)])
    func utf8ErrorsAreMaximalSubparts(octets: [UInt8], text: String) {
        #expect(self.decode(.utf8, octets) == text)
    }

    @Test(
        arguments: [
            (TextEncoding.utf16le, [0x61, 0, 0x3D, 0xD8, 0xA9, 0xDC], "a💩"), (.utf16be, [0xFE, 0xFF, 0, 0x61], "a"),
            (.utf16le, [0x3D, 0xD8, 0x61, 0], "\u{FFFD}a"), (.utf16le, [0xA9, 0xDC], "\u{FFFD}"),
            (.utf16le, [0x3D, 0xD8, 0x61], "\u{FFFD}"),
            (.utf16be, [0xFF, 0xFE, 0, 0x61], "\u{FFFE}a"), (.utf16le, [0x61], "\u{FFFD}"),
        ] as [(TextEncoding, [UInt8], String)])
    func utf16SurrogatesArePaired(encoding: TextEncoding, octets: [UInt8], text: String) {
        #expect(self.decode(encoding, octets) == text)
    }

    @Test(
        arguments: [
            (TextEncoding.shiftJIS, [0x81, 0x3C], "\u{FFFD}<"), (.eucKR, [0x81, 0x3C], "\u{FFFD}<"),
            (.big5, [0x81, 0x3C], "\u{FFFD}<"),
            (.gbk, [0x81, 0x3C], "\u{FFFD}<"), (.eucJP, [0xA1, 0x3C], "\u{FFFD}<"),
            (.eucJP, [0x8F, 0xA1, 0x3C], "\u{FFFD}<"),
            (.eucJP, [0x8F, 0x3C], "\u{FFFD}<"), (.gb18030, [0x81, 0x30, 0x3C], "\u{FFFD}0<"),
            (.gb18030, [0x81, 0x30, 0x81, 0x3C], "\u{FFFD}0\u{FFFD}<"),
            (.gb18030, [0x81, 0x30, 0x81], "\u{FFFD}"), (.shiftJIS, [0x81], "\u{FFFD}"),
            (.eucJP, [0x8E, 0xE0], "\u{FFFD}"),
            (.big5, [0x80, 0xFF], "\u{FFFD}\u{FFFD}"),
        ] as [(TextEncoding, [UInt8], String)])
    func anErrorNeverSwallowsMarkup(encoding: TextEncoding, octets: [UInt8], text: String) {
        #expect(self.decode(encoding, octets) == text)
    }

    @Test(
        arguments: [
            (TextEncoding.shiftJIS, [0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0xB1, 0x5C, 0x7E], "テストｱ\\~"),
            (.eucJP, [0xA5, 0xC6, 0x8E, 0xB1], "テｱ"),
            (.big5, [0xA4, 0xA4, 0x88, 0x62], "中\u{CA}\u{304}"), (.eucKR, [0xB0, 0xA1], "가"),
            (.gbk, [0xD6, 0xD0, 0x80], "中€"),
            (.windows1252, [0x80, 0x81, 0xE9], "€\u{81}é"), (.xUserDefined, [0x80, 0x41], "\u{F780}A"),
            (.replacement, [0x41, 0x42], "\u{FFFD}"),
            (.replacement, [], ""), (.macintosh, [0xDB], "€"),
        ] as [(TextEncoding, [UInt8], String)])
    func textDecodes(encoding: TextEncoding, octets: [UInt8], text: String) {
        #expect(self.decode(encoding, octets) == text)
    }

    @Test(arguments: [
        ("\u{1B}$B%F\u{1B}(B<", "テ<"), ("\u{1B}(J\\~", "¥‾"), ("\u{1B}(I1", "ｱ"), ("\u{1B}(B\u{1B}(B", "\u{FFFD}"),
        ("\u{1B}$B%\u{1B}(Ba", "\u{FFFD}a"),
        ("\u{1B}", "\u{FFFD}"), ("\u{1B}$", "\u{FFFD}$"), ("\u{0E}a", "\u{FFFD}a"),
    ])
    func iso2022JPFollowsItsEscapes(octets: String, text: String) {
        #expect(self.decode(.iso2022JP, Array(octets.utf8)) == text)
    }

    @Test(arguments: TextEncoding.allCases)
    func anyOctetsDecodeToValidUTF8(encoding: TextEncoding) {
        var random = SplitMix64(seed: UInt64(encoding.rawValue))
        let seeds: [[UInt8]] = [
            Array("a<b>é中テ가💩\u{1B}$B%F\u{1B}(B".utf8),
            [0x81, 0x30, 0x81, 0x30, 0x8F, 0xA2, 0xB7, 0xE3, 0x32, 0x9A, 0x35],
        ]
        for round in 0..<2_000 {
            let octets = random.mutated(random.mutated(seeds[round % 2]))
            let output = encoding.decodeToUTF8(octets)
            #expect(Array(String(decoding: output, as: UTF8.self).utf8) == output)
            #expect(output.count <= octets.count * 3)
        }
    }
}
