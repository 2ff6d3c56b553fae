internal import SkitterCore

extension HTTPSessionContract {
    /// Content codings (RFC 9110, section 8.4): undone exactly, or refused.
    static let codings: [Scenario] = [
        undone("br is undone", .brotli),
        undone("zstd is undone", .zstd),
        undone("two codings are undone, the last first", .gzipInBrotli),
        undone("gzip of two members is joined", .gzipMembers),
        undone("deflate without its wrapper is undone", .rawDeflate),
        Scenario("an empty body needs no coding", [.emptyGzip], beyond: .beyondURLSession) { trial in
            try trial.expect(try await trial.fetch(.emptyGzip), body: [])
        },
        refused("a gzip stream that ends early is no page", .gzipCutShort),
        refused("a broken gzip stream is no page", .gzipBroken),
        refused("a page that is not gzip though it says so is no page", .notGzip),
        refused("a coding that nobody knows is no page", .unknownCoding),
        bombCutAtLimit("a br bomb is cut at the limit, in time", .brotliBomb),
        bombCutAtLimit("a zstd bomb is cut at the limit, in time", .zstdBomb),
        bombCutForRatio("a br bomb below the limit of length is cut for its ratio", .brotliBomb),
        bombCutForRatio("a zstd bomb below the limit of length is cut for its ratio", .zstdBomb),
    ]

    private static func bombCutAtLimit(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page], beyond: .beyondURLSession) { trial in
            let response = try await trial.claim.within(Claim.patience) {
                try await trial.fetch(behaviour, limit: 1_000_000)
            }
            try trial.claim.equal(response.body.count, 1_000_000, "the length")
            try trial.claim.equal(response.truncation, .length, "the truncation")
            try await trial.expectHealth()
        }
    }

    private static func bombCutForRatio(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page], beyond: .beyondURLSession) { trial in
            let response = try await trial.fetch(behaviour, limit: 50_000_000)
            try trial.claim.equal(response.truncation, .ratio, "the truncation")
            try trial.claim.that(response.body.count < 4_000_000, "\(response.body.count) bytes were kept")
            try await trial.expectHealth()
        }
    }

    private static func undone(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page], beyond: .beyondURLSession) { trial in
            try trial.expectPage(try await trial.fetch(behaviour))
            try await trial.expectHealth()
        }
    }
}

extension HTTPSessionContract.Weaknesses {
    /// What URLSession lacks on Linux, as docs/decisions/url-session.md has it.
    static let beyondURLSession: HTTPSessionContract.Weaknesses = [
        .diesOfSomeResponses, .isLenient, .knowsFewCodings,
    ]
}
