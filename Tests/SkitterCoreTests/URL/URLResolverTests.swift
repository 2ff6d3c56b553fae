import SkitterCore
import Testing

@Suite struct URLResolverTests {
    /// What a resolver says of a link; #expect cannot hold a resolver itself.
    private struct Answer {
        var href: String
        var isHTTP: Bool
        var hasHostname: Bool
        var hasOrigin: Bool
        var fingerprint: URLFingerprint
    }

    private static func resolve(_ link: String, with resolver: inout URLResolver, other: CrawlURL) -> Answer? {
        guard resolver.resolve(link.utf8.span) else { return nil }
        return Answer(
            href: resolver.materialise().href, isHTTP: resolver.isHTTP, hasHostname: resolver.hasHostname(of: other),
            hasOrigin: resolver.hasOrigin(of: other), fingerprint: resolver.fingerprint(seed: 9))
    }

    @Test func aLinkIsResolvedInPlaceAndMadeAValueOnDemand() throws {
        let base = try CrawlURL("https://h.example/a/b?c")
        var resolver = URLResolver(base: base)
        let answer = try #require(Self.resolve("../x?y#z", with: &resolver, other: base))
        #expect(answer.href == "https://h.example/x?y#z")
        #expect(answer.isHTTP && answer.hasHostname && answer.hasOrigin)
        #expect(try answer.fingerprint == CrawlURL("https://h.example/x?y").fingerprint(seed: 9))
        let length = resolver.withHref { $0.count }
        #expect(length == answer.href.utf8.count)
    }

    @Test func aRefusedLinkSaysWhyAndDoesNotSpoilTheNext() throws {
        let base = try CrawlURL("http://h/")
        var resolver = URLResolver(base: base)
        #expect(Self.resolve("http://[", with: &resolver, other: base) == nil)
        let error = resolver.error
        #expect(error == URLParseError(.invalidIPv6))
        #expect(Self.resolve("x", with: &resolver, other: base)?.href == "http://h/x")
        let noError = resolver.error
        #expect(noError == nil)
    }

    @Test func anotherHostOrPortIsTold() throws {
        let base = try CrawlURL("http://h:81/")
        var resolver = URLResolver(base: base)
        let otherPort = try #require(Self.resolve("//h/", with: &resolver, other: base))
        #expect(otherPort.hasHostname && !otherPort.hasOrigin)
        let otherHost = try #require(Self.resolve("//h2:81/", with: &resolver, other: base))
        #expect(!otherHost.hasHostname && !otherHost.hasOrigin)
        let mail = try #require(Self.resolve("mailto:x", with: &resolver, other: base))
        #expect(!mail.isHTTP)
    }

    @Test func theNextPageTakesOverTheBuffer() throws {
        let (one, two) = (try CrawlURL("http://one/"), try CrawlURL("http://two/b/"))
        var resolver = URLResolver(base: one)
        #expect(Self.resolve("a", with: &resolver, other: one)?.href == "http://one/a")
        resolver.rebase(two)
        #expect(Self.resolve("c", with: &resolver, other: two)?.href == "http://two/b/c")
    }
}
