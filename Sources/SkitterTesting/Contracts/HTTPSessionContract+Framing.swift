internal import SkitterCore

extension HTTPSessionContract {
    /// Where a body ends (RFC 9112, sections 6 and 7): strict where data would be wrong.
    static let framing: [Scenario] = [
        page("an HTTP/1.0 page ends with its connection", .oldVersion),
        page("equal lengths are one", .equalLengths),
        page("chunks count more than a length", .chunkedAndLength),
        refused("lengths that differ are a bad response", .differingLengths),
        refused("a length that is no number is a bad response", .wordLength),
        refused("a negative length is a bad response", .negativeLength),
        refused("a length beyond 64 bits is a bad response", .absurdLength),
        refused("a folded length is a bad response", .foldedLength),
        refused("an unknown transfer coding is a bad response", .unknownTransferCoding),
        refused("a chunk size that is no number is a bad response", .badChunkSize),
        refused("a chunk without a size is a bad response", .noChunkSize),
        refused("a chunk size beyond 64 bits is a bad response", .absurdChunkSize),
        refused("a chunk longer than its size is a bad response", .longChunk),
        refused("a flood of chunk extension is a bad response", .extensionFlood),
        refused("a flood of trailer is a bad response", .trailerFlood),
        refused("a page without a status line is a bad response", .noStatusLine),
        Scenario(
            "the end of the connection within a chunk's size is a cut", [.chunkSizeCutShort, .page],
            beyond: .beyondURLSession
        ) { trial in
            let response = try await trial.fetch(.chunkSizeCutShort)
            try trial.claim.equal(response.truncation, .disconnect, "the truncation")
            try await trial.expectHealth()
        },
        Scenario(
            "bytes after a 204 or a 304 are no response", [.noContentWithBody, .notModifiedWithBody, .page],
            beyond: .beyondURLSession
        ) { trial in
            for (behaviour, status) in [(Behaviour.noContentWithBody, 204), (.notModifiedWithBody, 304)] {
                for _ in 0..<3 {
                    try trial.expect(try await trial.fetch(behaviour), status: status, body: [])
                    try await trial.expectHealth()
                }
            }
        },
        Scenario("a second response is not taken for the next one", [.twoResponses, .notFound, .page]) { trial in
            for _ in 0..<3 {
                try trial.expectPage(try await trial.fetch(.twoResponses))
                try await trial.expectHealth()
            }
        },
        Scenario(
            "the body of a redirect is cut early, its target is not", [.hugeRedirect, .page], beyond: .beyondURLSession
        ) { trial in
            let response = try await trial.fetch(.hugeRedirect)
            try trial.claim.equal(response.truncation, .length, "the truncation")
            try trial.claim.that(response.body.count <= 1 << 20, "\(response.body.count) bytes were kept")
            try trial.claim.that(response.isRedirect, "it does not count as a redirect")
            try await trial.expectHealth()
        },
    ]

    private static func page(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page], beyond: .beyondURLSession) { trial in
            try trial.expectPage(try await trial.fetch(behaviour))
            try await trial.expectHealth()
        }
    }

    static func refused(_ name: String, _ behaviour: Behaviour) -> Scenario {
        Scenario(name, [behaviour, .page], beyond: .beyondURLSession) { trial in
            try await trial.claim.fails(with: .badResponse) { try await trial.fetch(behaviour) }
            try await trial.expectHealth()
        }
    }
}
