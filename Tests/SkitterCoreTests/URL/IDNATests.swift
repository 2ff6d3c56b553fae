import SkitterCore
import SkitterFixtures
import Testing

@Suite struct IDNATests {
    @Test(arguments: HostFixtures.ascii)
    func aHostBecomesASCIIOrIsRefused(host: String, ascii: String?) {
        #expect(CrawlURL.asciiHost(host) == ascii)
    }

    @Test(arguments: HostFixtures.ascii)
    func theHostOfAURLIsTheSame(host: String, ascii: String?) {
        // `%`, `/` and the like end or escape a host in a URL, so only names without them can be compared.
        guard !host.contains(where: { "%/ ".contains($0) }), host != "" else { return }
        #expect((try? CrawlURL("http://\(host)/"))?.hostname == ascii)
    }

    @Test func anEscapedHostIsUnescapedFirst() throws {
        #expect(try CrawlURL("http://b%C3%BCcher.ex%41mple/").hostname == "xn--bcher-kva.example")
        #expect(throws: URLParseError(.invalidDomain)) { try CrawlURL("http://%ff%fe/") }
        #expect(throws: URLParseError(.invalidHost)) { try CrawlURL("http://a%2fb/") }
        #expect(throws: URLParseError(.invalidHost)) { try CrawlURL("http://a%zz/") }
    }

    @Test func aNumberThatAppearsByMappingIsAnAddress() throws {
        #expect(try CrawlURL("http://１２７．1/").hostname == "127.0.0.1")
    }

    @Test func aHostBeyondASCIIThatNoResolverWouldTakeIsRefused() {
        let long = String(repeating: "é", count: 2000)
        #expect(throws: URLParseError(.invalidDomain)) { try CrawlURL("http://\(long)/") }
    }
}
