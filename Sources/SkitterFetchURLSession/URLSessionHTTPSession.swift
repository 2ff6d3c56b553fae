internal import Foundation
package import SkitterCore

#if canImport(FoundationNetworking)
internal import FoundationNetworking
#endif

package struct URLSessionHTTPSession: HTTPSession {
    private let core: SessionCore

    /// A session that opens at most `connectionsPerHost` connections to one host. It lives as long as the process.
    package init(connectionsPerHost: Int = 256) {
        self.core = SessionCore(connectionsPerHost: connectionsPerHost)
    }

    package var capabilities: SessionCapabilities { [] }

    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let urlRequest = try URLRequest(request)
        return try await Transfer(request, core: self.core).run(urlRequest, timeout: request.timeout).get()
    }
}
