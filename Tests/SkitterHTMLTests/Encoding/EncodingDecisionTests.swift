import SkitterHTML
import SkitterCore
import SkitterTesting
import Testing

struct EncodingDecisionTests {
    private func decide(_ text: String, contentType: String? = nil, parent: TextEncoding? = nil) -> EncodingDecision {
        EncodingDecision(Array(text.utf8), contentType: contentType, parent: parent)
    }

    @Test func eachRuleYieldsToTheOneBeforeIt() {
        let meta = "<meta charset=koi8-r>"
        let marked = EncodingDecision([0xFE, 0xFF, 0, 0x61], contentType: "text/html; charset=gbk", parent: .big5)
        #expect(marked == EncodingDecision(encoding: .utf16be, source: .bom))
        #expect(
            self.decide(meta, contentType: "text/html; charset=gbk", parent: .big5)
                == EncodingDecision(encoding: .gbk, source: .header))
        #expect(
            self.decide(meta, contentType: "text/html; charset=none", parent: .big5)
                == EncodingDecision(encoding: .koi8R, source: .meta))
        #expect(
            self.decide("é", contentType: "text/html", parent: .big5)
                == EncodingDecision(encoding: .big5, source: .parent))
        #expect(self.decide("é") == EncodingDecision(encoding: .utf8, source: .detected))
        #expect(self.decide("e") == EncodingDecision(encoding: .windows1252, source: .fallback))
        #expect(EncodingDecision([0xE9, 0x61]) == EncodingDecision(encoding: .windows1252, source: .fallback))
        #expect(EncodingDecision([0xC3, 0xA9, 0xC3]).source == .detected)
    }

    private static let headers: [(String?, EncodingSource)] = [
        (nil, .detected), ("", .detected), ("text/html; charset=none", .detected),
        ("text/html; charset=", .detected), ("text/html", .fallback), ("text/html; version=1", .fallback),
        ("text/html; charset=latin1", .header),
    ]

    @Test(arguments: Self.headers)
    func theOctetsAreAskedOnlyWhereTheHeaderLeftItOpen(contentType: String?, source: EncodingSource) {
        #expect(self.decide("é", contentType: contentType).source == source)
    }

    @Test(arguments: [
        ("text/html;charset=utf-8", TextEncoding.utf8), ("text/html; x=\";charset=gbk\"; CHARSET=\"big5\"", .big5),
        ("text/html; charset = koi8-r", .koi8R),
        (";charset='gbk'", .gbk),
    ])
    func theHeadersCharsetIsRead(contentType: String, encoding: TextEncoding) {
        #expect(self.decide("", contentType: contentType) == EncodingDecision(encoding: encoding, source: .header))
    }

    @Test(arguments: [
        "<meta charset=big5>", "<META CHARSET = 'big5'>", "<meta/charset=big5 />",
        "<meta a=b charset=\"big5\" charset=gbk>",
        "<meta http-equiv=content-type content='text/html; charset=big5'>",
        "<meta content='charset charset = \"big5\"' http-equiv=Content-Type>",
        "<!-- <meta charset=gbk> --><meta charset=big5>", "<!--><meta charset=big5>",
        "<p title='<meta charset=gbk>'><meta charset=big5>",
        "<script><meta charset=big5></script>", "</x <meta charset=big5>", "<?x><meta charset=big5>",
        "<meta charset=nonsense><meta charset=big5>",
        "<?xml version='1.0' encoding='big5'?><p>",
    ])
    func declarationsAreFound(html: String) {
        let expected =
            html.hasPrefix("</x")
            ? EncodingDecision(encoding: .windows1252, source: .fallback)
            : EncodingDecision(encoding: .big5, source: .meta)
        #expect(self.decide(html) == expected)
    }

    @Test(arguments: [
        "<metacharset=big5>", "<meta charset=big5", "<meta content='text/html; charset=big5'>",
        "<meta http-equiv=refresh content='charset=big5'>",
        "<meta name=x charset>", "< meta charset=big5>", "<!-- <meta charset=big5>",
        "<meta http-equiv=content-type content='charset=\"big5'>",
        "<meta http-equiv=content-type charset=x content='charset=big5'>", "<p title=\"<meta charset=big5>", "",
    ])
    func whatIsNoDeclarationIsNotFound(html: String) {
        #expect(self.decide(html).source == .fallback)
    }

    @Test func aDeclarationOfUTF16OrAPrivateEncodingIsCorrected() {
        #expect(self.decide("<meta charset=utf-16le>").encoding == .utf8)
        #expect(self.decide("<meta charset=x-user-defined>").encoding == .windows1252)
        #expect(EncodingDecision(Array("<?x".utf16.flatMap { [UInt8($0 & 255), 0] })).encoding == .utf16le)
    }

    @Test func afterTheFirstKilobyteADeclarationIsFoundWhereAParserWouldFindIt() {
        let far = "<!--" + String(repeating: "x", count: 2_000) + "-->"
        #expect(self.decide(far + "<meta charset=big5>").encoding == .big5)
        #expect(self.decide(far + "<script>'<meta charset=gbk>'</script><meta charset=big5>").encoding == .big5)
        #expect(self.decide(far + "<title><meta charset=gbk></title>").source == .fallback)
        #expect(self.decide(far + "<!-- --!><meta charset=big5>").encoding == .big5)
    }

    @Test func hostileMarkupIsScannedInLinearTime() {
        let pieces = ["<!--", "<script>", "<meta ", "<a b='", "<meta content='charset", "</title", "<", "charset"]
        let time = ProcessorTime.of {
            for piece in pieces {
                #expect(self.decide(String(repeating: piece, count: 40_000)).source == .fallback)
            }
        }
        #expect(time < Patience.seconds(20))
    }

    @Test func mutatedDocumentsNeverTrap() {
        var random = SplitMix64(seed: 6)
        let document = Array(
            "<?xml encoding='gbk'?><!-- --!><meta http-equiv=content-type content='x;charset=\"big5\"'><title></title>é"
                .utf8)
        for _ in 0..<5_000 {
            let bytes = random.mutated(document)
            let header = String(decoding: random.mutated(Array("text/html; charset=\"utf-8\"".utf8)), as: UTF8.self)
            #expect(EncodingDecision(bytes, contentType: header).source != .parent)
            #expect(EncodingDecision(bytes, parent: .gbk).source != .fallback)
        }
    }
}
