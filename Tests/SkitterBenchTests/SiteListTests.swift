import SkitterBench
import SkitterCore
import Testing

@Suite struct SiteListTests {
    @Test func emptyLinesAndCommentsSayNothing() {
        var list = SiteList()
        list.add(text: "# sites\n\n  http://a.example/  \r\nhttp://b.example/x\n", name: "sites.txt")
        #expect(list.sites.map(\.href) == ["http://a.example/", "http://b.example/x"])
        #expect(list.problems.isEmpty)
    }

    @Test func aBadLineIsNamedAndTheRestIsTaken() {
        var list = SiteList()
        list.add(
            text: "http://a.example/\r\n\r\nnonsense\r\nhttp://[::1\r\nftp://c.example/\r\nhttp://b.example/",
            name: "sites.txt")
        #expect(list.sites.map(\.href) == ["http://a.example/", "http://b.example/"])
        #expect(
            list.problems == [
                "sites.txt, line 3: 'nonsense' is no site: it does not begin with http:// or https://.",
                "sites.txt, line 4: 'http://[::1' is no site: the host is in brackets but is no IPv6 address.",
                "sites.txt, line 5: 'ftp://c.example/' is no site: it is not of http:// or https://.",
            ])
    }

    @Test func aHostileLineCannotFloodOrSteerTheTerminal() {
        var list = SiteList()
        list.add(text: "\u{1B}[2J" + String(repeating: "x", count: 100_000), name: "sites.txt")
        #expect(list.problems.count == 1)
        #expect(list.problems.allSatisfy { $0.utf8.count < 400 && !$0.contains("\u{1B}") })
    }

    @Test func aSiteMayStandTwice() {
        var list = SiteList()
        list.add("http://a.example/", from: "argument 1")
        list.add("http://a.example/", from: "argument 2")
        #expect(list.sites.count == 2)
    }
}
