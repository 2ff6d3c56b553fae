import SkitterHTML
import Testing

struct SitemapDocumentTests {
    private func parse(_ text: String, limits: SitemapLimits = SitemapLimits()) -> SitemapDocument {
        SitemapDocument(parsing: Array(text.utf8), limits: limits)
    }

    private func locs(_ text: String) -> [String] {
        self.parse(text).entries.map(\.loc)
    }

    @Test func aURLSetIsReadWithItsDatesAndPriorities() {
        let document = self.parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
              <url><loc> http://e.example/?a=1&amp;b=2 </loc><lastmod>2024-01-02</lastmod><priority>0.8</priority>
                <image:image><image:loc>http://e.example/i.png</image:loc></image:image></url>
              <url><loc><![CDATA[http://e.example/é]]></loc><priority>7</priority></url>
              <url><lastmod>2024-01-02</lastmod></url>
            </urlset>
            """)
        #expect(document.kind == .urlset)
        #expect(document.error == nil)
        #expect(!document.isTruncated)
        #expect(
            document.entries == [
                SitemapEntry(loc: "http://e.example/?a=1&b=2", lastmod: "2024-01-02", priority: 0.8),
                SitemapEntry(loc: "http://e.example/é"),
            ])
    }

    @Test func anIndexNamesSitemaps() {
        let document = self.parse(
            "<sitemapindex><sitemap><loc>http://e/1.xml</loc><lastmod>2024</lastmod></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"
        )
        #expect(document.kind == .index)
        #expect(document.entries.isEmpty)
        #expect(
            document.sitemaps == [SitemapEntry(loc: "http://e/1.xml", lastmod: "2024"), SitemapEntry(loc: "/2.xml")])
    }

    @Test func aPrefixedURLSetIsRead() {
        #expect(
            self.locs("<s:urlset xmlns:s='x'><s:url><s:loc>/a</s:loc></s:url><url><loc>/b</loc></url></s:urlset>") == [
                "/a"
            ])
    }

    @Test func feedsNameTheirItems() {
        let rss = self.parse(
            """
            <rss version="2.0" xmlns:atom="a"><channel><link>http://e/home</link><image><url>http://e/i.png</url><link>http://e/</link></image>
            <item><title>x</title><atom:link href="/no"/><link>http://e/1</link><guid>http://e/g</guid><pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate></item>
            <item><guid isPermaLink="true">http://e/2</guid></item><item><guid isPermaLink="false">3</guid></item></channel></rss>
            """)
        #expect(rss.kind == .rss)
        #expect(
            rss.entries == [
                SitemapEntry(loc: "http://e/1", lastmod: "Mon, 01 Jan 2024 00:00:00 GMT"),
                SitemapEntry(loc: "http://e/2"),
            ])

        let rdf = self.parse(
            """
            <rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel><link>http://e/</link></channel>
            <item rdf:about="http://e/1"><link>http://e/1</link><dc:date>2024</dc:date></item></rdf:RDF>
            """)
        #expect(rdf.kind == .rss)
        #expect(rdf.entries == [SitemapEntry(loc: "http://e/1", lastmod: "2024")])

        let atom = self.parse(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><link href="http://e/"/><entry><published>2023</published><updated>2024</updated>
            <link rel="edit" href="/no"/><link href="http://e/1?a=1&amp;b=2"/><link rel="alternate" href="/second"/></entry></feed>
            """)
        #expect(atom.kind == .atom)
        #expect(atom.entries == [SitemapEntry(loc: "http://e/1?a=1&b=2", lastmod: "2024")])
    }

    @Test func aListOfURLsIsRead() {
        let document = self.parse("\u{FEFF}http://e/1\r\n  https://e/2  \n\nnonsense\nHTTP://e/3")
        #expect(document.kind == .text)
        #expect(document.entries.map(\.loc) == ["http://e/1", "https://e/2", "HTTP://e/3"])
        #expect(document.error == "1 lines are no URL")
    }

    @Test(arguments: [
        ("<urlset><url><loc>/a?x=1&y=2&copy=3</loc></url></urlset>", ["/a?x=1&y=2&copy=3"]),
        ("\n <!-- c --><?xml version='1.0'?><urlset><url><loc>/a</loc></url></urlset>", ["/a"]),
        ("<urlset><url><loc>/a</loc><url><loc>/b</loc></urlset>", ["/a", "/b"]),
        ("<urlset><url><loc>/a</url><url><loc>/b</loc></url></urlset>", ["/a", "/b"]),
        ("<urlset><url><loc>/a</loc></url><url><loc>/b", ["/a"]), ("<urlset><url><loc>/a</loc><last", ["/a"]),
        ("<urlset><url><loc>/a < b</loc></url></urlset>", ["/a < b"]),
        ("<urlset><url><loc>/a\u{1}b</loc></url></urlset>", ["/a b"]),
        ("<URLSET><URL><LOC>/a</LOC></URL></URLSET>", ["/a"]),
        ("<urlset><url><loc>/a</loc></url></urlset>junk<url><loc>/b</loc></url>", ["/a"]),
        ("<urlset><url><loc>/a&#x26;b&#0;c</loc></url></urlset>", ["/a&b&#0;c"]),
        ("<urlset><x:url><x:loc>/a</x:loc></x:url></urlset>", []),
    ])
    func brokenXMLIsRecoveredFrom(text: String, locs: [String]) {
        #expect(self.locs(text) == locs)
    }

    @Test func legacyEncodingsAreRead() {
        let head = Array("<?xml version='1.0' encoding='iso-8859-1'?><urlset><url><loc>/".utf8)
        let document = SitemapDocument(parsing: head + [0xE9] + Array("</loc></url></urlset>".utf8))
        #expect(document.entries.map(\.loc) == ["/é"])
        #expect(document.error == nil)
        let units: [UInt16] = Array("\u{FEFF}<urlset><url><loc>/é</loc></url></urlset>".utf16)
        let octets: [UInt8] = units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(SitemapDocument(parsing: octets).entries.map(\.loc) == ["/é"])
    }

    @Test(arguments: ["", " ", "<", "<html><body><a href='/x'>x</a></body></html>", "{\"a\": 1}", "just text", "\0\0"])
    func whatIsNoSitemapSaysSo(text: String) {
        let document = self.parse(text)
        #expect(document.kind == nil)
        #expect(document.error != nil)
        #expect(document.entries.isEmpty && document.sitemaps.isEmpty)
    }

    @Test func limitsEndTheReading() {
        var limits = SitemapLimits()
        limits.entries = 2
        limits.urlBytes = 10
        let all = (1...4).map { "<url><loc>/\($0)</loc></url>" }.joined()
        let cut = self.parse("<urlset>\(all)</urlset>", limits: limits)
        #expect(cut.entries.map(\.loc) == ["/1", "/2"])
        #expect(cut.isTruncated)
        let long = self.parse(
            "<urlset><url><loc>/0123456789</loc></url><url><loc>/012345678</loc></url></urlset>", limits: limits)
        #expect(long.entries.map(\.loc) == ["/012345678"])
        #expect(!long.isTruncated)
        limits.sizeBytes = 60
        #expect(
            self.parse("<urlset>\(all)</urlset>", limits: limits)
                == self.parse("<urlset>\(all)</urlset>", limits: limits))
        #expect(self.parse("<urlset>\(all)</urlset>", limits: limits).entries.map(\.loc) == ["/1", "/2"])
        #expect(self.parse("<urlset>\(all)</urlset>", limits: limits).isTruncated)
        limits.sizeBytes = 13
        #expect(self.parse("http://e/1\nhttp://e/2", limits: limits).entries.map(\.loc) == ["http://e/1"])
    }
}
