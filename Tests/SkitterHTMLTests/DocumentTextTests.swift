import SkitterCore
import SkitterHTML
import Testing

@Suite struct DocumentTextTests {
    @Test(arguments: [
        ("a  b\n c", "a b c"), ("<p>a<p>b", "a\nb"), ("a<b>b</b>c", "abc"), ("a <b> b</b>", "a b"),
        ("<title>t</title><script>var a = '<p>x'</script>a", "a"), ("a<!-- <p>x --> b", "a b"), ("a<!-->b", "ab"),
        ("&lt;a&gt; &amp; &eacute;", "<a> & é"), ("a<br>b<br/>c", "a\nb\nc"), ("<p title='a>b'>c", "c"),
        ("<p title=a'b>c", "c"), ("<STYLE>x</STYLE >y", "y"), ("1 < 2", "1 < 2"), ("a<", "a"), ("a</", "a"), ("<", ""),
        ("<script>never ends", ""), ("<script></scripty></script>x", "x"), ("<td>1</td><td>2</td>", "1\n2"),
        ("<?php x ?>a", "a"), ("", ""),
    ])
    func whatIsShownIsThere(html: String, text: String) {
        #expect(DocumentText.of(Array(html.utf8), contentType: "text/html; charset=utf-8") == text)
    }

    @Test func itIsReadInItsEncoding() {
        #expect(DocumentText.of([0x63, 0x61, 0x66, 0xE9], contentType: "text/html; charset=iso-8859-1") == "café")
        #expect(DocumentText.of(Array("a <b>".utf8), contentType: "text/plain") == "a <b>")
        #expect(DocumentText.of([1, 2, 3], contentType: "image/png") == "")
    }

    @Test func whateverTheBytesAreItComesToAnEnd() {
        var dice = SystemRandomNumberGenerator()
        let alphabet = Array("<>!-/\"'= abscriptyle&;#x".utf8) + [0, 0xFF, 0xC3]
        for _ in 0..<2_000 {
            let body = (0..<Int.random(in: 0...60, using: &dice)).map { _ in alphabet.randomElement(using: &dice) ?? 0 }
            #expect(DocumentText.of(body, contentType: "text/html").utf8.count <= body.count * 6)
        }
    }
}
