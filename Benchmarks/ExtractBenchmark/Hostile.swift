import Glibc
import SkitterCore
import SkitterHTML

/// Documents of one pattern, again and again, behind prefixes that lead into each state: none may take long. All are tried
/// at 150 KB; those of each type that took longest, and so the quadratic ones, at 10 MB.
enum Hostile {
    /// A document of 10 MB must be read within this time.
    private static let limit = 0.5
    private static let smallBytes = 150_000
    private static let largeBytes = 10_000_000

    private struct Case {
        var prefix: String
        var pattern: [UInt8]
        var type: String?
        var seconds = 0.0

        func body(_ count: Int) -> [UInt8] {
            var body = Array(self.prefix.utf8)
            body.reserveCapacity(count + self.pattern.count)
            while body.count < count { body += self.pattern }
            return body
        }

        func seconds(_ extractor: any LinkExtractor, bytes: Int) -> Double {
            let body = self.body(bytes)
            let start = cpuSeconds()
            _ = extractor.extract(body, DocumentContext(url: "http://example.com/", contentType: self.type))
            return cpuSeconds() - start
        }

        var description: String {
            let text = String(decoding: self.pattern.prefix(60), as: UTF8.self)
            return "\(self.type ?? "-") \(String(reflecting: self.prefix + text))"
        }
    }

    static func run() {
        var everything = ExtractionOptions()
        everything.forms = true
        everything.styles = true
        everything.anchorTexts = true
        let extractors: [(String, any LinkExtractor)] = [
            ("tokenizer", TokenizerExtractor()), ("libxml2", LibXML2Extractor()),
            ("tokenizer, all options", TokenizerExtractor(options: everything)),
            ("libxml2, all options", LibXML2Extractor(options: everything)),
        ]
        for (name, extractor) in extractors {
            // Those of one type only, if it is named.
            let only = CommandLine.arguments.dropFirst(2).first
            var cases = Self.cases.filter { only == nil || $0.type == only }
            for index in cases.indices {
                cases[index].seconds = cases[index].seconds(extractor, bytes: Self.smallBytes)
            }
            cases.sort { $0.seconds > $1.seconds }
            // Of each type, since what costs 150 KB of one much costs 10 MB of another little.
            var worst = Dictionary(grouping: cases, by: \.type).values.flatMap { $0.prefix(20) }
            for index in worst.indices {
                worst[index].seconds = worst[index].seconds(extractor, bytes: Self.largeBytes)
            }
            worst.sort { $0.seconds > $1.seconds }
            print("\(name): \(cases.count) patterns, \(worst.count { $0.seconds > Self.limit }) too slow")
            fflush(nil)
            for item in worst.prefix(6) { print("  \(Int(item.seconds * 1000)) ms  \(item.description)") }
        }
    }

    // MARK: Patterns

    private static let cases: [Case] = {
        let header = "text/html; charset=utf-8"
        var cases: [Case] = []
        for pattern in Self.bytes + Self.tags + Self.fragments.map({ Array($0.utf8) }) {
            for prefix in Self.prefixes { cases.append(Case(prefix: prefix, pattern: pattern, type: header)) }
        }
        // Without a charset the declaration is looked for, and the octets are asked.
        for pattern in Self.bytes + Self.fragments.map({ Array($0.utf8) }) {
            for prefix in ["", "<meta charset=", "<!--"] {
                cases.append(Case(prefix: prefix, pattern: pattern, type: nil))
                cases.append(Case(prefix: prefix, pattern: pattern, type: "text/html"))
            }
        }
        for encoding in ["gbk", "shift_jis", "iso-2022-jp", "utf-16le", "big5", "euc-jp", "euc-kr", "koi8-r"] {
            for pattern in Self.bytes + ["<a href=\u{e9}>", "<a href='&eacute;\u{e9}'>"].map({ Array($0.utf8) }) {
                for prefix in ["", "<a href='"] {
                    cases.append(Case(prefix: prefix, pattern: pattern, type: "text/html; charset=\(encoding)"))
                }
            }
        }
        for pattern in Self.bytes + (Self.fragments + Self.xmlFragments).map({ Array($0.utf8) }) {
            for prefix in ["", "<a>", "<a b='", "<!DOCTYPE a [", "<a xmlns='http://www.w3.org/1999/xhtml'><title>"] {
                cases.append(Case(prefix: prefix, pattern: pattern, type: "text/xml"))
            }
        }
        let attributes = (0..<20_000).map { "a\($0)=''" }.joined(separator: " ")
        let many = (0..<990).map { "a\($0)=''" }.joined(separator: " ")
        let spaces = (0..<90).map { "xmlns:a\($0)='a'" }.joined(separator: " ")
        for pattern in ["<a \(attributes)>", "<a \(many)/>", "<a \(spaces)>", "<a \(spaces) \(many)/>"] {
            cases.append(Case(prefix: "<a>", pattern: Array(pattern.utf8), type: "text/xml"))
            cases.append(Case(prefix: "<p>x", pattern: Array(pattern.utf8), type: header))
        }
        for pattern in Self.bytes + Self.sheetFragments.map({ Array($0.utf8) }) {
            for prefix in ["", "url(", "url('", "@import ", "/*", "@charset \""] {
                cases.append(Case(prefix: prefix, pattern: pattern, type: "text/css"))
            }
        }
        return cases
    }()

    private static let bytes = (0...255).map { [UInt8($0)] }

    private static let prefixes = [
        "", "<p>x", "<a href=\"", "<a href=x>", "<svg>", "<p>x<svg><desc>", "<template>", "<table><svg><desc>",
        "<select>",
        "<p>x<img srcset='", "<p>x<meta http-equiv=refresh content='", "<p style='", "<style>",
    ]

    private static let tags: [[UInt8]] = {
        let names = """
            a area link iframe frame img image script source video audio track embed object input html body blockquote q ins
            del form base meta style xmp noembed noframes title textarea plaintext svg math template noscript head frameset
            pre li dd dt button table br hr select option p div h1 b i font td tr th tbody caption col foreignObject desc mi
            annotation-xml mglyph use feImage x-element averylongelementname applet marquee nobr
            """.split(whereSeparator: \.isWhitespace)
        let shapes = ["<#>", "</#>", "<# ", "<#/>", "<#></#>", "</#><#>", "<# href=x>", "<# src=x ", "<#>x</p>"]
        return names.flatMap { name in
            shapes.map { shape in
                let parts = shape.split(separator: "#", omittingEmptySubsequences: false)
                return Array(parts.joined(separator: String(name)).utf8)
            }
        }
    }()

    private static let fragments = [
        "</", "<!--", "<a href=x ", "<a href=x>", "<svg></b>", "<b><svg></b>", "<script><!--", "<script><!--<script>",
        "<script><!--<script></script>-->", "<!", "<?", "<![CDATA[", "<![CDATA[]]>", "<svg><![CDATA[", "<svg><desc>",
        "<svg><desc><i>", "<a/", "<a =", "<a href='&amp", "<a href=\"&a", "<a b='", "--", "<!-", "--!>", "-->",
        "<a\u{0}",
        "<img srcset='a,", "<img srcset='a 1x,b 2x'>", "a 1x,", "a(", "<svg><td>", "<table><svg><desc><td>", "a ",
        "<svg><font>", "<svg><font color=x>", "<p><svg><desc><p>", "<a href=&copy=>", "&amp;", "&notit;", "&#1", "&#x",
        "&CounterClockwiseContourIntegra", "<a href=a&b=&c;>", "]]>", "'\"", "=\"", "<meta charset=utf-8", "charset",
        "<meta content='charset", "<meta name=robots content=x>", "<meta http-equiv=refresh content='0;x'>",
        "<title>&amp;",
        "<base href=x>", "<link rel=canonical href=x>", "<a rel='a b c d e f nofollow' href=x>", "<a href=x>x",
        "<a href=x> x </a>", "<math><mi><svg><desc><math>", "<svg><desc><svg><desc></svg>",
        "<template><svg></template>",
        "<p><b><p>", "<li><ul>", "<button><p>", "<h1><h2>", "<dd><dt>", "<option><optgroup>", "<ruby><rt>", "é",
        "\u{FEFF}",
        "\r\n", "\u{2028}", "<é>", "<a é=é>", "<a href=é>", "<a href='é&eacute;'>", "url(x)", "@import 'x';",
    ]

    private static let xmlFragments = [
        "<a/>", "<a>x</a>", "<a b='c'/>", "<a xmlns:b='c'>", "<a xmlns:b='c'/>", "<b:a/>", "&lt;", "&#65;", "&a;",
        "%a;", "<?a b?>",
        "<!ENTITY a 'b'>", "<!ENTITY a '&a;&a;'>", "<!ENTITY % a 'b'>%a;", "<!ATTLIST a b CDATA 'c'>",
        "<!ELEMENT a (b|c)>",
        "<!ENTITY a SYSTEM 'b'>", "<!NOTATION a SYSTEM 'b'>", "(a|", "<a b='&lt;'/>",
        "<link xmlns='http://www.w3.org/2005/Atom' href='x'/>", "<link>x</link>", "<title>x</title>",
        "<a xmlns='http://www.w3.org/1999/xhtml' href='x'>y</a>",
    ]

    private static let sheetFragments = [
        "url(x)", "url(", "url('x')", "url(\\", "url(\\41 )", "\\", "\\\n", "\\61 ", "@import 'x';", "@import ",
        "@import url(x);", "/*",
        "/**/", "*/", "\"", "'", "'\n", "a{b:c}", "{", "}", "u", "ur", "url", "url (", "url(a b)", "url(a'", "url(\"",
        ")", "@", "a\\",
    ]
}
