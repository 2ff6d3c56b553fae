internal import SkitterCore

extension HTTPSessionContract {
    /// Bodies that come whole.
    static let wholeBodies: [Scenario] = [
        whole("a page comes back as sent", .page),
        whole("a chunked body is put together", .chunked),
        whole("gzip is undone", .gzip),
        whole("deflate is undone", .deflate),
        whole("a body without a content type is read", .untyped),
        whole("informational responses are passed over", .informational),
        whole("a body without a length ends with its connection", .untilClose),
        Scenario("fields come back with their values, whatever the case of the name", [.page]) { trial in
            let response = try await trial.fetch(.page)
            let type = response.fields["content-TYPE"].flatMap { MediaType($0) }
            try trial.claim.equal(type?.essence, "text/html", "Content-Type")
        },
        Scenario("what follows a body is not taken for a response", [.tooLong, .page]) { trial in
            for _ in 0..<3 {
                let response = try await trial.fetch(.tooLong)
                try trial.claim.equal(response.status, 200, "the status")
                try trial.claim.equal(response.body.count, 100, "the length")
                try await trial.expectHealth()
            }
        },
        Scenario("a connection that the server ended is no failure of the next request", [.brokenPromise]) { trial in
            for _ in 0..<5 { try trial.expectPage(try await trial.fetch(.brokenPromise)) }
        },
        Scenario("trailer fields are passed over", [.trailers], beyond: .diesOfSomeResponses) { trial in
            try trial.expectPage(try await trial.fetch(.trailers))
        },
        Scenario("an empty body is whole", [.empty]) { trial in
            try trial.expect(try await trial.fetch(.empty), body: [])
        },
        Scenario("204 has no body and is whole, wanted or not", [.noContent]) { trial in
            try trial.expect(try await trial.fetch(.noContent), status: 204, body: [])
            let wanted = WantedBodies.types(["text/html"])
            try trial.expect(try await trial.fetch(.noContent, wanted: wanted), status: 204, body: [])
        },
        Scenario("bytes that are no text come back as sent", [.binary]) { trial in
            let response = try await trial.fetch(.binary)
            try trial.claim.equal(response.truncation, nil, "the truncation")
            try trial.claim.equal(response.body.count, 65_536, "the length")
            let isText = String(validating: response.body, as: UTF8.self) != nil
            try trial.claim.that(!isText, "the body was made into text")
        },
        Scenario("requests one after the other share a connection", [.page]) { trial in
            try await trial.expectHealth()
            guard let connections = trial.server.connections else { return }
            let before = await connections()
            for _ in 0..<10 { try await trial.expectHealth() }
            try trial.claim.equal(await connections(), before, "the number of connections")
        },
        Scenario("a hundred requests at a time are a hundred answers", [.page]) { trial in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<100 { group.addTask { try await trial.expectHealth() } }
                try await group.waitForAll()
            }
        },
    ]

    private static func whole(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour]) { trial in
            try trial.expectPage(try await trial.fetch(behaviour))
            let wanted = WantedBodies.types(["text/html"])
            try trial.expectPage(try await trial.fetch(behaviour, wanted: wanted))
        }
    }
}
