import SkitterCore
import SkitterReport
import Testing

@Suite struct LinkCheckTextTests {
    private static var check: LinkCheck {
        var check = LinkCheck()
        (check.pages, check.links, check.good, check.reused) = (1_200, 9, 5, 2)
        var gone = LinkCheck.Broken(url: "http://a.test/<gone>", flaw: LinkCheck.Flaw("http-4xx", status: 404))
        (gone.pageCount, gone.pages) = (12, ["http://a.test/1", "http://a.test/2|x"])
        gone.redirects = ["http://a.test/moved\u{1B}[31m"]
        let late = LinkCheck.Broken(
            url: "http://late.test/", flaw: LinkCheck.Flaw("timeout", message: "no \"answer\" & none"))
        check.broken = [gone, late]
        check.unchecked = [LinkCheck.Unchecked(doubt: .robots, count: 2, urls: ["http://b.test/x"])]
        check.ending = CrawlEnding(code: 6, cause: "finished, with broken links")
        return check
    }

    @Test func theTableNamesWhatIsWrongAndWhoNamesIt() {
        #expect(
            LinkCheckText.table(Self.check, ReportLayout()) == """
                http://a.test/<gone>
                    404
                    -> http://a.test/moved\\u{1b}[31m
                    on http://a.test/1
                    on http://a.test/2|x
                    and 10 more pages
                http://late.test/
                    timeout: no "answer" & none
                    as it was given

                2 broken links; 9 URLs on 1 200 pages, 5 good; 2 known from before; 2 not checked (robots 2)

                """)
        var good = LinkCheck()
        (good.pages, good.links, good.good) = (1, 1, 1)
        #expect(LinkCheckText.table(good, ReportLayout()) == "no broken links; 1 URL on 1 page, 1 good\n")
    }

    @Test func theJSONHasTheSame() {
        #expect(
            LinkCheckText.json(Self.check) == """
                {"v":1,"exit":{"code":6,"cause":"finished, with broken links"},"pages":1200,"links":9,"good":5,"reused":2,\
                "broken":[{"url":"http://a.test/<gone>","reason":"http-4xx","status":404,"message":null,\
                "redirects":["http://a.test/moved\\u001b[31m"],"page_count":12,"pages":["http://a.test/1","http://a.test/2|x"]},\
                {"url":"http://late.test/","reason":"timeout","status":null,"message":"no \\"answer\\" & none","redirects":[],\
                "page_count":0,"pages":[]}],"unchecked":[{"reason":"robots","count":2,"urls":["http://b.test/x"]}]}

                """)
    }

    @Test func theJUnitTextIsXMLWhateverTheWebHolds() {
        let text = LinkCheckText.junit(Self.check, seconds: 1.25)
        #expect(text.contains(#"<testsuite name="links" tests="4" failures="2" errors="0" skipped="1" time="1.250">"#))
        #expect(text.contains(#"<testcase classname="links" name="http://a.test/&lt;gone&gt;">"#))
        #expect(text.contains("moved\u{FFFD}[31m") && !text.contains("\u{1B}"))
        #expect(text.contains(#"<failure type="timeout" message="timeout: no &quot;answer&quot; &amp; none">"#))
        #expect(text.contains("\non http://a.test/1\non http://a.test/2|x\nand 10 more pages</failure>"))
        #expect(text.contains(#"<skipped message="2 URLs">http://b.test/x</skipped>"#))
        #expect(text.split(separator: "<testcase").count - 1 == 4)
    }

    @Test func theMarkdownIsATableWhateverTheWebHolds() {
        let text = LinkCheckText.markdown(Self.check)
        #expect(text.hasPrefix("### 2 broken links\n\n| link | what is wrong | pages |\n| --- | --- | --- |\n"))
        #expect(
            text.contains(
                "| http://a.test/\\<gone\\> | 404<br>→ http://a.test/moved\\u{1b}\\[31m | http://a.test/1<br>http://a.test/2\\|x<br>and 10 more pages |\n"
            ), "\(text)")
        #expect(LinkCheckText.markdown(LinkCheck()).hasPrefix("### No broken links\n\nno broken links; 0 URLs"))
    }
}
