import SkitterBench
import SkitterCore
import Testing

@Suite struct RedirectWalkTests {
    private func walk(from url: String = "http://a.example/dir/page") throws -> RedirectWalk {
        RedirectWalk(FetchRequest(url: try CrawlURL(url)))
    }

    private func redirect(to location: String, status: Int = 302) -> FetchResponse {
        FetchResponse(status: status, fields: HTTPFields([HTTPFields.Field(name: "location", value: location)]))
    }

    @Test func theBytesAreThoseOfTheFinalBody() throws {
        var walk = try self.walk()
        guard case .send(let next) = walk.arrived(self.redirect(to: "../other")) else {
            Issue.record("a redirect was not followed")
            return
        }
        #expect(next.url.href == "http://a.example/other")
        let last = walk.arrived(FetchResponse(status: 200, body: [1, 2, 3]))
        #expect(last.outcome == .whole(bytes: 3, url: "http://a.example/other"))
    }

    @Test func tenRedirectsAreFollowedAndNoMore() throws {
        var walk = try self.walk()
        for _ in 0..<10 { #expect(walk.arrived(self.redirect(to: "/again")).outcome == nil) }
        #expect(walk.arrived(self.redirect(to: "/again")).outcome == .failed("more than 10 redirects"))
    }

    @Test(arguments: ["ftp://a.example/", "http://[", "mailto:x@a.example", "javascript:alert(1)"])
    func aRedirectToWhatIsNoSiteFails(location: String) throws {
        var walk = try self.walk()
        #expect(
            walk.arrived(self.redirect(to: location)).outcome
                == .failed("a redirect to what is not a URL of http or https"))
    }

    @Test func aBodyThatIsNotWholeHasFailed() throws {
        var walk = try self.walk()
        var response = FetchResponse(status: 200, body: [1, 2])
        response.truncation = .disconnect
        #expect(walk.arrived(response).outcome == .failed("the body was cut after 2 bytes (disconnect)"))
    }

    @Test func aRedirectStatusWithoutTargetIsAPage() throws {
        var walk = try self.walk()
        #expect(
            walk.arrived(FetchResponse(status: 302, body: [1])).outcome
                == .whole(bytes: 1, url: "http://a.example/dir/page"))
    }
}

private enum Outcome: Equatable {
    case whole(bytes: Int, url: String)
    case failed(String)
}

extension RedirectWalk.ResponseAction {
    /// How the fetch ended, nil if it goes on.
    fileprivate var outcome: Outcome? {
        switch self {
        case .send: nil
        case .end(.whole(let response, let url)): .whole(bytes: response.body.count, url: url.href)
        case .end(.failed(let why)): .failed(why)
        }
    }
}
