/// Zones about what must not be requested, and about what answers with nothing.
extension ZoneBuilder {
    mutating func addNofollow() {
        self.enter("/nofollow/")
        let folder = "/nofollow/"
        self.html(
            folder, "Not to be followed",
            [
                .a(folder + "link.html", rel: "nofollow", isFollowed: false),
                .a(folder + "capitals.html", rel: "external NoFollow", isFollowed: false),
                .a(folder + "both.html", rel: "nofollow", isFollowed: false),
                .a(folder + "both.html"),
                .a(folder + "meta.html"), .a(folder + "none.html"), .a(folder + "header.html"),
                .a(folder + "index-follow.html"),
            ])
        self.leaf(folder + "both.html", "Once with and once without")
        self.html(
            folder + "meta.html", "By a meta element", head: "<meta name=\"robots\" content=\"noindex, nofollow\">\n",
            [.a(folder + "behind-meta.html", isFollowed: false)])
        self.html(
            folder + "none.html", "None", head: "<META CONTENT='NONE' NAME='ROBOTS'>\n",
            [.a(folder + "behind-none.html", isFollowed: false)])
        self.html(folder + "header.html", "By a header", [.a(folder + "behind-header.html", isFollowed: false)]) {
            $0.headers = [HTTPField("X-Robots-Tag", "noarchive, nofollow")]
        }
        self.html(
            folder + "index-follow.html", "Followed", head: "<meta name=\"robots\" content=\"noindex,follow\">\n",
            [.a(folder + "followed.html")])
        self.leaf(folder + "followed.html", "Followed after all")
        for leaf in ["link", "capitals", "behind-meta", "behind-none", "behind-header"] {
            self.leaf(folder + leaf + ".html", "A page that only a nofollow leads to")
        }
        self.sprinkle(folder + "link.html", isFollowed: false)
    }

    mutating func addHidden() {
        self.enter("/hidden-links.html")
        for (index, snippet) in Self.hiddenSnippets.enumerated() {
            self.leaf("/hidden/\(index).html", "Hidden: \(snippet.name)")
        }
        self.html(
            "/hidden-links.html", "What looks like a link", [],
            extra: Self.hiddenSnippets.map(\.markup).joined(separator: "\n"))
    }

    /// Text that names a page without linking to it. Ordinary pages carry one here and there.
    static let hiddenSnippets: [(name: String, markup: String)] = [
        ("comment", "<!-- <a href=\"/hidden/0.html\">old</a> -->"),
        (
            "script",
            "<script>var x = '<a href=\"/hidden/1.html\">made<\\/a>'; if (1 < 2) go(\"/hidden/1.html\");</script>"
        ),
        ("style", "<style>p::after { content: '<a href=\"/hidden/2.html\">'; }</style>"),
        ("attribute", "<img src=\"/assets/photo-1.png\" alt=\"<a href='/hidden/3.html'>\" width=\"1\" height=\"1\">"),
        ("data attribute", "<p data-href=\"/hidden/4.html\" title=\"/hidden/4.html\">No link here.</p>"),
        ("text", "<p>Its address is /hidden/5.html or {origin}/hidden/5.html, as text.</p>"),
        (
            "other schemes",
            "<p><a href=\"javascript:go('/hidden/6.html')\">Go</a> or <a href=\"mailto:no@example.com\">write</a>.</p>"
        ),
        ("escaped markup", "<pre>&lt;a href=\"/hidden/7.html\"&gt;an example&lt;/a&gt;</pre>"),
        (
            "other attributes",
            "<p><a name=\"/hidden/8.html\" src=\"/hidden/8.html\">Anchor</a><span href=\"/hidden/8.html\">Span</span></p>"
        ),
    ]

    mutating func addRobots() {
        self.enter("/private/index.html")
        self.enter("/private/open.html")
        self.enter("/data/")
        self.html("/private/index.html", "Private", [.a("/private/second.html"), .a("/private/third/")])
        self.html("/private/second.html", "Second", [.a("/private/index.html")])
        self.html("/private/third/", "Third", [.a("/private/second.html")])
        self.html("/private/open.html", "Open in spite of its folder", [.a("/private/second.html"), .a("/data/")])
        self.html("/data/", "Data", [.a("/data/plan.secret"), .a("/data/plan.secret.html")])
        self.leaf("/data/plan.secret", "Disallowed by the end of its path")
        self.leaf("/data/plan.secret.html", "Allowed: its path ends otherwise")
        self.sprinkle("/private/second.html")
    }

    mutating func addBroken() {
        self.enter("/broken/")
        self.html(
            "/broken/", "Broken",
            [
                .a("/broken/nothing.html"), .a("/broken/gone.html"), .a(Self.outside),
                .a(Self.outside + "deep/page.html?x=1"),
                .a(Self.outside, written: "//127.0.0.2:9/"),
            ])
        self.missing("/broken/nothing.html")
        self.missing("/broken/gone.html", status: 410)
        self.outside(Self.outside)
        self.outside(Self.outside + "deep/page.html?x=1")
        self.sprinkle(Self.outside)
        for index in 1...8 {
            self.missing("/broken/missing-\(index).html")
            self.sprinkle("/broken/missing-\(index).html")
        }
    }
}
