import SkitterCore
import SkitterFixtures
import SkitterHTML
import Testing

/// One promise of the port: both extractors say what a standard parser says.
struct EqualAnswersTests {
    private let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")

    /// `texts`: with the texts of links, which makes the sieve see more of a page.
    private func expectEqual(_ body: [UInt8], _ context: DocumentContext, texts: Bool) {
        var options = ExtractionOptions()
        options.anchorTexts = texts
        options.maximumAnchorTextBytes = 12
        let expected = OracleExtractor(options: options).extract(body, context).findings
        let tokenizer = TokenizerExtractor(options: options).extract(body, context).findings
        if tokenizer != expected {
            Issue.record(
                """
                tokenizer on \(String(reflecting: String(decoding: body, as: UTF8.self)))
                \(tokenizer.filter { !expected.contains($0) }) instead of \(expected.filter { !tokenizer.contains($0) })
                """)
        }
        let libxml2 = Self.libxml2[texts ? 1 : 0].extract(body, context).findings
        if libxml2 != expected {
            Issue.record(
                """
                libxml2 on \(String(reflecting: String(decoding: body, as: UTF8.self)))
                \(libxml2.filter { !expected.contains($0) }) instead of \(expected.filter { !libxml2.contains($0) })
                """)
        }
    }

    private static let libxml2 = [false, true].map { texts in
        var options = ExtractionOptions()
        options.anchorTexts = texts
        options.maximumAnchorTextBytes = 12
        return LibXML2Extractor(options: options)
    }

    @Test(arguments: 0..<30)
    func randomTagSoupsGetTheSameAnswers(seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        for round in 0..<1_000 {
            self.expectEqual(soup.document(), self.context, texts: round % 2 == 1)
        }
    }

    @Test(arguments: 0..<10)
    func randomTagSoupsAreCutAlike(seed: Int) {
        var soup = Soup(seed: UInt64(500 + seed))
        for _ in 0..<1_000 {
            var options = ExtractionOptions()
            options.anchorTexts = soup.below(2) == 0
            options.styles = soup.below(2) == 0
            options.forms = soup.below(2) == 0
            options.maximumLinks = soup.below(6)
            options.maximumAttributes = 1 + soup.below(3)
            options.maximumValueBytes = soup.below(8)
            options.maximumAnchorTextBytes = soup.below(8)
            let body = soup.document()
            let tokenizer = TokenizerExtractor(options: options).extract(body, self.context)
            let libxml2 = LibXML2Extractor(options: options).extract(body, self.context)
            #expect(
                tokenizer.findings == libxml2.findings && tokenizer.truncated == libxml2.truncated,
                "\(String(reflecting: String(decoding: body, as: UTF8.self))) \(options)")
        }
    }

    /// Pieces of pages, changed at random: 10,000 where the shared pages are at hand.
    @Test(arguments: 0..<10)
    func mutatedPagesGetTheSameAnswers(seed: Int) {
        var soup = Soup(seed: UInt64(1_000 + seed))
        let pages = SharedSuite.pages.map(\.body) + [Self.ownPage]
        for round in 0..<(SharedSuite.pages.isEmpty ? 100 : 1_000) {
            let page = pages[round % pages.count]
            let length = min(page.count, 3_000)
            let start = soup.below(page.count - length + 1)
            self.expectEqual(soup.mutate(Array(page[start..<(start + length)])), self.context, texts: round % 2 == 1)
        }
    }

    @Test(.enabled(if: !SharedSuite.pages.isEmpty))
    func savedPagesGetTheSameAnswers() {
        for page in SharedSuite.pages {
            let context = DocumentContext(url: page.url, contentType: "text/html")
            self.expectEqual(page.body, context, texts: false)
            self.expectEqual(page.body, context, texts: true)
        }
    }

    @Test(arguments: [TextEncoding.gbk, .big5, .shiftJIS, .eucJP, .eucKR, .gb18030, .iso2022JP, .windows1251])
    func aPageInAnotherEncodingGetsTheSameAnswers(encoding: TextEncoding) {
        var soup = Soup(seed: UInt64(encoding.rawValue))
        let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=\(encoding.name)")
        for round in 0..<200 {
            var body = soup.document()
            for index in body.indices where body[index] >= 0x80 { body[index] = UInt8(0x80 + soup.below(0x80)) }
            // In these encodings two bytes are one character: no markup character may be its second one.
            body = body.flatMap { $0 >= 0x80 ? [$0, UInt8(0xA1 + soup.below(0x5E))] : [$0] }
            self.expectEqual(body, context, texts: round % 2 == 1)
        }
    }

    private static let ownPage = Array(
        (HTMLCase.tokenizer.filter { !$0.links.isEmpty } + HTMLCase.references + HTMLCase.tree)
            .map(\.html).joined(separator: "\n<p>").utf8)
}
