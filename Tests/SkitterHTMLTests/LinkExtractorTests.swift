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

    @Test func everyElementOfTheTableGivesItsLinks() {
        let page = self.extract(
            """
            <body background=b><img src=i srcset="s1 1x, s2 2x" longdesc=l><input type=image src=n><input src=no>
            <video src=v poster=p><source src=o></video><audio src=u></audio><track src=t><embed src=e>
            <object data=d></object><iframe src=f></iframe><blockquote cite=c></blockquote><q cite=q></q>
            <map><area href=r></map><form action=no></form>
            """)
        #expect(
            page.links.map { "\($0.element.name).\($0.attribute.name)=\(page.string($0.url))" } == [
                "body.background=b", "img.src=i", "img.longdesc=l", "img.srcset=s1", "img.srcset=s2", "input.src=n",
                "video.src=v", "video.poster=p", "source.src=o", "audio.src=u", "track.src=t", "embed.src=e",
                "object.data=d", "iframe.src=f", "blockquote.cite=c", "q.cite=q", "area.href=r",
            ])
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

    @Test func aCutAtTheLimitOfLinksIsNamed() {
        var options = ExtractionOptions()
        options.maximumLinks = 2
        let page = self.extract("<a href=1></a><a href=2></a><a href=3></a>", options)
        #expect(page.links.count == 2)
        #expect(page.truncated == .links)
    }
}
