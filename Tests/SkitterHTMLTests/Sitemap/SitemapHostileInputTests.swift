import SkitterHTML
import SkitterCore
import SkitterTesting
import Testing

struct SitemapHostileInputTests {
    private func parse(_ text: String) -> (SitemapDocument, Duration) {
        var document: SitemapDocument?
        let bytes = Array(text.utf8)
        let time = ProcessorTime.of { document = SitemapDocument(parsing: bytes) }
        return (document ?? SitemapDocument(parsing: []), time)
    }

    @Test func aBillionLaughsAreHarmless() {
        let entities = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        let (document, time) = self.parse(
            "<!DOCTYPE urlset [<!ENTITY l0 \"lol\">\(entities)<!-- ' -->]><urlset><url><loc>/a?&l9;</loc></url></urlset>"
        )
        #expect(document.entries.map(\.loc) == ["/a?&l9;"])
        #expect(time < Patience.seconds(2))
    }

    @Test func nothingOutsideTheDocumentIsRead() {
        let (document, _) = self.parse(
            "<!DOCTYPE urlset SYSTEM 'file:///etc/passwd' [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><urlset><url><loc>&x;</loc></url></urlset>"
        )
        #expect(document.entries.map(\.loc) == ["&x;"])
    }

    @Test(arguments: [
        "<url>", "<a b='c' ", "<a xmlns:n='u'>", " xmlns:n='u'", "&amp;", "&", "<", "<!--", "<![CDATA[",
        "<!DOCTYPE x [", "]]>", "<url><loc>/x</loc>",
        "</url>", "<?x ", "a", "<x a='>'", "\u{1}", "<!x>",
    ])
    func repetitionIsReadInLinearTime(piece: String) {
        let (document, time) = self.parse("<urlset>" + String(repeating: piece, count: 400_000 / piece.utf8.count))
        #expect(document.entries.count <= 50_000)
        #expect(time < Patience.seconds(30))
    }

    @Test func manyAttributesAndNamespacesEndTheReading() {
        let attributes = (0..<5_000).map { " a\($0)='x'" }.joined()
        #expect(self.parse("<urlset\(attributes)><url><loc>/x</loc></url></urlset>").0.error == "a tag is too long")
        let nested = (0..<5_000).map { "<a xmlns:n\($0)='u'>" }.joined()
        #expect(self.parse("<urlset><url><loc>/x</loc></url>\(nested)").0.entries.count == 1)
    }

    @Test func mutatedDocumentsNeverTrap() {
        var random = SplitMix64(seed: 7)
        let seeds = [
            "<?xml version='1.0'?><!DOCTYPE u [<!ENTITY a 'b'>]><urlset xmlns='s'><url><loc>http://e/é?a&amp;b</loc><lastmod>2024</lastmod><priority>.5</priority></url></urlset>",
            "<rss><channel><item><link><![CDATA[http://e/]]></link><guid isPermaLink='false'>x</guid></item></channel></rss>",
            "<feed><entry><link href='/a&amp;b'/><updated>x</updated></entry></feed>", "http://e/1\r\nhttps://e/2",
        ]
        for round in 0..<4_000 {
            let bytes = random.mutated(random.mutated(Array(seeds[round % seeds.count].utf8)))
            let document = SitemapDocument(
                parsing: bytes, contentType: round % 7 == 0 ? "text/xml; charset=shift_jis" : nil)
            #expect(document.kind != nil || document.error != nil)
            #expect(document.entries.allSatisfy { !$0.loc.isEmpty })
        }
    }
}
