package import SkitterCore

/// A session on libcurl and an event loop of its own: raw heads, addresses, timings, and little cost.
package struct CurlHTTPSession: HTTPSession {
    /// Carries out the fetches; its ``CurlLoop/loop`` is the executor on which they wake nobody.
    package let loop: CurlLoop

    /// A session on a new loop.
    package init(_ configuration: CurlSessionConfiguration = CurlSessionConfiguration()) {
        self.loop = CurlLoop(configuration)
    }

    package var capabilities: SessionCapabilities {
        [.rawHeaders, .peerAddress, .timings, .wireBytes, .choosesAddress]
    }

    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        try await self.loop.fetch(request)
    }
}
