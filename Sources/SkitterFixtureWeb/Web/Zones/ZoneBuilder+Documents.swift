/// Zones about what documents are made of.
extension ZoneBuilder {
    mutating func addCharsets() {
        self.enter("/charset/")
        let folder = "/charset/"
        self.html(
            folder, "Encodings",
            [
                "meta-1252.html", "header-1252.html", "header-sjis.html", "meta-sjis.html", "utf-16le.html",
                "utf-16be.html",
            ].map { .a(folder + $0, written: $0) })
        self.charset("meta-1252.html", .windows1252, meta: "windows-1252", header: nil, word: "café–1")
        // The Encoding standard reads the label ISO-8859-1 as windows-1252.
        self.charset("header-1252.html", .windows1252, meta: nil, header: "ISO-8859-1", word: "straße–2")
        self.charset("header-sjis.html", .shiftJIS, meta: nil, header: "Shift_JIS", word: "表示")
        self.charset("meta-sjis.html", .shiftJIS, meta: "shift_jis", header: nil, word: "ソフト")
        // The byte order mark wins over header and meta element (HTML standard, 13.2.3.2).
        self.charset("utf-16le.html", .utf16LittleEndian, meta: "windows-1252", header: nil, word: "日本語")
        self.charset("utf-16be.html", .utf16BigEndian, meta: nil, header: "windows-1252", word: "テスト")
    }

    /// A page in a legacy encoding with one link, and the page behind it: the link's path is known only to who decodes
    /// the page as the standards say.
    private mutating func charset(
        _ name: String, _ encoding: LegacyEncoding, meta: String?, header: String?, word: String
    ) {
        let target = "/charset/" + String(decoding: FixtureText.percentEncoded(word), as: UTF8.self) + ".html"
        let meta = meta.map { "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=\($0)\">\n" } ?? ""
        self.html("/charset/" + name, name) {
            $0.contentType = header.map { "text/html; charset=\($0)" } ?? "text/html"
            $0.encoding = encoding
            $0.body = """
                <!DOCTYPE html>
                <html><head>\(meta)<title>\(name)</title></head>
                <body><p><a href="\(word).html">\(word)</a></p></body></html>

                """
            $0.links = [FixtureLink(target: target)]
        }
        self.leaf(target, "Behind " + name)
    }

    mutating func addFiles() {
        self.enter("/files/")
        let folder = "/files/"
        self.html(
            folder, "Files", ["manual.pdf", "data.json", "notes.txt", "photo.png"].map { .a(folder + $0, written: $0) })
        self.file("manual.pdf", "application/pdf", Array("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n".utf8))
        self.file("data.json", "application/json", Array("{\"page\": \"/files/not-a-link.html\", \"n\": 1}\n".utf8))
        self.file(
            "notes.txt", "text/plain; charset=utf-8",
            Array("Text: <a href=\"/files/not-a-link.html\">no link</a>\n".utf8))
        self.file("photo.png", "image/png", FixtureWeb.tinyImage)
        self.leaf(folder + "not-a-link.html", "Named only by documents that are not HTML")
    }

    private mutating func file(_ name: String, _ contentType: String, _ bytes: [UInt8]) {
        var page = SpecialPage(path: "/files/" + name, contentType: contentType)
        page.bytes = bytes
        self.add(page)
    }

    /// Every form here has one meaning in the HTML and URL standards.
    mutating func addMarkup() {
        self.enter("/markup/")
        let folder = "/markup/"
        let forms: [(name: String, markup: String)] = [
            ("single.html", "<a href='single.html'>single quotes</a>"),
            ("unquoted.html", "<a class=x href=unquoted.html>no quotes</a>"),
            ("capitals.html", "<A HREF=\"capitals.html\">capitals</A>"),
            ("lines.html", "<a\n  href\n  =\n  \"lines.html\"\n>over lines</a>"),
            ("spaces.html", "<a href=\"  spaces.html \">spaces around it</a>"),
            ("tab.html", "<a href=\"ta&#9;b.html\">a tab inside</a>"),
            ("greater.html", "<a title=\"1 > 0\" href=\"greater.html\">a greater-than sign before it</a>"),
            ("first.html", "<a href=\"first.html\" href=\"/markup/second.html\">the first attribute counts</a>"),
            ("search?q=a&lang=en", "<a href=\"search?q=a&amp;lang=en\">an entity</a>"),
            ("search?q=b&n=2", "<a href=\"search?q=b&#38;n=2\">a numeric entity</a>"),
            ("slash/x.html", "<a href=\"slash&#x2F;x.html\">an encoded slash</a>"),
            ("dots.html", "<a href=\"/markup/./a/../dots.html\">dots</a>"),
            ("space%20d.html", "<a href=\"space d.html\">a space</a>"),
            ("caf%C3%A9.html", "<a href=\"café.html\">an accent</a>"),
            ("%E6%97%A5.html", "<a href=\"&#26085;.html\">a character by its number</a>"),
            ("fragment.html", "<a href=\"fragment.html#a?b\">a fragment</a>"),
            ("back.html", "<a href=\"\\markup\\back.html\">backslashes</a>"),
            ("table.html", "<table><tr><td><a href=\"table.html\">in a table</table>"),
            ("unclosed.html", "<p><b><i><a href=\"unclosed.html\">never closed"),
            (
                "nested.html",
                String(repeating: "<div>", count: 60) + "<a href=\"nested.html\">deep</a>"
                    + String(repeating: "</div>", count: 60)
            ),
            ("self?page=2", "<a href=\"self?page=2\">a query</a>"),
        ]
        self.html(folder, "Markup", forms.map { .raw(folder + $0.name, $0.markup) })
        for form in forms {
            self.leaf(folder + form.name, "The form \(ZoneLink.escaped(form.name))")
        }
        self.leaf(folder + "second.html", "The second attribute, which does not count")
        self.add(Self.afterTheEnd(folder + "end.html", target: folder + "after-end.html"))
        self.enter(folder + "end.html")
        self.leaf(folder + "after-end.html", "After the end")
    }

    private static func afterTheEnd(_ path: String, target: String) -> SpecialPage {
        var page = SpecialPage(path: path)
        page.body = "<title>The end</title><p>Short</p></body></html>\n<p><a href=\"\(target)\">after the end</a></p>\n"
        page.links = [FixtureLink(target: target)]
        return page
    }
}
