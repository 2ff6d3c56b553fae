/// A piece of HTML that tells a parser from a scanner, and the addresses of its `a` and `area` elements.
public struct HTMLCase: Sendable, CustomStringConvertible {
    /// The document.
    public let html: String
    /// What its `a` and `area` elements point to.
    public let links: [String]

    init(_ html: String, _ links: [String]) {
        self.html = html
        self.links = links
    }

    /// The words for people.
    public var description: String { self.html }
}

extension HTMLCase {
    /// By the states of the tokenizer.
    public static let tokenizer: [HTMLCase] = [
        HTMLCase("<a href=x>", ["x"]),
        HTMLCase("<A HREF='x'>", ["x"]),
        HTMLCase("<a\thref\n=\u{0C}\"x\"\r>", ["x"]),
        HTMLCase("<a/href=x/>", ["x/"]),
        HTMLCase("<a title='>' href=x>", ["x"]),
        HTMLCase("<a =href=x href=y>", ["y"]),
        HTMLCase("<a @click=\"a>b\" href=x>", ["x"]),
        HTMLCase("<a href=x href=y>", ["x"]),
        HTMLCase("<a href>", [""]),
        HTMLCase("<a href=>", [""]),
        HTMLCase("<a href=x", []),
        HTMLCase("<a href='x>", []),
        HTMLCase("< a href=x>", []),
        HTMLCase("<a\u{0}href=x>", []),
        HTMLCase("<a href=\u{0}>", ["\u{FFFD}"]),
        HTMLCase("<a href='a\r\nb\rc'>", ["a\nb\nc"]),
        HTMLCase("</a href=x>", []),
        HTMLCase("</p title='>' a=\"<a href=x>\"><a href=y>", ["y"]),
        HTMLCase("<!-- <a href=x> --><a href=y>", ["y"]),
        HTMLCase("<!--><a href=y>-->", ["y"]),
        HTMLCase("<!---><a href=y>-->", ["y"]),
        HTMLCase("<!-- --!><a href=y>", ["y"]),
        HTMLCase("<!-- -- ><a href=x>", []),
        HTMLCase("<!x><a href=y>", ["y"]),
        HTMLCase("<?x <a href=x>", []),
        HTMLCase("</ x><a href=y>", ["y"]),
        HTMLCase("</><a href=y>", ["y"]),
        HTMLCase("<!DOCTYPE html PUBLIC \"><a href=y>", ["y"]),
        HTMLCase("<![CDATA[<a href=x>]]>", []),
        HTMLCase("<![CDATA[><a href=y>]]>", ["y"]),
        HTMLCase("<title><a href=x></title><a href=y>", ["y"]),
        HTMLCase("<title><a href=x></titles><a href=x></TITLE x='>'><a href=y>", ["y"]),
        HTMLCase("<textarea><a href=x>", []),
        HTMLCase("<style><!--</style><a href=y>", ["y"]),
        HTMLCase("<xmp><a href=x></xmp><noembed><a href=x></noembed><iframe><a href=x></iframe><a href=y>", ["y"]),
        HTMLCase("<noscript><a href=y></noscript>", ["y"]),
        HTMLCase("<script>'</scrip<a href=x>'</script ><a href=y>", ["y"]),
        HTMLCase("<script><!--<script></script><a href=x>--></script><a href=y>", ["y"]),
        HTMLCase("<script><!--</script><a href=y>", ["y"]),
        HTMLCase("<script><!--<script>--><a href=x></script><a href=y>", ["y"]),
        HTMLCase("<script><!--><a href=x></script><a href=y>", ["y"]),
        HTMLCase("<script><!--<scripts></script><a href=y>", ["y"]),
        HTMLCase("<plaintext></plaintext><a href=x>", []),
    ]

    /// By the character reference states.
    public static let references: [HTMLCase] = [
        HTMLCase("<a href='?a&amp;b'>", ["?a&b"]),
        HTMLCase("<a href='?a&ampb'>", ["?a&ampb"]),
        HTMLCase("<a href='?a&amp'>", ["?a&"]),
        HTMLCase("<a href='?a&amp=b'>", ["?a&amp=b"]),
        HTMLCase("<a href='?&copy=1&reg;&notit;&notin;'>", ["?&copy=1\u{AE}&notit;\u{2209}"]),
        HTMLCase("<a href='&#128;&#x80;&#0;&#xD800;&#x110000;'>", ["\u{20AC}\u{20AC}\u{FFFD}\u{FFFD}\u{FFFD}"]),
        HTMLCase("<a href='&#65&#x42;&#;&#x;&#99999999999999999999;'>", ["AB&#;&#x;\u{FFFD}"]),
        HTMLCase("<a href='&NotEqualTilde;&bogus;&'>", ["\u{2242}\u{338}&bogus;&"]),
        HTMLCase("<a href='&CounterClockwiseContourIntegral;'>", ["\u{2233}"]),
    ]

    /// By the few rules of tree construction.
    public static let tree: [HTMLCase] = [
        HTMLCase("<frameset><a href=x></frameset><a href=x>", []),
        HTMLCase("<p><a href=x><frameset><a href=x>", []),
        HTMLCase("<p>text<frameset><a href=y>", ["y"]),
        HTMLCase("<frameset> < <a href=x>", []),
        HTMLCase("<p>&#32;<a href=x></a><frameset>", []),
        HTMLCase("<p>&nbsp;<a href=y></a><frameset>", ["y"]),
        HTMLCase("<template><a href=x></template><a href=y>", ["y"]),
        HTMLCase("<template><div><template></template><a href=x></div></template><a href=y>", ["y"]),
        HTMLCase("<svg><template><a href=y></template></svg>", ["y"]),
        HTMLCase("<svg><title><a href=y></title></svg>", ["y"]),
        HTMLCase("<svg><style><a href=y></style></svg>", ["y"]),
        HTMLCase("<svg><script><a href=y></script></svg>", ["y"]),
        HTMLCase("<svg><![CDATA[<a href=x>]]><a href=y>", ["y"]),
        HTMLCase("<svg><desc><![CDATA[<a href=x>]]></desc></svg><a href=y>", ["y"]),
        HTMLCase("<svg><desc><p><![CDATA[><a href=y>]]>", ["y"]),
        HTMLCase("<svg><p><style><a href=x></style>", []),
        HTMLCase("<svg></p><style><a href=x></style>", []),
        HTMLCase("<svg><font><style><a href=y></style>", ["y"]),
        HTMLCase("<svg><font color=c><style><a href=x></style>", []),
        HTMLCase("<div><svg></div><style><a href=x></style>", []),
        HTMLCase("<svg></div><style><a href=y></style>", ["y"]),
        HTMLCase("<a href=y><div><svg></a><style><a href=x></style>", ["y"]),
        HTMLCase("<svg/><style><a href=x></style>", []),
        HTMLCase("<svg a=b/><style><a href=y></style>", ["y"]),
        HTMLCase("<math><mi><style><a href=x></style>", []),
        HTMLCase("<math><annotation-xml><style><a href=y></style>", ["y"]),
        HTMLCase("<math><annotation-xml encoding=Text/HTML><style><a href=x></style>", []),
        HTMLCase("<math><annotation-xml><p><style><a href=x></style>", []),
        HTMLCase("<table><td><svg><desc><td><style><a href=x></style>", []),
        HTMLCase("<table><caption><svg></table><style><a href=x></style>", []),
        HTMLCase("<select><a href=y></select>", ["y"]),
        HTMLCase("<table><a href=y></table>", ["y"]),
        HTMLCase("<svg><a xlink:href=y></svg>", ["y"]),
        HTMLCase("<svg><a xlink:href=x href=y></svg>", ["y"]),
    ]
}
