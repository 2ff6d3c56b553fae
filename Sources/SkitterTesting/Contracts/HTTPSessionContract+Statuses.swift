internal import SkitterCore

extension HTTPSessionContract {
    /// Statuses other than 200 are responses like any other.
    static let statuses: [Scenario] = [
        redirect(301, .redirect301), redirect(302, .redirect302), redirect(303, .redirect303),
        redirect(307, .redirect307), redirect(308, .redirect308),
        Scenario("a redirect elsewhere is not followed", [.redirectAway]) { trial in
            let response = try await trial.fetch(.redirectAway)
            try trial.claim.equal(response.status, 301, "the status")
        },
        Scenario("a redirect without a target is a response", [.redirectNowhere]) { trial in
            let response = try await trial.fetch(.redirectNowhere)
            try trial.claim.that((301...308).contains(response.status), "the status is \(response.status)")
            try trial.claim.equal(response.fields["Location"], nil, "Location")
            try trial.claim.that(
                !response.body.isEmpty || response.truncation != nil, "the body was lost, and no truncation says so")
        },
        Scenario("a redirect to an IPv6 address is a response", [.redirectToIPv6], beyond: .diesOfSomeResponses) {
            trial in
            let response = try await trial.fetch(.redirectToIPv6)
            try trial.claim.equal(response.fields["Location"], "//[::1]/x", "Location")
        },
        Scenario("a request for credentials is a response", [.unauthorized]) { trial in
            try trial.expect(try await trial.fetch(.unauthorized), status: 401, body: Array("unauthorized".utf8))
        },
        Scenario("the bodies of 404 and 500 are read", [.notFound, .failed]) { trial in
            for (behaviour, status) in [(Behaviour.notFound, 404), (.failed, 500)] {
                let response = try await trial.fetch(behaviour)
                try trial.claim.equal(response.status, status, "the status")
                try trial.claim.that(!response.body.isEmpty && response.truncation == nil, "the body is not whole")
            }
        },
    ]

    private static func redirect(_ status: Int, _ behaviour: Behaviour) -> Scenario {
        Scenario("\(status) is handed back, its Location untouched", [behaviour]) { trial in
            let response = try await trial.fetch(behaviour)
            try trial.claim.equal(response.status, status, "the status")
            try trial.claim.equal(response.fields["Location"], "next/../page?x=1#f", "Location")
            try trial.claim.equal(response.truncation, nil, "the truncation")
            try trial.claim.that(response.isRedirect, "it does not count as a redirect")
        }
    }
}
