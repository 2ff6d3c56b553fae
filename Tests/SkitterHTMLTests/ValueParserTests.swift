import SkitterCore
import SkitterHTML
import Testing

struct ValueParserTests {
    private func srcset(_ value: String) -> [String] {
        let bytes = Array(value.utf8)
        var parser = SrcsetParser()
        var urls: [String] = []
        while let range = parser.next(in: bytes.span) { urls.append(String(decoding: bytes[range], as: UTF8.self)) }
        return urls
    }

    @Test(arguments: [
        ("a 1x, b 2x", ["a", "b"]), ("a, b", ["a", "b"]), ("a,b", ["a,b"]), ("a,, b", ["a", "b"]), (", ,a", ["a"]),
        ("a 1w 1h", ["a"]), ("a 1h", []), ("a 0w", []), ("a -1x, b", ["b"]), ("a -0x", ["a"]), ("a 1x 1w", []),
        ("a (b, c) 1x, d", ["d"]), ("a (, b", []), ("a 1.5e3x", ["a"]), ("a 1.x", []), ("a +1x", []), ("", []),
        ("data:,a 1x", ["data:,a"]), ("a x", []), ("a 1e-x", []),
    ])
    func aSrcsetGivesItsValidCandidates(value: String, urls: [String]) {
        #expect(self.srcset(value) == urls)
    }

    @Test(.enabled(if: !SharedSuite.srcset.isEmpty))
    func sharedSrcsetsGiveTheirCandidates() {
        for fixture in SharedSuite.srcset {
            #expect(self.srcset(fixture.srcset) == fixture.urls, "\(fixture.id)")
        }
    }

    private func refresh(_ value: String) -> String? {
        let bytes = Array(value.utf8)
        return MetaRefresh(bytes.span).map { refresh in
            "\(refresh.seconds) " + (refresh.target.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "-")
        }
    }

    @Test(arguments: [
        ("5", "5.0 -"), (" 5 ", "5.0 -"), ("5;", "5.0 -"), ("5; url=x", "5.0 x"), ("5, URL = 'x y' z", "5.0 x y"),
        ("5 x", "5.0 x"),
        ("5;'x", "5.0 x"), ("5;\"x'\"", "5.0 x'"), ("5;u=x", "5.0 u=x"), ("5;url x", "5.0 url x"),
        ("5;urls", "5.0 urls"),
        (".5;x", "0.5 x"), ("3.14.15;x", "3.14 x"), ("5url=x", nil), ("-1;x", nil), ("", nil), ("x", nil),
        ("5;url=", "5.0 "),
        ("99999999999999999999999;x", "1000000000.0 x"),
    ])
    func aRefreshIsReadByTheSharedDeclarativeSteps(value: String, expected: String?) {
        #expect(self.refresh(value) == expected)
    }

    private func css(_ sheet: String) -> [String] {
        var builder = PageBuilder(options: ExtractionOptions(), robotsToken: "")
        builder.beginTag()
        builder.page.text.append(contentsOf: sheet.utf8)
        builder.style(from: 0)
        return builder.page.links.map { builder.page.string($0.url) + ($0.flags.contains(.stylesheet) ? "!" : "") }
    }

    @Test(arguments: [
        ("a{b:url(x)}", ["x"]), ("a{b:URL( 'x' )}", ["x"]), ("@import 'x';", ["x!"]),
        ("@import url(x) screen;", ["x!"]),
        ("@IMPORT \"x\" y; a{b:url(z)}", ["x!", "z"]), ("/* url(x) */ url(y)", ["y"]), ("'url(x)' url(y)", ["y"]),
        ("url(a b) url(y)", ["y"]), ("url(a'b) url(y)", ["y"]), ("url(x", ["x"]), ("url('x", ["x"]), ("curl(x)", []),
        ("url(a\\29 b)", ["a)b"]), ("url(\\78\\79)", ["xy"]), ("url(\"a\\\nb\")", ["ab"]), ("@media{ 'x' }", []),
        ("url()", []), ("@import;'x'", []), ("a{b:url (x)}", []), ("'x\nurl(y)", ["y"]),
    ])
    func aStyleSheetGivesItsAddresses(sheet: String, urls: [String]) {
        #expect(self.css(sheet) == urls)
    }

    @Test func everyReferenceOfTheTableIsFound() {
        #expect(CharacterReferences.table.count == 2_231)
        for (name, replacement) in CharacterReferences.table {
            let text = Array("&".utf8) + name + Array(name.last == 0x3B ? "x" : ".").flatMap { Array(String($0).utf8) }
            var decoded: [UInt8] = []
            CharacterReferences.append(text.span, 0..<text.count, .text, to: &decoded)
            #expect(decoded.starts(with: replacement) && decoded.count == replacement.count + 1)
        }
    }
}
