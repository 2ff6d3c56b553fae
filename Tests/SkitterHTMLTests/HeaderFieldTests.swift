import SkitterCore
import SkitterHTML
import Testing

/// What the header fields of a response add to its page.
struct HeaderFieldTests {
    private func page(
        _ fields: [(String, String)], _ html: String = "", options: ExtractionOptions = ExtractionOptions(),
        type: String = "text/html"
    ) -> ExtractedPage {
        let document = DocumentContext(
            url: "http://example.com/d/page", contentType: type,
            fields: HTTPFields(fields.map { HTTPFields.Field(name: $0.0, value: $0.1) }))
        let page = TokenizerExtractor(options: options).extract(Array(html.utf8), document)
        let other = LibXML2Extractor(options: options).extract(Array(html.utf8), document)
        #expect(page.findings == other.findings)
        return page
    }

    private func links(_ page: ExtractedPage) -> [String] {
        page.links.map { "\(page.string($0.url)) \(page.string($0.rel))" }
    }

    @Test(arguments: [
        ("<x>; rel=next", ["x next"]), ("<x>;rel=\"a b\", <y>; rel='c'", ["x a b", "y 'c'"]), ("< x >", ["x "]),
        ("<x,y>; title=\"a, <b>\"; rel=next, <z>", ["x,y next", "z "]), ("<x>; rel=a; rel=b", ["x a"]),
        ("<x>; anchor=\"#f\"; rel=a, <y>", ["y "]), ("x, <y>", ["y "]), ("<x", []), ("", []), ("\"<a>\", <y>", ["y "]),
        ("<x>; title=\"a\\\"b\"; REL=c", ["x c"]), ("<x>;;;=;rel=a", ["x a"]), ("<http://[>, <y>", ["y "]),
    ])
    func aLinkHeaderGivesItsLinks(value: String, links: [String]) {
        #expect(self.links(self.page([("link", value)])) == links.map { "http://example.com/d/" + $0 })
    }

    @Test func everyLinkFieldCountsBehindTheLinksOfThePage() {
        let page = self.page([("Link", "<a>"), ("X", "<no>"), ("LINK", "</b>; rel=nofollow")], "<a href=c></a>")
        #expect(self.links(page) == ["c ", "http://example.com/d/a ", "http://example.com/b nofollow"])
        #expect(page.links.map(\.element) == [.a, .header, .header])
        #expect(page.links.last?.flags == .nofollow)
    }

    @Test func theBaseAndTheEncodingOfThePageDoNotApplyToItsHeaders() throws {
        let page = self.page(
            [("Link", "<x?\u{e9}>"), ("Refresh", "3; url=y")], "<meta charset=koi8-r><base href=http://other.example/>")
        let urls = PageURLs(of: page, at: try CrawlURL("http://example.com/d/page"))
        #expect(
            page.links.map { urls.resolve($0.url)?.href } == [
                "http://example.com/d/x?%C3%A9", "http://example.com/d/y",
            ])
        #expect(page.refresh?.target.map(page.string) == "http://example.com/d/y")
    }

    @Test func theCanonicalOfTheBodyComesBeforeThatOfAHeader() {
        let field = ("Link", "<h>; rel=Canonical")
        let alone = self.page([field])
        #expect(alone.canonical.map(alone.string) == "http://example.com/d/h")
        let both = self.page([field], "<link rel=canonical href=b>")
        #expect(both.canonical.map(both.string) == "b")
    }

    @Test func aRefreshHeaderOutranksThePage() {
        let page = self.page([("Refresh", "0; url=y")], "<meta http-equiv=refresh content='1;x'>")
        #expect(page.refresh?.target.map(page.string) == "http://example.com/d/y")
        #expect(page.refresh?.seconds == 0)
        let reload = self.page([("refresh", "5")], "<meta http-equiv=refresh content='1;x'>")
        #expect(reload.refresh == ExtractedPage.Refresh(seconds: 5, target: nil))
        let broken = self.page([("Refresh", "soon; url=y")], "<meta http-equiv=refresh content='1;x'>")
        #expect(broken.refresh?.seconds == 1)
    }

    @Test func aContentLocationChangesNothing() {
        let page = self.page([("Content-Location", "http://other.example/")], "<a href=x></a>")
        #expect(page.base == nil)
        #expect(self.links(page) == ["x "])
    }

    @Test func headersOfAnyDocumentAreRead() {
        #expect(self.links(self.page([("Link", "<x>")], "a{}", type: "text/css")) == ["http://example.com/d/x "])
        #expect(self.links(self.page([("Link", "<x>")], "<a/>", type: "text/xml")) == ["http://example.com/d/x "])
    }

    @Test func aPageWithoutAnAddressKeepsTheAbsoluteLinksOfItsHeaders() {
        let document = DocumentContext(
            url: "", fields: HTTPFields([HTTPFields.Field(name: "Link", value: "<x>, <http://a/>")]))
        #expect(self.links(TokenizerExtractor().extract([], document)) == ["http://a/ "])
    }

    @Test func hostileFieldsAreCut() {
        var options = ExtractionOptions()
        options.maximumLinks = 2
        let many = self.page([("Link", String(repeating: "<x>,", count: 10_000))], options: options)
        #expect(many.links.count == 2)
        #expect(many.truncated == .links)
        #expect(self.page([("Link", String(repeating: "x", count: 2 << 20))]).truncated == .values)
    }
}
