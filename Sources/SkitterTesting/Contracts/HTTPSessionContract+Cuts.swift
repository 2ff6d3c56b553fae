internal import SkitterCore

extension HTTPSessionContract {
    /// Bodies that are not whole: each cut is named.
    static let cuts: [Scenario] = [
        Scenario("a body of the length of the limit is whole", [.large]) { trial in
            let response = try await trial.fetch(.large, limit: trial.server.largeBytes)
            try trial.claim.equal(response.body.count, trial.server.largeBytes, "the length")
            try trial.claim.equal(response.truncation, nil, "the truncation")
        },
        Scenario("a body that is a byte longer than the limit is cut at the limit", [.large]) { trial in
            let limit = trial.server.largeBytes - 1
            let response = try await trial.fetch(.large, limit: limit)
            try trial.claim.equal(response.body.count, limit, "the length")
            try trial.claim.equal(response.truncation, .length, "the truncation")
        },
        Scenario("a limit of nothing keeps nothing", [.page]) { trial in
            let response = try await trial.fetch(.page, limit: 0)
            try trial.claim.equal(response.body, [], "the body")
            try trial.claim.equal(response.truncation, .length, "the truncation")
        },
        Scenario("a decompression bomb is cut at the limit, in time", [.bomb, .page]) { trial in
            let limit = 1_000_000
            let response = try await trial.claim.within(Claim.patience) { try await trial.fetch(.bomb, limit: limit) }
            try trial.claim.equal(response.body.count, limit, "the length")
            try trial.claim.equal(response.truncation, .length, "the truncation")
            try await trial.expectHealth()
        },
        Scenario("an unwanted type ends after its header fields", [.image, .page]) { trial in
            let response = try await trial.claim.within(Claim.patience) {
                try await trial.fetch(.image, wanted: .types(["text/html"]))
            }
            try trial.claim.equal(response.status, 200, "the status")
            try trial.claim.equal(response.body, [], "the body")
            try trial.claim.equal(response.truncation, .unwanted, "the truncation")
            try await trial.expectHealth()
        },
        Scenario("the body of an error is read like any other, and keeps its connection usable", [.notFound]) { trial in
            let response = try await trial.fetch(.notFound, wanted: .types(["text/html"]))
            try trial.claim.equal(response.status, 404, "the status")
            try trial.claim.that(!response.body.isEmpty, "no body")
            try trial.claim.equal(response.truncation, nil, "the truncation")
        },
        disconnect("a body that is shorter than its length is cut by the disconnect", .cutShort, 1...),
        disconnect("a chunked body without its end is cut by the disconnect", .cutShortChunked, 1...),
        // A reset may overtake the bytes before it.
        disconnect("a body that ends by a reset is cut by the disconnect", .resetInBody, 0...),
        Scenario("an absurd length is a cut", [.hugeLength], beyond: .diesOfSomeResponses) { trial in
            let response = try await trial.fetch(.hugeLength)
            try trial.claim.equal(response.truncation, .disconnect, "the truncation")
        },
        Scenario("a trickling body is cut by the deadline, with what has come", [.trickle, .page]) { trial in
            let timeout = Duration.milliseconds(500)
            let start = ContinuousClock.now
            let response = try await trial.fetch(.trickle, timeout: timeout)
            let time = ContinuousClock.now - start
            try trial.claim.equal(response.truncation, .time, "the truncation")
            try trial.claim.that(!response.body.isEmpty && response.body.count < 1_000, "\(response.body.count) bytes")
            try trial.claim.that(
                time >= timeout && time < timeout + Claim.patience, "it took \(time), expected \(timeout)")
            try await trial.expectHealth()
        },
    ]

    private static func disconnect(_ name: String, _ behaviour: Behaviour, _ length: PartialRangeFrom<Int>) -> Scenario
    {
        Scenario(name, [behaviour, .page]) { trial in
            let response = try await trial.fetch(behaviour)
            try trial.claim.equal(response.status, 200, "the status")
            try trial.claim.equal(response.truncation, .disconnect, "the truncation")
            try trial.claim.that(length.contains(response.body.count), "\(response.body.count) bytes came")
            try await trial.expectHealth()
        }
    }
}
