import SkitterCore
import SkitterFixtures
import SkitterHTML
import Testing

/// Each case through both extractors, and through the plain tokenizer that they are compared with elsewhere.
struct FixtureTests {
    private static let extractors: [any LinkExtractor] = [TokenizerExtractor(), LibXML2Extractor(), OracleExtractor()]

    private func links(_ html: String, _ extractor: any LinkExtractor) -> [String] {
        let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")
        let page = extractor.extract(Array(html.utf8), context)
        return page.links.filter { $0.element == .a || $0.element == .area }.map { page.string($0.url) }
    }

    @Test(arguments: HTMLCase.tokenizer + HTMLCase.references + HTMLCase.tree)
    func aTrickyPageHasTheLinksOfAStandardParser(fixture: HTMLCase) {
        for extractor in Self.extractors {
            #expect(self.links(fixture.html, extractor) == fixture.links, "\(type(of: extractor))")
        }
    }

    /// The reason for the sieve: what whole-document libxml2 makes of the same cases is often something else.
    @Test func wholeDocumentLibXML2GetsManyOfThemWrong() {
        let cases = HTMLCase.tokenizer + HTMLCase.references + HTMLCase.tree
        let wrong = cases.filter { fixture in
            let reader = WholeDocumentReader(PageBuilder(options: ExtractionOptions(), robotsToken: ""))
            reader.parse(Array(fixture.html.utf8))
            let page = reader.page
            return page.links.filter { $0.element == .a }.map { page.string($0.url) } != fixture.links
        }
        #expect(wrong.count > 10)
    }

    @Test(.enabled(if: !SharedSuite.tricky.isEmpty))
    func sharedCasesHaveTheLinksOfAStandardParser() throws {
        for fixture in SharedSuite.tricky {
            let base = try CrawlURL("http://example.com/dir/page.html")
            for extractor in Self.extractors {
                let links = self.links(fixture.html, extractor).compactMap { try? CrawlURL($0, base: base).href }
                #expect(Set(links) == Set(fixture.a_links), "\(fixture.id) \(type(of: extractor))")
            }
        }
    }
}
