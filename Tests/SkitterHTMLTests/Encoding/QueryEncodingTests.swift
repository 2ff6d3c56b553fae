import SkitterCore
import SkitterHTML
import Testing

struct QueryEncodingTests {
    private func encode(_ encoding: TextEncoding, _ text: String) -> [UInt8] {
        var output: [UInt8] = []
        encoding.encode(Array(text.utf8).span, into: &output)
        return output
    }

    @Test(
        arguments: [
            (TextEncoding.windows1252, "é", [0xE9]), (.shiftJIS, "テ¥‾−", [0x83, 0x65, 0x5C, 0x7E, 0x81, 0x7C]),
            (.eucJP, "テｱ", [0xA5, 0xC6, 0x8E, 0xB1]),
            (.big5, "中═十", [0xA4, 0xA4, 0xF9, 0xF9, 0xA4, 0x51]), (.eucKR, "가", [0xB0, 0xA1]),
            (.gbk, "€中", [0x80, 0xD6, 0xD0]), (.gb18030, "€", [0xA2, 0xE3]),
            (.gb18030, "\u{80}\u{10FFFF}", [0x81, 0x30, 0x81, 0x30, 0xE3, 0x32, 0x9A, 0x35]),
            (.gb18030, "\u{E7C7}", [0x81, 0x35, 0xF4, 0x37]),
            (.utf16le, "é", [0xC3, 0xA9]), (.replacement, "é", [0xC3, 0xA9]), (.xUserDefined, "\u{F780}", [0x80]),
        ] as [(TextEncoding, String, [UInt8])])
    func textIsWrittenInTheDocumentsEncoding(encoding: TextEncoding, text: String, octets: [UInt8]) {
        #expect(self.encode(encoding, text) == octets)
    }

    @Test(arguments: [
        ("a", "a"), ("テa", "\u{1B}$B%F\u{1B}(Ba"), ("¥a\\", "\u{1B}(J\\a\u{1B}(B\\"), ("ｱ", "\u{1B}$B%\"\u{1B}(B"),
        ("テ💩", "\u{1B}$B%F\u{1B}(B%26%23128169%3B"),
        ("\u{1B}", "%26%2365533%3B"),
    ])
    func iso2022JPBeginsAndEndsInASCII(text: String, octets: String) {
        #expect(self.encode(.iso2022JP, text) == Array(octets.utf8))
    }

    @Test(arguments: [TextEncoding.windows1252, .shiftJIS, .eucJP, .big5, .eucKR, .gbk, .koi8R, .xUserDefined])
    func whatTheEncodingLacksBecomesAReference(encoding: TextEncoding) {
        #expect(self.encode(encoding, "&\u{1F4A9}") == Array("&%26%23128169%3B".utf8))
    }

    @Test(arguments: TextEncoding.allCases)
    func aSingleOctetThatIsReadIsWrittenAgain(encoding: TextEncoding) {
        for octet in 0x80...0xFF as ClosedRange<UInt8> {
            let text = String(decoding: encoding.decodeToUTF8([octet]), as: UTF8.self)
            // In Shift_JIS and EUC-JP some octets begin two; what is no whole character is not looked at here.
            guard text != "\u{FFFD}", encoding.outputEncoding == encoding, encoding != .gb18030 else { continue }
            #expect(self.encode(encoding, text) == [octet])
        }
    }

    @Test(arguments: [TextEncoding.gb18030, .gbk, .big5, .eucJP, .iso2022JP, .shiftJIS, .eucKR])
    func whatIsWrittenIsReadAgain(encoding: TextEncoding) {
        // Code points that the standard writes as others, on purpose.
        let folded: Set<UInt32> = [0xA5, 0x203E, 0x2212, 0xFEFF]
        // Private ones of the older editions of gb18030 are read as the public ones.
        let formerlyPrivate = (0xE78D...0xE7C6 as ClosedRange<UInt32>, 0xE7C8...0xE864 as ClosedRange<UInt32>)
        let scalars = (0x80...0xFFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter { scalar in
            !folded.contains(scalar.value) && !formerlyPrivate.0.contains(scalar.value)
                && !formerlyPrivate.1.contains(scalar.value)
                && !(encoding == .iso2022JP && (0xFF61...0xFF9F).contains(scalar.value))
        }
        var text = String.UnicodeScalarView()
        for scalar in scalars {
            text.append(scalar)
            text.append("\n")
        }
        let octets = encoding.outputEncoding.decodeToUTF8(self.encode(encoding, String(text)))
        let lines = octets.split(separator: 0x0A)
        #expect(lines.count == scalars.count)
        let wrong = zip(lines, scalars).filter { line, scalar in
            !line.starts(with: "%26%23".utf8) && !line.elementsEqual(String(scalar).utf8)
        }
        #expect(wrong.isEmpty)
    }

    @Test func aLinkAsksInTheEncodingOfItsDocument() throws {
        let base = try CrawlURL("http://example.com/")
        let url = try CrawlURL.parse(Array("/é?é中".utf8).span, base: base, query: TextEncoding.windows1252)
        #expect(url.href == "http://example.com/%C3%A9?%E9%26%2320013%3B")
    }
}
