internal import SkitterCore

extension HTTPSessionContract {
    /// Exchanges without a response.
    static let ends: [Scenario] = [
        failure("a server that hangs up is a disconnect", .hangUp, .disconnected),
        failure("a reset before the response is a disconnect", .reset, .disconnected),
        failure("what is no HTTP is a bad response", .noise, .badResponse),
        failure("a head of a megabyte is a bad response", .headFlood, .badResponse),
        Scenario("a head that is cut short is a disconnect", [.headCutShort], beyond: .diesOfSomeResponses) { trial in
            try await trial.claim.fails(with: .disconnected, .badResponse) { try await trial.fetch(.headCutShort) }
        },
        Scenario("a port where nobody listens is no connection") { trial in
            // Port 1 (tcpmux) of loopback: nobody listens there on a machine that runs tests.
            let request = FetchRequest(url: try CrawlURL("http://127.0.0.1:1/"))
            try await trial.claim.fails(with: .connect) { try await trial.session.fetch(request) }
        },
        Scenario("a host without an address does not resolve") { trial in
            let request = FetchRequest(url: try CrawlURL("http://no-such-host.invalid/"))
            try await trial.claim.fails(with: .resolve) { try await trial.session.fetch(request) }
        },
        Scenario("other schemes are not supported") { trial in
            for text in ["ftp://127.0.0.1/", "file:///etc/passwd", "data:text/html,x", "mailto:a@example.org"] {
                let request = FetchRequest(url: try CrawlURL(text))
                try await trial.claim.fails(with: .unsupported) { try await trial.session.fetch(request) }
            }
        },
        Scenario("a field that would break the head is not sent", [.page]) { trial in
            for (name, value) in [("X-A", "a\r\nX-B: b"), ("X-A", "a\nb"), ("X\r\nY", "a"), ("", "a"), ("X A", "b")] {
                var request = try trial.request(.page)
                request.fields.append(name: name, value: value)
                try await trial.claim.fails(with: .unsupported) { try await trial.session.fetch(request) }
            }
        },
    ]

    private static func failure(_ name: String, _ behaviour: Behaviour, _ code: FetchError.Code) -> Scenario {
        Scenario(name, [behaviour, .page]) { trial in
            try await trial.claim.fails(with: code) { try await trial.fetch(behaviour) }
            try await trial.expectHealth()
        }
    }
}
