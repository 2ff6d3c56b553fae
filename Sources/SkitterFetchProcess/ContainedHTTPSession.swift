package import SkitterCore

/// A session whose requests are made by URLSession in another process: what ends that process costs the request that
/// caused it, and no other.
///
/// It keeps the contract of ``HTTPSession`` in full, for every response that URLSession understands. What is lost and
/// changed on the way is told in the documentation of `URLSessionHTTPSession`; besides, a request whose worker died is
/// sent again, alone, and once more if that ended its worker too. A fetch that fails with
/// ``FetchError/Code/sessionDied`` was sent by itself, or ran out of time before it could be.
package struct ContainedHTTPSession: HTTPSession {
    private let fleet: WorkerFleet

    /// A session of `fleet`; all sessions of a fleet are alike.
    package init(_ fleet: WorkerFleet) {
        self.fleet = fleet
    }

    /// None, as URLSession has none.
    package var capabilities: SessionCapabilities { [] }

    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        guard request.url.isHTTP else { throw FetchError(.unsupported, "not http or https") }
        return try await self.fleet.fetch(request).get()
    }
}
