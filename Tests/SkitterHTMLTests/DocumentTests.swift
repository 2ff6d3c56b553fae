import SkitterCore
import SkitterHTML
import Testing

/// What depends on the whole document: its type, its encoding, its limits.
struct DocumentTests {
    static let extractors: [any LinkExtractor] = [TokenizerExtractor(), LibXML2Extractor()]

    private func links(
        _ body: [UInt8], _ type: String?, _ extractor: any LinkExtractor = TokenizerExtractor()
    ) -> [String] {
        let page = extractor.extract(body, DocumentContext(url: "http://example.com/", contentType: type))
        return page.links.map { page.string($0.url) }
    }

    @Test func xhtmlIsReadAsXML() {
        let xhtml = """
            <?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>a &amp; b</title>
            <style><![CDATA[</style><a href="no"/>]]></style></head><body><a href="x?a&amp;b"/>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="y"/></svg>
            <a xmlns="" href="no"/></body></html>
            """
        let page = LibXML2Extractor().extract(
            Array(xhtml.utf8), DocumentContext(url: "http://example.com/", contentType: "application/xhtml+xml"))
        #expect(page.links.map { page.string($0.url) } == ["x?a&b", "y"])
        #expect(page.title.map(page.string) == "a & b")
        #expect(page.truncated == nil)
    }

    @Test func anElementInsideATextOfXHTMLKeepsItsLinks() {
        let xhtml = """
            <html xmlns="http://www.w3.org/1999/xhtml"><title>a  b <a href="first"/></title>
            <style>p {} <a href="second"/></style><style>@import 'third';<b/></style><a href="fourth"/></html>
            """
        var options = ExtractionOptions()
        options.styles = true
        let page = LibXML2Extractor(options: options).extract(
            Array(xhtml.utf8), DocumentContext(url: "http://example.com/", contentType: "application/xhtml+xml"))
        #expect(page.links.map { page.string($0.url) } == ["first", "second", "third", "fourth"])
        #expect(page.title.map(page.string) == "a b")
    }

    @Test func anXMLDocumentThatIsNotWellFormedSaysSo() {
        let page = TokenizerExtractor().extract(
            Array("<html xmlns='http://www.w3.org/1999/xhtml'><a href='x'/><b></html>".utf8),
            DocumentContext(url: "http://example.com/", contentType: "application/xhtml+xml"))
        #expect(page.links.map { page.string($0.url) } == ["x"])
        #expect(page.truncated == .malformed)
    }

    private static let endings: [(String, ExtractedPage.Truncation?)] = [
        ("</a>", nil), ("</a>\n<!-- c --><?d e?>\r\n", nil), ("", .malformed), ("<b", .malformed),
        ("</a><a/>", .malformed),
        ("</b></a>", .malformed), ("&nbsp;</a>", .malformed), ("text", .malformed), ("</a>text", .malformed),
    ]

    @Test(arguments: Self.endings)
    func anXMLDocumentSaysHowItEnds(ending: String, cause: ExtractedPage.Truncation?) {
        let page = TokenizerExtractor().extract(
            Array("<a xmlns='http://www.w3.org/1999/xhtml' href='x'>\(ending)".utf8),
            DocumentContext(url: "http://example.com/", contentType: "application/xml"))
        #expect(page.links.map { page.string($0.url) }.first == "x")
        #expect(page.truncated == cause)
    }

    @Test(arguments: ["<a/", "<a =", "<b:c>", "&", "&x;", "\u{1}", "<a ", "<!ENTITY x 'y'>", "<![CDATA[", "<?", "<!--"])
    func aDocumentOfErrorsEndsSoon(pattern: String) {
        let body = Array("<a><link href='x'/>".utf8) + Array(String(repeating: pattern, count: 500_000).utf8)
        let page = TokenizerExtractor().extract(
            body, DocumentContext(url: "http://example.com/", contentType: "application/xml"))
        #expect(page.links.map { page.string($0.url) } == ["x"])
        #expect(page.truncated == .malformed)
    }

    @Test func entitiesOfTheDocumentAreNotExpanded() {
        let bomb =
            "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '\(String(repeating: "&a;", count: 100))'>"
            + "<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
            + "<html xmlns='http://www.w3.org/1999/xhtml'><title>&b;&b;&f;</title><a href='x'/></html>"
        let page = LibXML2Extractor().extract(
            Array(bomb.utf8), DocumentContext(url: "http://example.com/", contentType: "text/xml"))
        #expect(page.text.count < 100)
        #expect(page.links.map { page.string($0.url) } == ["x"])
    }

    @Test func hostileXMLIsCutWhereTheParserWouldBeSlow() {
        let context = DocumentContext(url: "http://example.com/", contentType: "image/svg+xml")
        let names = (0..<60_000).map { "x\($0)='\($0)'" }.joined(separator: " ")
        let attributes = TokenizerExtractor().extract(Array("<a href='x'/><b \(names)/>".utf8), context)
        #expect(attributes.truncated == .attributes)
        let namespaces = (0..<500).map { "xmlns:x\($0)='\($0)'" }.joined(separator: " ")
        let page = TokenizerExtractor().extract(
            Array(String(repeating: "<b \(namespaces)>", count: 100).utf8), context)
        #expect(page.truncated == .nesting)
    }

    @Test func anXMLDocumentIsReadInItsEncoding() {
        let body =
            Array(
                "<?xml version='1.0' encoding='windows-1251'?><html xmlns='http://www.w3.org/1999/xhtml'><a href='".utf8
            )
            + [0xE4] + Array("'/></html>".utf8)
        #expect(self.links(body, "application/xhtml+xml") == ["\u{434}"])
    }

    private func encoding(_ body: [UInt8], _ type: String) -> String {
        let page = TokenizerExtractor().extract(body, DocumentContext(url: "http://example.com/", contentType: type))
        return "\(page.encodingName) \(page.encodingSource)"
    }

    @Test(arguments: [
        ("<?xml version='1.0' encoding='koi8-r'?><a/>", "text/xml", "koi8-r meta"),
        ("<?xml version='1.0' encoding='koi8-r'?><a/>", "text/xml; charset=gbk", "gbk header"),
        ("<?xml version='1.0'?><a/>", "text/xml", "utf-8 fallback"),
        ("<html><meta charset='koi8-r'/></html>", "application/xhtml+xml", "utf-8 fallback"),
        ("@charset \"koi8-r\";", "text/css", "koi8-r meta"),
        ("@charset \"koi8-r\";", "text/css; charset=gbk", "gbk header"),
        ("\u{FEFF}@charset \"koi8-r\";", "text/css; charset=gbk", "utf-8 bom"),
        ("@charset \"utf-16le\";", "text/css", "utf-8 meta"), ("@charset \"none\";", "text/css", "utf-8 fallback"),
        ("@charset 'koi8-r';", "text/css", "utf-8 fallback"), (" @charset \"koi8-r\";", "text/css", "utf-8 fallback"),
        ("@charset \"koi8-r\" ;", "text/css", "utf-8 fallback"), ("@charset \"koi8-r", "text/css", "utf-8 fallback"),
    ])
    func xmlAndStyleSheetsDeclareTheirEncodingInTheirOwnWay(text: String, type: String, expected: String) {
        #expect(self.encoding(Array(text.utf8), type) == expected)
    }

    @Test func feedsGiveTheirLinks() {
        #expect(
            self.links(
                Array("<rss><channel><link> http://a/ </link><item><link>b</link></item></channel></rss>".utf8),
                "application/rss+xml") == ["http://a/", "b"])
        #expect(
            self.links(
                Array(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><link href='a'/><link rel='next' href='b'/></feed>".utf8),
                "application/atom+xml") == ["a", "b"])
    }

    @Test(arguments: ["text/css", "Text/CSS; charset=utf-8"])
    func aStyleSheetGivesItsAddresses(type: String) {
        let sheet = """
            @charset "utf-8"; @import 'a'; @import url("b") screen; /* url(no) */
            @font-face { src: url(c) format('woff2'), URL( 'd' ) } p::after { content: "url(no)"; background: url(e\\20 f) }
            """
        for extractor in Self.extractors {
            let page = extractor.extract(
                Array(sheet.utf8), DocumentContext(url: "http://example.com/", contentType: type))
            #expect(page.links.map { page.string($0.url) } == ["a", "b", "c", "d", "e f"])
            #expect(page.links.map { $0.flags.contains(.stylesheet) } == [true, true, false, false, false])
            #expect(page.links.allSatisfy { $0.element == .style })
        }
    }

    @Test func aStyleSheetIsReadInItsEncodingAndCutAtTheLimitOfLinks() {
        let body = Array("@charset \"windows-1251\"; a { b: url(".utf8) + [0xE4] + Array(") } c { d: url(e) }".utf8)
        var options = ExtractionOptions()
        options.maximumLinks = 1
        let page = LibXML2Extractor(options: options).extract(
            body, DocumentContext(url: "http://example.com/", contentType: "text/css"))
        #expect(page.links.map { page.string($0.url) } == ["\u{434}"])
        #expect(page.truncated == .links)
    }

    private static let kinds: [(String?, DocumentKind?)] = [
        (nil, .html), ("", .html), ("nonsense", .html), ("text/HTML; charset=x", .html), ("*/*", .html),
        ("application/xhtml+xml", .xml), ("image/svg+xml", .xml), ("application/rss+xml", .xml), ("text/xml", .xml),
        ("application/xml;q=1", .xml), ("text/css", .css), ("text/plain", nil), ("image/png", nil),
        ("application/json", nil), ("text/csss", nil),
    ]

    @Test(arguments: Self.kinds)
    func theMediaTypeSaysHowABodyIsRead(type: String?, kind: DocumentKind?) {
        #expect(DocumentKind(contentType: type) == kind)
    }

    @Test(arguments: [true, false])
    func utf16IsTranscodedFirst(isBigEndian: Bool) {
        let text = "\u{FEFF}<a href='é?\u{10348}'>"
        let body = text.utf16.flatMap {
            isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        for extractor in Self.extractors {
            #expect(self.links(body, nil, extractor) == ["é?\u{10348}"])
        }
    }

    @Test func onlyValuesAreDecodedFromAnotherEncoding() {
        let body =
            Array("<p title='".utf8) + [0xE9] + Array("'><a href='".utf8) + [0xE9, 0x80] + Array("&eacute;'>".utf8)
        for extractor in Self.extractors {
            #expect(self.links(body, "text/html; charset=latin1", extractor) == ["é€é"])
        }
    }

    @Test func bytesThatAreNotUTF8BecomeReplacementCharacters() {
        let body = Array("<a href='a".utf8) + [0xFF, 0xC3] + Array("&amp;'>".utf8)
        for extractor in Self.extractors {
            #expect(self.links(body, "text/html; charset=utf-8", extractor) == ["a\u{FFFD}\u{FFFD}&"])
        }
    }

    @Test func charactersThatXMLForbidsAreKeptAndDoNotDisturbWhatFollows() {
        for extractor in Self.extractors {
            for _ in 0..<3 {
                #expect(
                    self.links(
                        Array("<a href='\u{1}\u{C}&#xFFFE;\"&lt;' rel=x><a href='\t&#11;y'>".utf8), nil, extractor)
                        == ["\u{1}\u{C}\u{FFFE}\"<", "\t\u{B}y"])
            }
        }
    }

    @Test func aByteOrderMarkIsNoText() {
        for extractor in Self.extractors {
            #expect(self.links([0xEF, 0xBB, 0xBF] + Array("<frameset><frame src=x>".utf8), nil, extractor) == ["x"])
        }
    }

    @Test func limitsNameWhatTheyCut() {
        var options = ExtractionOptions()
        options.maximumLinks = 3
        options.maximumAttributes = 2
        let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")
        for extractor in [TokenizerExtractor(options: options), LibXML2Extractor(options: options)]
            as [any LinkExtractor]
        {
            let many = extractor.extract(Array(String(repeating: "<a href=x>", count: 5_000).utf8), context)
            #expect(many.links.count == 3)
            #expect(many.truncated == .links)
            let attributes = extractor.extract(Array("<a a b c href='>'><a href=y>".utf8), context)
            #expect(attributes.links.map { attributes.string($0.url) } == ["y"])
            #expect(attributes.truncated == .attributes)
            let long = String(repeating: "x", count: 70_000)
            let values = extractor.extract(Array("<a href='\(long)'><a href=y><img src='data:\(long)'>".utf8), context)
            #expect(values.links.map { values.string($0.url) } == ["y"])
            #expect(values.truncated == .values)
            let bytes = extractor.extract(
                Array("<svg xmlns='http://www.w3.org/2000/svg'><a href='\(long)'/><a href='y'/></svg>".utf8),
                DocumentContext(url: "http://example.com/", contentType: "image/svg+xml"))
            #expect(bytes.links.map { bytes.string($0.url) } == ["y"])
            #expect(bytes.truncated == .values)
            let data = extractor.extract(Array("<img src=' Data:\(long)'>".utf8), context)
            #expect(data.truncated == nil)
            let deep = extractor.extract(Array((String(repeating: "<svg>", count: 1_000) + "<a href=y>").utf8), context)
            #expect(deep.links.count == 1)
            #expect(deep.truncated == .nesting)
        }
    }

    @Test(arguments: ["", "'", "'>", "'><a href=z>", "' rel=r><a href=z", " b c d", " b c d>", " b c d><a href=z>"])
    func aLimitInsideATagDoesNotDisturbTheOthers(end: String) {
        var options = ExtractionOptions()
        options.maximumValueBytes = 8
        options.maximumAttributes = 3
        let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")
        let texts = ["<a href=x>", "<p>x<a href=x>", "<p>x<a href=x rel=y><img src=z>", ""].map {
            $0 + "<a rel=n href='0123456789" + end
        }
        for text in texts + texts.map({ $0 + "<a href=y>" }) {
            let extractors: [any LinkExtractor] = [
                TokenizerExtractor(options: options), LibXML2Extractor(options: options),
            ]
            let pages = extractors.map { $0.extract(Array(text.utf8), context) }
            #expect(pages[0].findings == pages[1].findings, "\(text)")
            #expect(pages[0].truncated == pages[1].truncated, "\(text)")
        }
    }

    @Test func baseAndRefreshInsideNoscriptAreNotFollowed() {
        let html = """
            <noscript><base href=no><meta http-equiv=refresh content='0;no'><a href=x></noscript>
            <p>text<noscript><base href=no></noscript><base href=yes><meta http-equiv=refresh content='0;yes'>
            """
        for extractor in Self.extractors {
            let page = extractor.extract(Array(html.utf8), DocumentContext(url: "http://example.com/"))
            #expect(page.base.map(page.string) == "yes")
            #expect(page.refresh?.target.map(page.string) == "yes")
            #expect(page.links.map { page.string($0.url) } == ["x", "yes"])
        }
    }

    @Test func stylesAreReadWhenAskedFor() {
        var options = ExtractionOptions()
        options.styles = true
        let html =
            "<style>@import 'a';</style><p style='b:url(c)'>x<div style=\"d:url(&quot;e&quot;)\"><svg style='f:url(g)'>"
        for extractor in [TokenizerExtractor(options: options), LibXML2Extractor(options: options)]
            as [any LinkExtractor]
        {
            let page = extractor.extract(Array(html.utf8), DocumentContext(url: "http://example.com/"))
            #expect(page.links.map { page.string($0.url) } == ["a", "c", "e", "g"])
        }
        #expect(self.links(Array(html.utf8), nil) == [])
    }

    @Test func aFormInsideAFormIsNotThere() {
        var options = ExtractionOptions()
        options.forms = true
        let html =
            "<form action=a><form action=no></form><form action=b></form><p>x<form action=c><form action=no></form><form action=d>"
        for extractor in [TokenizerExtractor(options: options), LibXML2Extractor(options: options)]
            as [any LinkExtractor]
        {
            let page = extractor.extract(Array(html.utf8), DocumentContext(url: "http://example.com/"))
            #expect(page.links.map { page.string($0.url) } == ["a", "b", "c", "d"])
        }
    }

    @Test(arguments: [
        "<", "<a ", "<svg>", "</", "<!--", "\"", "&", "<a href=x ", "<svg></b>", "<script><!--", "<template>", "\0",
        "<![CDATA[",
        "<table><svg><desc><td>", "<a href='&", "<p><svg><desc><p>",
    ])
    func aHostilePatternEnds(pattern: String) {
        let body = Array(String(repeating: pattern, count: 300_000 / pattern.utf8.count).utf8)
        for extractor in Self.extractors {
            #expect(extractor.extract(body, DocumentContext(url: "http://example.com/")).text.count <= 2 * body.count)
        }
    }

    @Test func extractorsAreUsedByManyTasksAtOnce() async {
        let extractor = LibXML2Extractor()
        let body = Array("<a href=x><a href='&eacute;'><img srcset='a 1x, b 2x'>".utf8)
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<64 {
                group.addTask {
                    let page = extractor.extract(body, DocumentContext(url: "http://example.com/"))
                    return page.links.map { page.string($0.url) }
                }
            }
            for await links in group { #expect(links == ["x", "é", "a", "b"]) }
        }
    }
}
