internal import SkitterCore

extension HTTPSessionContract {
    /// What a scenario works with.
    struct Trial: Sendable {
        /// The session that is tried.
        let session: any HTTPSession
        /// The server that it talks to.
        let server: Server
        /// The checks.
        let claim: Claim

        /// A request for the path of `behaviour`, with a timeout that no scenario means to reach.
        func request(_ behaviour: Behaviour, timeout: Duration = Patience.seconds(20)) throws -> FetchRequest {
            guard let path = self.server.paths[behaviour] else {
                throw ContractViolation(self.claim.scenario, "the server has no \(behaviour)")
            }
            return FetchRequest(url: try CrawlURL(self.server.origin + path), timeout: timeout)
        }

        /// The response to a request for `behaviour`.
        func fetch(
            _ behaviour: Behaviour, timeout: Duration = Patience.seconds(20), limit: Int? = nil,
            wanted: WantedBodies = .all
        ) async throws -> FetchResponse {
            var request = try self.request(behaviour, timeout: timeout)
            if let limit { request.bodyLimitBytes = limit }
            request.wanted = wanted
            return try await self.session.fetch(request)
        }

        /// `response` has this status and this body, whole.
        func expect(_ response: FetchResponse, status: Int = 200, body: [UInt8]) throws {
            try self.claim.equal(response.status, status, "the status")
            try self.claim.equal(response.truncation, nil, "the truncation")
            try self.claim.that(response.body == body, "the body is \(response.body.count) bytes, other than sent")
        }

        /// `response` is a page, whole.
        func expectPage(_ response: FetchResponse) throws {
            try self.claim.equal(response.status, 200, "the status")
            try self.claim.equal(response.truncation, nil, "the truncation")
            let body = response.body
            try self.claim.that(
                body.starts(with: "<!DOCTYPE html>".utf8) && body.suffix(8).elementsEqual("</html>\n".utf8),
                "the body (\(body.count) bytes) is no whole page")
        }

        /// The session still works: an ordinary page comes back whole.
        func expectHealth() async throws {
            try self.expectPage(try await self.fetch(.page))
        }
    }
}
