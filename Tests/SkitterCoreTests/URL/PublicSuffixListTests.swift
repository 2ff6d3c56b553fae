import SkitterCore
import SkitterFixtures
import Testing

@Suite struct PublicSuffixListTests {
    private let list = PublicSuffixList(SuffixFixtures.list.utf8.span)

    @Test(arguments: SuffixFixtures.registrable)
    func theLongestRuleDecides(host: String, registrable: String?) {
        #expect(self.list.registrableDomain(of: host) == registrable)
    }

    @Test func theListTellsItsVersionAndSize() {
        #expect(self.list.version == "2031-02-03_04-05-06_UTC")
        #expect(self.list.count == 8)
        #expect(PublicSuffixList("a\nb".utf8.span).version == nil)
    }

    @Test func thePublicSuffixIsWhatTheRegistrableDomainExtends() {
        #expect(self.list.publicSuffix(of: "x.a.co.land") == "co.land")
        #expect(self.list.publicSuffix(of: "a.x.wild") == "x.wild")
        #expect(self.list.publicSuffix(of: "a.city.wild") == "wild")
        #expect(self.list.publicSuffix(of: "land") == "land")
        #expect(self.list.publicSuffix(of: "[::1]") == nil)
    }

    @Test func anEmptyListKnowsTheDefaultRule() {
        let empty = PublicSuffixList("".utf8.span)
        #expect(empty.registrableDomain(of: "b.a.com") == "a.com")
        #expect(empty.registrableDomain(of: "com") == nil)
    }

    @Test func aURLIsAskedForItsHost() throws {
        #expect(try self.list.registrableDomain(of: CrawlURL("https://www.a.co.land:444/x")) == "a.co.land")
        #expect(try self.list.registrableDomain(of: CrawlURL("http://127.0.0.1/")) == nil)
    }
}
