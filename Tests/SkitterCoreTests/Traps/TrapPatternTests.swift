import SkitterCore
import SkitterTesting
import Testing

@Suite struct TrapPatternTests {
    @Test(arguments: [
        ("http://h/p/17.html", "http://h/p/{n}.html", TrapKind.plain),
        ("http://h/p/07/00017.html", "http://h/p/{n}/{n}.html", .plain),
        ("http://h:81/sha256/x", "http://h:81/sha{n}/x", .plain),
        ("http://h/?b=1&a=2", "http://h/?a&b", .plain), ("http://h/x?a=2&b=1&a=3", "http://h/x?a&b", .plain),
        ("http://h/x?f[0]=1&f[1]=2", "http://h/x?f[{n}]", .plain), ("http://h/x?q", "http://h/x?q", .plain),
        ("http://h/cal/2031/05", "http://h/cal/{date}", .dates), ("http://h/2031/5/12/x", "http://h/{date}/x", .dates),
        ("http://h/on-2031-05-12.html", "http://h/on-{date}.html", .dates),
        ("http://h/20310512/", "http://h/{date}/", .dates), ("http://h/12345678/", "http://h/{n}/", .plain),
        ("http://h/e?month=5&year=2031", "http://h/e?month&year", .dates),
        ("http://h/e?from=2031-05-12", "http://h/e?from", .dates),
        ("http://h/2031/13/", "http://h/{n}/{n}/", .plain),
        ("http://h/o/9f86d081884c7d65/x", "http://h/o/{id}/x", .ids),
        ("http://h/o/123e4567-e89b-12d3-a456-426614174000", "http://h/o/{id}", .ids),
        ("http://h/x?k=9f86d081884c7d659a2f", "http://h/x?k", .ids),
        ("http://h/a/b/a/b/a/b/", "http://h/…(a|b)", .segments),
        ("http://h/a/b/a/x/a.html/a", "http://h/…(a|a.html|b|x)", .segments),
        ("http://h/a//b//c//", "http://h/…(|a|b|c)", .segments),
        ("http://h/a;jsessionid=9F86D081884C7D65?x=1", "http://h/…;jsessionid={id}", .sessions),
        ("http://h/a?x=1&PHPSESSID=9f86d081884c7d659a2feaa0c55ad015", "http://h/…&PHPSESSID={id}", .sessions),
        ("http://h/s?sid=17", "http://h/s?sid", .plain),
        ("http://h/wiki/%E4%BD%A0%E5%A5%BD?x", "http://h/wiki/%E4%BD%A0%E5%A5%BD?x", .plain),
    ])
    func aURLHasTheFormOfItsKind(href: String, text: String, kind: TrapKind) throws {
        let url = try CrawlURL(href)
        let pattern = try #require(TrapPattern(of: url))
        #expect(TrapPattern.text(of: url) == text)
        #expect(pattern.kind == kind)
        #expect(pattern.id == TrapPattern.id(ofText: text))
        #expect(TrapPattern.mayBeText(text))
    }

    @Test(arguments: ["http://h/", "http://h/about.html", "http://h/a/b/a/", "http://h/wiki/%E4%BD%A0", "http://h/x?"])
    func whereNothingVariesThereIsNoPattern(href: String) throws {
        let url = try CrawlURL(href)
        #expect(TrapPattern(of: url) == nil)
        #expect(TrapPattern.text(of: url) == nil)
    }

    @Test(arguments: [
        "", "calendar", "/cal/{date}", "ftp://h/{n}", "http://h/about", "http://h/x?a=1&b", "http://h/{n}\u{0}",
        "http://h/{n}\n", "http://h/a b/{n}", "http://h/{n}\u{7F}", "http://h/{n}\u{9B}", "http://h/é/{n}",
    ])
    func whatIsNoPatternIsNotTakenForOne(text: String) {
        #expect(!TrapPattern.mayBeText(text))
        #expect(TrapPattern.mayBeText("http://h/find?*"))
    }

    @Test func pathsOfManySegmentsAreToldByTheirBeginning() throws {
        let path = (0..<40).map { "/w" + String(UnicodeScalar(UInt8(97 + $0 % 26))) + "\($0 / 26)" }.joined()
        #expect(TrapPattern.text(of: try CrawlURL("http://h" + path)) == "http://h/wa0/wb0/…")
    }

    @Test func hostileURLsAreReadInLinearTime() throws {
        for piece in ["/", ";", "a;jsessionid=", "1-", "2031-", "&a=", "%", "?", "/2031/1", "9f"] {
            let url = try CrawlURL("http://h/" + String(repeating: piece, count: 100_000 / piece.utf8.count))
            _ = TrapPattern(of: url)
        }
    }

    @Test func mutatedURLsNeverTrap() throws {
        var dice = SplitMix64(seed: 11)
        let base = Array("http://h/2031/05/a;jsessionid=9F86D081884C7D65/x-123e4567-e89b-12d3?year=2031&f[0]=%E4".utf8)
        for _ in 0..<5000 {
            let bytes = dice.mutated(base)
            guard let url = try? CrawlURL.parse(bytes.span, base: nil) else { continue }
            #expect((TrapPattern(of: url) == nil) == (TrapPattern.text(of: url) == nil))
        }
    }
}
