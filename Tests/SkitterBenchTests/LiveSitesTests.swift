import SkitterBench
import SkitterCore
import Testing

@Suite struct LiveSitesTests {
    private func refusal(_ sites: [String], copies: Int) throws -> String? {
        LiveSites.refusal(of: try sites.map { try CrawlURL($0) }, copies: copies)
    }

    @Test func fivePagesOfAHostAreTaken() throws {
        #expect(try self.refusal(["https://example.org/"], copies: 5) == nil)
        #expect(try self.refusal(["https://a.example/", "https://b.example/", "https://c.example/"], copies: 5) == nil)
    }

    @Test func sixPagesOfAHostAreRefused() throws {
        let one = try self.refusal(["https://a.example/", "https://example.org/"], copies: 6)
        #expect(one?.hasPrefix("a.example would be asked for 6 pages") == true)
        let two = try self.refusal(["https://example.org/a", "https://example.org/b"], copies: 3)
        #expect(two?.hasPrefix("example.org would be asked for 6 pages") == true)
        #expect(try self.refusal(["https://example.org/a", "http://example.org:81/"], copies: .max) != nil)
    }

    @Test(arguments: [
        "http://127.0.0.1/", "http://127.8.9.1:81/", "http://[::1]/", "http://localhost:8080/", "http://a.localhost/",
    ])
    func thisMachineMayBeAskedForAnyNumber(site: String) throws {
        #expect(try self.refusal([site], copies: 1_000_000) == nil)
    }

    @Test(arguments: ["http://10.0.0.1/", "http://192.168.1.1/", "http://localhost.example/", "http://[::2]/"])
    func anyOtherMachineIsSomebodyElses(site: String) throws {
        #expect(try self.refusal([site], copies: 6) != nil)
    }
}
