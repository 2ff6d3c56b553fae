import SkitterCore
import SkitterHTML
import Testing

struct LinkExtractorTests {
    private func extract(
        _ html: String, _ options: ExtractionOptions = ExtractionOptions()
    ) -> ExtractedPage {
        LibXML2Extractor(options: options).extract(Array(html.utf8), DocumentContext(url: "http://example.com/"))
    }

    @Test func aLinkKeepsItsReferencesDecodedAndItsRelations() {
        let page = self.extract("<p><a href='x?a=1&amp;b=2' rel='NoFollow ugc'>go</a>")
        #expect(page.links.map { page.string($0.url) } == ["x?a=1&b=2"])
        #expect(page.links.first?.flags == [.nofollow, .ugc])
        #expect(page.links.map { page.string($0.rel) } == ["NoFollow ugc"])
    }

    @Test func theFirstBaseWithAnAddressWinsEvenWhenItComesLate() {
        let page = self.extract("<a href=x></a><base target=_top><base href='http://one/'><base href='http://two/'>")
        #expect(page.base.map(page.string) == "http://one/")
    }

    @Test func directivesOfThePageAreCollected() {
        let page = self.extract(
            """
            <title> A
              title </title><link rel=canonical href=/c><meta name=ROBOTS content=noindex>
            <meta http-equiv=Refresh content="5; url='next'"><script></script>
            """)
        #expect(page.title.map(page.string) == "A title")
        #expect(page.canonical.map(page.string) == "/c")
        #expect(page.metaRobots.map { page.string($0.content) } == ["noindex"])
        #expect(page.refresh?.seconds == 5)
        #expect(page.refresh?.target.map(page.string) == "next")
        #expect(page.hasScripts)
    }

    /// Markup, and what it gives: element, attribute, URL.
    private static let table: [(String, [String])] = [
        ("<a href=x>", ["a.href=x"]), ("<map><area href=x>", ["area.href=x"]), ("<link href=x>", ["link.href=x"]),
        (
            "<link rel=preload as=image href=x imagesrcset='y 1x, z 2x' imagesizes=1px>",
            ["link.href=x", "link.imagesrcset=y", "link.imagesrcset=z"]
        ),
        ("<iframe src=x longdesc=y></iframe>", ["iframe.src=x", "iframe.longdesc=y"]),
        ("<frameset><frame src=x longdesc=y></frameset>", ["frame.src=x", "frame.longdesc=y"]),
        (
            "<img src=x srcset='y 1x, z 2x' longdesc=w>",
            ["img.src=x", "img.longdesc=w", "img.srcset=y", "img.srcset=z"]
        ),
        ("<image src=x>", ["img.src=x"]), ("<script src=x></script>", ["script.src=x"]),
        ("<picture><source srcset='x 1x'><source src=y></picture>", ["source.srcset=x", "source.src=y"]),
        ("<video src=x poster=y></video>", ["video.src=x", "video.poster=y"]),
        ("<audio src=x></audio>", ["audio.src=x"]),
        ("<track src=x>", ["track.src=x"]), ("<embed src=x>", ["embed.src=x"]),
        ("<object data=x></object>", ["object.data=x"]), ("<input type=IMAGE src=x>", ["input.src=x"]),
        ("<input src=no><input type=text src=no>", []), ("<body background=x>", ["body.background=x"]),
        ("<blockquote cite=x>", ["blockquote.cite=x"]), ("<q cite=x>", ["q.cite=x"]), ("<ins cite=x>", ["ins.cite=x"]),
        ("<del cite=x>", ["del.cite=x"]), ("<html manifest=x>", ["html.manifest=x"]),
        ("<link rel=manifest href=x>", ["link.href=x"]),
        ("<meta http-equiv=refresh content='1;url=x'>", ["meta.content=x"]), ("<form action=no>", []),
        (
            "<svg><a href=x></a><a xlink:href=y></a><a xlink:href=no href=z></a>",
            ["a.href=x", "a.xlink:href=y", "a.href=z"]
        ),
        ("<svg><image href=x /><image xlink:href=y />", ["image.href=x", "image.xlink:href=y"]),
        ("<svg><use href=x /><use xlink:href=y />", ["use.href=x", "use.xlink:href=y"]),
        ("<svg><script href=x></script><script xlink:href=y />", ["script.href=x", "script.xlink:href=y"]),
        ("<svg><feImage href=x /><feImage xlink:href=y />", ["feImage.href=x", "feImage.xlink:href=y"]),
        ("<math><a href=x>", ["a.href=x"]), ("<svg><img src=x>", ["img.src=x"]), ("<use href=no><feimage href=no>", []),
        ("<style>@import 'no';</style><p style='a:url(no)'>", []), ("<template><a href=no></a></template>", []),
    ]

    /// From the start, and behind text, where the fast loop reads.
    @Test(arguments: Self.table)
    func everyElementOfTheTableGivesItsLinks(html: String, links: [String]) {
        let extractors: [any LinkExtractor] = [TokenizerExtractor(), LibXML2Extractor(), OracleExtractor()]
        for prefix in html.contains("<frame") ? [""] : ["", "<p>text"] {
            for extractor in extractors {
                let page = extractor.extract(
                    Array((prefix + html).utf8), DocumentContext(url: "http://example.com/", contentType: "text/html"))
                #expect(page.links.map { "\($0.element.name).\($0.attribute.name)=\(page.string($0.url))" } == links)
            }
        }
    }

    @Test func everyElementAndAttributeThatCanBeReportedIsInTheTable() {
        let reported = Set(Self.table.flatMap(\.1).map { $0.prefix { $0 != "=" } }.flatMap { $0.split(separator: ".") })
        let elsewhere: Set<Substring> = ["form", "action", "style", "header"]
        #expect(
            reported.union(elsewhere)
                == Set((LinkElement.allCases.map(\.name) + LinkAttribute.allCases.map(\.name)).map { Substring($0) }))
    }

    @Test func onlyAHyperlinkMayBeEmpty() {
        let page = self.extract(
            "<a href=''></a><link href><img src='' srcset=''><iframe src></iframe><script src=''></script>")
        #expect(page.links.map(\.element) == [.a])
    }

    @Test func aFormIsALinkOnlyWhenAskedForAndSentByGet() {
        var options = ExtractionOptions()
        options.forms = true
        let page = self.extract("<form action=g></form><form action=p method=POST></form>", options)
        #expect(page.links.map { page.string($0.url) } == ["g"])
    }

    @Test func theCanonicalIsKeptBehindTheLimitOfLinks() {
        var options = ExtractionOptions()
        options.maximumLinks = 1
        let html = "<a href=1></a><a href=2></a><title>x</title><link rel=canonical href=c><script></script><a href=3>"
        let page = self.extract(html, options)
        #expect(page.canonical.map(page.string) == "c")
        #expect(page.hasScripts)
    }

    @Test func aCutAtTheLimitOfLinksIsNamed() {
        var options = ExtractionOptions()
        options.maximumLinks = 2
        let page = self.extract("<a href=1></a><a href=2></a><a href=3></a>", options)
        #expect(page.links.count == 2)
        #expect(page.truncated == .links)
    }

    /// More attributes than are read, or a value that is too long; the page may end inside such a tag.
    @Test(arguments: [
        ("<a href=1></a><a ", "x ", 600, ""), ("<a href=1></a><a href=2 ", "x ", 600, "><a href=3>"),
        ("<a href=1></a><a rel=x href=", "y", 70_000, "><a href=3>"), ("<a href=1></a><a href=", "y", 70_000, ""),
    ])
    func aLimitMetInsideATagLosesNoOtherTag(start: String, piece: String, count: Int, end: String) {
        let html = start + String(repeating: piece, count: count) + end
        let page = self.extract(html)
        let other = TokenizerExtractor().extract(Array(html.utf8), DocumentContext(url: "http://example.com/"))
        let urls = page.links.map { page.string($0.url) }
        #expect(urls == other.links.map { other.string($0.url) })
        #expect(urls.first == "1" && (end.isEmpty || urls.last == "3"))
        #expect(page.truncated == other.truncated)
    }
}
