import SkitterCore
import Testing

struct RobotsTxtTests {
    private func verdict(_ file: String, _ path: String, agent: String = "skitter") -> RobotsVerdict {
        RobotsTxt(parsing: Array(file.utf8)).verdict(agent: agent, path: path)
    }

    @Test func theLongestRuleDecidesAndNamesItsLine() {
        let file = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c"
        #expect(self.verdict(file, "/") == RobotsVerdict(allowed: true, line: nil))
        #expect(self.verdict(file, "/a/x") == RobotsVerdict(allowed: false, line: 2))
        #expect(self.verdict(file, "/a/b/x") == RobotsVerdict(allowed: true, line: 3))
        #expect(self.verdict(file, "/a/b/c") == RobotsVerdict(allowed: false, line: 4))
    }

    @Test func allowWinsATie() {
        #expect(self.verdict("User-agent: *\nDisallow: /a\nAllow: /a", "/a").allowed)
    }

    @Test func theAgentsOwnGroupsAreMergedAndReplaceThoseForEveryone() {
        let file = """
            User-agent: skitter
            Disallow: /one
            User-agent: *
            Disallow: /
            User-agent: other
            User-agent: SKITTER/2.0 (a comment)
            Disallow: /two
            """
        #expect(!self.verdict(file, "/one").allowed)
        #expect(!self.verdict(file, "/two").allowed)
        #expect(self.verdict(file, "/three").allowed)
        #expect(!self.verdict(file, "/three", agent: "unknown").allowed)
        #expect(self.verdict(file, "/one", agent: "other").allowed)
    }

    @Test func anUnknownLineOrASitemapEndsNoGroup() {
        let file = "User-agent: a\nSitemap: http://e/s\nWhatever: x\n\nUser-agent: skitter\nDisallow: /x"
        #expect(!self.verdict(file, "/x", agent: "a").allowed)
        #expect(!self.verdict(file, "/x").allowed)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func everyLineEndCountsOneLine(end: String) {
        let file = ["# comment", "", "User-agent: *", "Disallow: /x # why"].joined(separator: end)
        #expect(self.verdict(file, "/x") == RobotsVerdict(allowed: false, line: 4))
    }

    @Test func byteOrderMarksAndUTF16AreUnderstood() {
        let text = "User-agent: *\nDisallow: /x"
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let utf16 = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for bytes in [mark + Array(text.utf8), [0xFE, 0xFF] + utf16] {
            #expect(!RobotsTxt(parsing: bytes).verdict(agent: "a", path: "/x").allowed)
        }
    }

    @Test(arguments: [
        ("/fish*", "/fish/x", false), ("/*.php$", "/a/b.php", false), ("/*.php$", "/a.php?x", true),
        ("/fish*.php", "/fishheads/catfish.php?parameters", false), ("/a*b*c", "/a1b2c3", false),
        ("/a*b*c$", "/abcbc", false), ("/a*b*c$", "/abcb", true), ("*", "/", false), ("/$", "/", false),
        ("/$", "/a", true),
        ("/a$b", "/a$b", false), ("/a%24", "/a$", false), ("/a%2a", "/a*b", false), ("/***a", "/xa", false),
    ])
    func wildcardsAndAnchorsMatch(rule: String, path: String, allowed: Bool) {
        #expect(self.verdict("User-agent: *\nDisallow: \(rule)", path).allowed == allowed)
    }

    @Test(arguments: [
        ("/%7ejoe", "/~joe"), ("/~joe", "/%7Ejoe"), ("/a%3cd", "/a%3Cd"), ("/ä", "/%C3%A4"), ("/%c3%a4", "/ä"),
        ("/%62", "/b"),
        ("/a<b", "/a%3Cb"), ("/%a%a", "/%a%a/x"),
    ])
    func oneSpellingOfAPathEqualsAnother(rule: String, path: String) {
        #expect(!self.verdict("User-agent: *\nDisallow: \(rule)", path).allowed)
    }

    @Test func anEscapedSlashIsNoSlash() {
        #expect(self.verdict("User-agent: *\nDisallow: /a/b", "/a%2Fb").allowed)
    }

    @Test func anAllowLineVouchesForItsOwnSpellingOnly() {
        let file = "User-agent: *\nDisallow: /\nAllow: /%62\nAllow: /ä"
        #expect(!self.verdict(file, "/b").allowed)
        #expect(self.verdict(file, "/%62").allowed)
        #expect(!self.verdict(file, "/ä").allowed)
        #expect(self.verdict(file, "/%c3%A4").allowed)
    }

    @Test(arguments: [
        ("AB42bot", "AB", false), ("AB42bot", "AB42bot", true), ("bot1", "bot1", false), ("bot1", "bot", false),
        ("One, Two", "two", false), ("Foo Bar", "foo", false), ("Foo Bar", "bar", true), ("foo", "foobar", true),
        ("foo", "Foo/1.0", false),
    ])
    func aProductTokenIsReadByTheGrammar(line: String, agent: String, allowed: Bool) {
        let file = "User-agent: \(line)\nDisallow: /\n\nUser-agent: *\nAllow: /"
        #expect(self.verdict(file, "/x", agent: agent).allowed == allowed)
    }

    @Test func aNameOutsideTheGrammarIsObeyedWhereNothingElseSpeaks() {
        #expect(!self.verdict("User-agent: AB42bot\nDisallow: /", "/", agent: "AB42bot").allowed)
    }

    @Test func theSizeLimitCutsAtALineAndForgetsTheCutOne() {
        let file = "User-agent: *\nDisallow: /x\nDisallow: /yes"
        let robots = RobotsTxt(parsing: Array(file.utf8), limitBytes: file.utf8.count - 2)
        #expect(!robots.verdict(agent: "a", path: "/x").allowed)
        #expect(robots.verdict(agent: "a", path: "/y").allowed)
    }

    @Test func crawlDelaysBelongToTheAgentsBeforeThem() {
        let file =
            "user-agent: a\ncrawl-delay: 1.5\nuser-agent: b\ndisallow: /d\nuser-agent: c\nuser-agent: d\ncrawl-delay: 10"
        let robots = RobotsTxt(parsing: Array(file.utf8))
        #expect(robots.crawlDelay(agent: "a") == .milliseconds(1500))
        #expect(robots.crawlDelay(agent: "b") == nil)
        #expect(robots.crawlDelay(agent: "c") == .seconds(10))
        #expect(robots.crawlDelay(agent: "d") == .seconds(10))
        #expect(!robots.verdict(agent: "a", path: "/d").allowed)
    }

    @Test(arguments: ["", "x", "1.2.1", "10a", "-1", ".", "1e3"])
    func aMalformedCrawlDelayIsNone(value: String) {
        let robots = RobotsTxt(parsing: Array("User-agent: *\nCrawl-delay: \(value)".utf8))
        #expect(robots.crawlDelay(agent: "a") == nil)
    }

    @Test func aHugeCrawlDelayIsCappedAndDoesNotTrap() {
        let robots = RobotsTxt(parsing: Array("User-agent: *\nCrawl-delay: 99999999999999999999999".utf8))
        #expect(robots.crawlDelay(agent: "a") == .seconds(1_000_000_000))
    }

    @Test func sitemapsAreFoundInAnyGroup() {
        let robots = RobotsTxt(
            parsing: Array("Sitemap: /a.xml\nUser-agent: x\nDisallow: /\nsitemap : http://e/b.xml#c".utf8))
        #expect(robots.sitemaps == ["/a.xml", "http://e/b.xml"])
    }

    @Test(arguments: [
        ("http://e.example", "/"), ("http://e.example?/x", "/?/x"), ("http://e.example/x#/y", "/x"), ("/x", "/x"),
        ("http://e.example/a//x", "/a//x"), ("http://u@e.example:8/x?y", "/x?y"),
    ])
    func aURLIsJudgedByPathAndQuery(url: String, path: String) {
        let robots = RobotsTxt(parsing: Array("User-agent: *\nDisallow: /\nAllow: \(path)$".utf8))
        #expect(robots.verdict(agent: "a", url: url).allowed)
    }
}
