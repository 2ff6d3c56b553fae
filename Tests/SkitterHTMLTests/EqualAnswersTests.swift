import SkitterCore
import SkitterFixtures
import SkitterHTML
import Testing

/// One promise of the port: both extractors say what a standard parser says.
struct EqualAnswersTests {
    private let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")

    private func expectEqual(_ body: [UInt8], _ context: DocumentContext) {
        let expected = OracleExtractor().extract(body, context).findings
        let tokenizer = TokenizerExtractor().extract(body, context).findings
        if tokenizer != expected {
            Issue.record(
                """
                tokenizer on \(String(reflecting: String(decoding: body, as: UTF8.self)))
                \(tokenizer.filter { !expected.contains($0) }) instead of \(expected.filter { !tokenizer.contains($0) })
                """)
        }
        let libxml2 = Self.libxml2.extract(body, context).findings
        if libxml2 != expected {
            Issue.record(
                """
                libxml2 on \(String(reflecting: String(decoding: body, as: UTF8.self)))
                \(libxml2.filter { !expected.contains($0) }) instead of \(expected.filter { !libxml2.contains($0) })
                """)
        }
    }

    private static let libxml2 = LibXML2Extractor()

    @Test(arguments: 0..<30)
    func randomTagSoupsGetTheSameAnswers(seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        for _ in 0..<1_000 {
            self.expectEqual(soup.document(), self.context)
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
            self.expectEqual(soup.mutate(Array(page[start..<(start + length)])), self.context)
        }
    }

    @Test(.enabled(if: !SharedSuite.pages.isEmpty))
    func savedPagesGetTheSameAnswers() {
        for page in SharedSuite.pages {
            self.expectEqual(page.body, DocumentContext(url: page.url, contentType: "text/html"))
        }
    }

    @Test(arguments: [TextEncoding.gbk, .big5, .shiftJIS, .eucJP, .eucKR, .gb18030, .iso2022JP, .windows1251])
    func aPageInAnotherEncodingGetsTheSameAnswers(encoding: TextEncoding) {
        var soup = Soup(seed: UInt64(encoding.rawValue))
        let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=\(encoding.name)")
        for _ in 0..<200 {
            var body = soup.document()
            for index in body.indices where body[index] >= 0x80 { body[index] = UInt8(0x80 + soup.below(0x80)) }
            // In these encodings two bytes are one character: no markup character may be its second one.
            body = body.flatMap { $0 >= 0x80 ? [$0, UInt8(0xA1 + soup.below(0x5E))] : [$0] }
            self.expectEqual(body, context)
        }
    }

    private static let ownPage = Array(
        (HTMLCase.tokenizer.filter { !$0.links.isEmpty } + HTMLCase.references + HTMLCase.tree)
            .map(\.html).joined(separator: "\n<p>").utf8)
}
