import SkitterCore
import Testing

@Suite struct ScopeTests {
    @Test(arguments: [
        (ScopeMode.host, "http://example.org/other", true),
        (.host, "https://example.org/", true),
        (.host, "http://example.org:8080/", false),
        (.host, "http://www.example.org/", false),
        (.path, "http://example.org/docs/b/c", true),
        (.path, "http://example.org/docsx", false),
        (.path, "http://example.org/", false),
        (.page, "http://example.org/docs/b", false),
        (.domain, "http://www.example.org/", true),
        (.domain, "http://example.com/", false),
        (.any, "http://anywhere.example/", true),
        (.any, "ftp://anywhere.example/", false),
    ])
    func aModeAcceptsWhatItSays(mode: ScopeMode, url: String, isAccepted: Bool) throws {
        let scope = Scope(
            mode: mode, seeds: [try CrawlURL("http://example.org/docs/a")],
            registrableDomain: { $0.split(separator: ".").suffix(2).joined(separator: ".") })
        #expect(scope.accepts(try CrawlURL(url)) == isAccepted)
    }

    @Test func includeAndExcludeNameTheRuleThatRefuses() throws {
        let scope = Scope(
            seeds: [try CrawlURL("http://example.org/")],
            includes: [try URLPattern("\\.html$"), try URLPattern("/docs/")],
            excludes: [try URLPattern("print")], maxURLLength: 60)
        #expect(scope.verdict(on: try CrawlURL("http://example.org/a.html")) == .accepted)
        #expect(scope.verdict(on: try CrawlURL("http://example.org/docs/x")) == .accepted)
        #expect(scope.verdict(on: try CrawlURL("http://example.org/a.pdf")) == .refused(.include))
        #expect(scope.verdict(on: try CrawlURL("http://example.org/print.html")) == .refused(.exclude))
        #expect(scope.verdict(on: try CrawlURL("http://example.com/a.html")) == .refused(.host))
        #expect(
            scope.verdict(on: try CrawlURL("http://example.org/docs/" + String(repeating: "a", count: 60)))
                == .refused(.length))
    }

    @Test(arguments: [ScopeMode.host, .path, .page])
    func whatIsNotNearASeedLiesBeyondWhereThatIsAskedFor(mode: ScopeMode) throws {
        let scope = Scope(
            mode: mode, asksBeyond: true, seeds: [try CrawlURL("http://example.org/docs/a#top")],
            excludes: [try URLPattern("print")], maxURLLength: 60)
        #expect(scope.verdict(on: try CrawlURL("http://example.org/docs/a")) == .accepted)
        #expect(
            scope.verdict(on: try CrawlURL("http://example.org/docs/b")) == (mode == .page ? .beyond : .accepted))
        #expect(scope.verdict(on: try CrawlURL("http://example.org/b")) == (mode == .host ? .accepted : .beyond))
        let other = try CrawlURL("https://example.com/")
        #expect(scope.verdict(on: other) == .beyond && scope.asks(for: other) && !scope.accepts(other))
        #expect(scope.verdict(on: try CrawlURL("https://example.com/print")) == .refused(.exclude))
        #expect(scope.verdict(on: try CrawlURL("mailto:a@example.com")) == .refused(.scheme))
        #expect(
            scope.verdict(on: try CrawlURL("https://example.com/" + String(repeating: "a", count: 60)))
                == .refused(.length))
    }

    @Test(arguments: [ScopeMode.host, .domain, .path, .page, .any])
    func aScopeIsWithinAnotherWhereThatOpensAllOfIt(mode: ScopeMode) throws {
        let one = Scope(mode: mode, seeds: [try CrawlURL("http://a.example/x/y/1")])
        let two = Scope(
            mode: mode, seeds: [try CrawlURL("http://a.example/x/2"), try CrawlURL("http://b.example/")])
        #expect(one.isWithin(two) && one.isWithin(one))
        #expect(two.isWithin(one) == (mode == .page || mode == .any))
        #expect(!one.isWithin(Scope(mode: mode == .any ? .host : .any, seeds: [])))
        var grown = one
        grown.extend(to: try CrawlURL("http://a.example/x/y/2"))
        #expect(grown.size == one.size)
        grown.extend(to: try CrawlURL("http://c.example/"))
        #expect((grown.size > one.size) == (mode != .page && mode != .any))
    }

    @Test func aPatternThatIsNoneSaysWhy() {
        #expect { try URLPattern("(") } throws: { "\($0)".contains("'(' is no regular expression") }
    }
}
