internal import SkitterCore

extension HTTPSessionContract {
    /// Header sections (RFC 9112, section 5), and what is read of bodies that nobody wants.
    static let heads: [Scenario] = [
        refused("a NUL in a field is a bad response", .nulInField),
        refused("a bare CR in a field is a bad response", .crInField),
        refused("a flood of informational responses is a bad response", .informationalFlood),
        refused("thousands of fields are a bad response", .fieldFlood),
        Scenario("a folded field is one line", [.foldedField], beyond: .beyondURLSession) { trial in
            let response = try await trial.fetch(.foldedField)
            try trial.expectPage(response)
            try trial.claim.equal(response.fields["X-Folded"], "one two", "X-Folded")
        },
        Scenario("odd fields are read as they are", [.oddFields], beyond: .beyondURLSession) { trial in
            let response = try await trial.fetch(.oddFields)
            try trial.expectPage(response)
            try trial.claim.equal(response.fields["X-Tight"], "value", "X-Tight")
            try trial.claim.equal(response.fields["X-Latin"], "caf\u{E9}", "X-Latin")
        },
        Scenario("a redirect to a file is a response", [.redirectToFile], beyond: .beyondURLSession) { trial in
            let response = try await trial.fetch(.redirectToFile)
            try trial.claim.equal(response.fields["Location"], "file:///etc/passwd", "Location")
            try trial.claim.equal(response.truncation, nil, "the truncation")
        },
        Scenario("an odd target of a redirect is handed back", [.redirectOddly], beyond: .beyondURLSession) { trial in
            let response = try await trial.fetch(.redirectOddly)
            try trial.claim.equal(response.fields["Location"], "/caf\u{E9} au lait?[]", "Location")
        },
        Scenario(
            "a small body that nobody wants costs no connection", [.smallImage, .page], beyond: .beyondURLSession
        ) { trial in
            guard let connections = trial.server.connections else { return }
            try await trial.expectHealth()
            let before = await connections()
            for _ in 0..<5 {
                let response = try await trial.fetch(.smallImage, wanted: .types(["text/html"]))
                try trial.claim.equal(response.truncation, .unwanted, "the truncation")
                try trial.claim.equal(response.body, [], "the body")
                try await trial.expectHealth()
            }
            try trial.claim.equal(await connections(), before, "the number of connections")
        },
        Scenario("four requests at a time need four connections at most", [.page]) { trial in
            guard let connections = trial.server.connections else { return }
            let before = await connections()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { for _ in 0..<25 { try await trial.expectHealth() } }
                }
                try await group.waitForAll()
            }
            let made = await connections() - before
            try trial.claim.that(made <= 4, "\(made) connections were made")
        },
        cancelled("cancelling in the middle of a head ends a fetch at once", .trickledHead),
        cancelled("cancelling in the middle of a body ends a fetch at once", .trickle),
    ]

    private static func cancelled(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page]) { trial in
            let request = try trial.request(behaviour)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { _ = try await trial.session.fetch(request) }
                // By then the other exchange is under way: what it waits for takes longer than these.
                for _ in 0..<3 { try await trial.expectHealth() }
                group.cancelAll()
                try await trial.claim.fails(with: .cancelled, within: Claim.patience) { try await group.next() }
            }
            try await trial.expectHealth()
        }
    }
}
