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

extension FetchRequest {
    /// Throws ``FetchError/Code/unsupported`` where the request could not be sent as it is.
    func validate() throws(FetchError) {
        guard self.url.isHTTP else { throw FetchError(.unsupported, "not http or https") }
        for field in self.fields.fields {
            // Others would end the field, or the head (RFC 9110, sections 5.1 and 5.5).
            guard HTTPFields.isToken(field.name), !field.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 })
            else { throw FetchError(.unsupported, "the field \(field.name) cannot be sent") }
        }
    }
}
