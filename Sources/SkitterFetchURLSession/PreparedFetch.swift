internal import Foundation
package import SkitterCore

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// A fetch that calls back, for a caller that has no task to suspend.
package struct PreparedFetch: Sendable {
    private let transfer: Transfer
    private let urlRequest: URLRequest
    private let timeout: Duration

    fileprivate init(_ request: FetchRequest, core: SessionCore) throws(FetchError) {
        self.urlRequest = try URLRequest(request)
        self.transfer = Transfer(request, core: core)
        self.timeout = request.timeout
    }

    /// Starts it, once; `ended` hears the end, once, on a thread that it must not hold.
    package func start(_ ended: @escaping @Sendable (Result<FetchResponse, FetchError>) -> Void) {
        self.transfer.start(self.urlRequest, timeout: self.timeout, waiter: ended)
    }

    /// Ends it at once with ``FetchError/Code/cancelled``, unless it has ended.
    package func cancel() {
        self.transfer.cancel()
    }
}

extension URLSessionHTTPSession {
    /// A fetch of `request`, like ``fetch(_:)``, that waits for its start.
    package func prepare(_ request: FetchRequest) throws(FetchError) -> PreparedFetch {
        try PreparedFetch(request, core: self.core)
    }

    /// Calls back once URLSession's own queue has come to it: while that takes long, nothing is fetched.
    package func probe(_ answered: @escaping @Sendable () -> Void) {
        self.core.session.getAllTasks { _ in answered() }
    }
}
