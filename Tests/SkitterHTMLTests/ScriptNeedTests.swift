import SkitterCore
import SkitterHTML
import Testing

/// Pages that show nothing without their scripts, told by both extractors alike.
struct ScriptNeedTests {
    private static func need(_ html: String, fields: HTTPFields = HTTPFields(), type: String = "text/html")
        -> ScriptNeed?
    {
        let document = DocumentContext(
            url: "http://h.example/", contentType: type, robotsToken: "skitter", fields: fields)
        let body = Array(html.utf8)
        let need = TokenizerExtractor().extract(body, document).scriptNeed
        #expect(LibXML2Extractor().extract(body, document).scriptNeed == need)
        return need
    }

    private static let script = "<script src=/app.js></script>"
    private static let prose = String(
        repeating: "<p>Twelve words that somebody wrote so that others may read them.", count: 4)

    @Test(
        arguments: [
            // As the usual builders make them.
            (
                """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="/favicon.ico"/>
                <title>React App</title><script defer="defer" src="/static/js/main.5d2.js"></script>
                <link href="/static/css/main.css" rel="stylesheet"></head><body>
                <noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>
                """, ScriptNeed.noscript
            ),
            ("<title>Vite</title><body><div id=\"app\"></div>\n<script type=module src=/main.js></script>", .emptyRoot),
            ("<body><app-root></app-root><script src=main.js></script>", .emptyRoot),
            ("<body><main class=\"a b\" ID = 'm'> <!-- here --> </main>\(script)", .emptyRoot),
            ("<title>Only a title</title>\(script)", .noText),
            ("<script>location.replace(location.pathname + '?' + 1)</script>", .noText),
            ("\(script)<noscript><p>Bitte <b>JAVASCRIPT</b> einschalten</p></noscript>", .noscript),
            ("<div id=root></div>\(script)<a href='#top'>up</a><a href=' JavaScript:void(0)'>menu</a>", .emptyRoot),
            // Broken ones.
            ("<div id=root></div><script>if (a < b) { '</div>' }", .emptyRoot), ("<script", nil), ("<script>", .noText),
            ("\(script)<!-- never closed <p>text", .noText), ("\(script)<!--><p>text", nil),
            ("\(script)<div id=\"root", .noText), ("\(script)<noscript>JavaScript", .noscript),
            ("<div id=root></DIV ><style>b{}</style>\(script)</", .emptyRoot),
        ] as [(String, ScriptNeed?)])
    func itIsToldByTheSecondLook(html: String, need: ScriptNeed?) {
        #expect(Self.need(html) == need)
    }

    @Test(arguments: [
        // No script, no need for one.
        "", "<p>Plain", "<div id=root></div>", "<noscript>JavaScript, please</noscript>",
        // Something leads on.
        "<div id=root></div>\(script)<a href=/next>next</a>", "<div id=root></div>\(script)<iframe src=/in></iframe>",
        "\(script)<noscript>JavaScript! <a href=/plain>Or this</a></noscript>",
        "<meta http-equiv=refresh content='0; url=/next'>\(script)",
        // Something is shown.
        "<p>It works!</p>\(script)", "\(prose)\(script)", "<div id=root></div>\(prose)\(script)",
        "\(prose)<noscript>Comments need JavaScript.</noscript>\(script)",
        "<div id=root>Hello</div>\(script)", "<div></div>Hello\(script)", "<p id=x></p>Hello\(script)",
        "<noscript><img src=/javascript.gif alt=JavaScript></noscript>Hello\(script)",
    ])
    func whenInDoubtAPageDoesWithout(html: String) {
        #expect(Self.need(html) == nil)
    }

    @Test func aHeaderFieldThatSendsReadersOnIsALink() {
        var fields = HTTPFields()
        fields.append(name: "Refresh", value: "0; url=/next")
        #expect(Self.need("<div id=root></div>\(Self.script)", fields: fields) == nil)
    }

    @Test func otherEncodingsAndKindsAreReadAsTheyAre() {
        let shell = "<div id=root></div>\(Self.script)"
        let units: [UInt8] = shell.utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
        let wide: [UInt8] = [0xFF, 0xFE] + units
        let document = DocumentContext(
            url: "http://h.example/", contentType: "text/html", robotsToken: "skitter", fields: HTTPFields())
        #expect(TokenizerExtractor().extract(wide, document).scriptNeed == .emptyRoot)
        #expect(LibXML2Extractor().extract(wide, document).scriptNeed == .emptyRoot)
        #expect(Self.need("\u{FEFF}" + shell) == .emptyRoot)
        let xhtml = "<html xmlns='http://www.w3.org/1999/xhtml'><body><script src='/a.js'></script></body></html>"
        #expect(Self.need(xhtml, type: "application/xhtml+xml") == nil)
    }

    /// What hurts a reader that looks back or ahead.
    @Test(arguments: [
        "<", "<!", "<!-", "<!--", "<script>", "<noscript>", "<div id=", "<a-b>", "</a-b", "\"", "<noscript><", "id ",
    ])
    func aHostilePageTakesLinearTime(piece: String) {
        let html = Self.script + String(repeating: piece, count: 200_000)
        let clock = ContinuousClock()
        let time = clock.measure { _ = Self.need(html) }
        #expect(time < .seconds(60))
    }
}
