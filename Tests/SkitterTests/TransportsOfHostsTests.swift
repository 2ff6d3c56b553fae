import SkitterCore
import SkitterTesting
import Testing

@testable import Skitter

@Suite struct TransportsOfHostsTests {
    private static func http(
        _ usual: CrawlConfiguration.Transport, _ ofHosts: HostSettings<CrawlConfiguration.Transport>
    ) -> CrawlConfiguration.HTTP {
        var http = CrawlConfiguration.HTTP()
        (http.transport, http.hostTransports) = (usual, ofHosts)
        return http
    }

    @Test func theNearestSettingSaysWhoFetches() {
        let transports = TransportsOfHosts(
            Self.http(.curl, ["*.a.test": .urlsession, "www.a.test": .automatic, "b.test": .urlsession]))
        #expect(transports.all == [.curl, .urlsession])
        #expect(transports["x.a.test"] == .urlsession && transports["b.test"] == .urlsession)
        #expect(transports["www.a.test"] == .curl && transports["a.test"] == .curl && transports["c.test"] == .curl)
        #expect(transports.others == ["*.a.test", "b.test"])
    }

    @Test func settingsThatChangeNothingNeedNoSecondTransport() {
        let transports = TransportsOfHosts(Self.http(.automatic, ["a.test": .curl]))
        #expect(transports.all == [.curl] && transports.others.isEmpty)
    }

    @Test func requestsGoToTheTransportOfTheirHost() async throws {
        let (curl, urlsession) = (InMemoryHTTPSession(capabilities: [.timings, .wireBytes]), InMemoryHTTPSession())
        let session = DividedHTTPSession(
            curl: curl, urlsession: urlsession, TransportsOfHosts(Self.http(.automatic, ["b.test": .urlsession])))
        #expect(session.capabilities == [])
        for href in ["http://a.test/", "https://b.test:8443/x", "http://c.b.test/"] {
            _ = try? await session.fetch(FetchRequest(url: CrawlURL(href)))
        }
        #expect(curl.requestedHrefs == ["http://a.test/", "http://c.b.test/"])
        #expect(urlsession.requestedHrefs == ["https://b.test:8443/x"])
    }
}
