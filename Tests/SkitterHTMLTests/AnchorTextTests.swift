import SkitterCore
import SkitterHTML
import Testing

struct AnchorTextTests {
    private func texts(_ html: String, type: String = "text/html; charset=utf-8", limit: Int = 200) -> [String] {
        var options = ExtractionOptions()
        options.anchorTexts = true
        options.maximumAnchorTextBytes = limit
        let context = DocumentContext(url: "http://example.com/", contentType: type)
        let page = TokenizerExtractor(options: options).extract(Array(html.utf8), context)
        #expect(page.findings == LibXML2Extractor(options: options).extract(Array(html.utf8), context).findings)
        if type.hasPrefix("text/html") {
            #expect(page.findings == OracleExtractor(options: options).extract(Array(html.utf8), context).findings)
        }
        return page.links.map { page.string($0.anchorText) }
    }

    @Test(arguments: [
        ("<a href=x>one</a>", ["one"]), ("<a href=x> a\n\t b </a>c", ["a b"]), ("<a href=x></a>b", [""]),
        ("<a href=x>a &amp; b&eacute;&#x41;</a>", ["a & béA"]), ("<a href=x>a&nbsp;b</a>", ["a\u{A0}b"]),
        ("<a href=x><b>bold</b> and <i>not</i></a>", ["bold and not"]), ("<a href=x>a<!-- b -->c<?d>e</a>", ["ace"]),
        ("<a href=x>a <img src=y> b</a>", ["a b", ""]), ("<a href=x>1<a href=y>2</a>3", ["1", "2"]),
        ("<a href=x>a<script>b</script><style>c</style><textarea>d</textarea>e</a>", ["ae"]),
        ("<a href=x>a<template>b</a><a href=no>c</template>d</a>e", ["ad"]), ("<a>a</a><a href=x>b</a>", ["b"]),
        ("<a href=x>1 < 2 </ 3>4</a>", ["1 < 2 4"]), ("<a href=x>open", ["open"]), ("<a href=x>a<", ["a<"]),
        ("<a href=x>a</", ["a</"]), ("<a href=x>a<b", ["a"]), ("<a href=x>a\0b\r\nc</a>", ["a\u{FFFD}b c"]),
        ("<svg><a href=x><text>a<![CDATA[&amp; <b>]]></text></a>c", ["a&amp; <b>"]), ("<area href=x>a", [""]),
        ("<p><a href=x>a<svg><title>b</title></svg></a>", ["ab"]), ("<link href=x>a<a href=y>b", ["", "b"]),
    ])
    func aLinkHasTheTextBetweenItsTags(html: String, texts: [String]) {
        #expect(self.texts(html) == texts)
        #expect(self.texts("<p>text" + html) == texts)
    }

    @Test(arguments: [
        ("abcdef", "abcd"), ("abcd", "abcd"), ("abc d", "abc"), ("abcé", "abc"), ("abéd", "abé"), ("éééé", "éé"),
        ("ab  cd", "ab c"),
        ("\u{1F600}x", "\u{1F600}"), ("x\u{1F600}", "x"), ("abcd   ", "abcd"),
    ])
    func aTextIsCutBetweenCharacters(text: String, expected: String) {
        #expect(self.texts("<a href=x>\(text)</a>", limit: 4) == [expected])
        #expect(self.texts("<a href=x><b>\(text)</b>\(text)</a>", limit: 4).first?.hasPrefix(expected) == true)
    }

    @Test func inXMLATextIsThatOfTheElement() {
        let xhtml = """
            <html xmlns="http://www.w3.org/1999/xhtml"><body><a href="x"> a <b>b &amp; </b><![CDATA[<c>]]></a> no
            <a href="y"/>no<a href="z"><a href="i">inner</a> no</a>no</body></html>
            """
        #expect(self.texts(xhtml, type: "application/xhtml+xml") == ["a b & <c>", "", "", "inner"])
    }

    @Test func withoutBeingAskedForNoTextIsKept() {
        let page = TokenizerExtractor().extract(
            Array("<a href=x>text</a>".utf8), DocumentContext(url: "http://example.com/"))
        #expect(page.links.map(\.textLength) == [0])
        #expect(page.text.count == 1)
    }

    @Test func aFramesetForgetsTheLinkThatWasOpen() {
        #expect(self.texts("<a href=x><frameset><frame src=y></frameset>") == [""])
    }
}
