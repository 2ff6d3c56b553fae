internal import Dispatch
internal import Foundation
package import SkitterCore
internal import SkitterLock

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

extension URLSessionHTTPSession {
    /// The response to `request`, one hop, like ``fetch(_:)``, for a thread that has nothing else to do: it waits.
    ///
    /// Never call it from a task; it would hold a thread on which other tasks could run.
    package func fetchBlocking(_ request: FetchRequest) throws(FetchError) -> FetchResponse {
        let urlRequest = try URLRequest(request)
        let transfer = Transfer(request, core: self.core)
        let end = End()
        transfer.start(urlRequest, timeout: request.timeout) { end.came($0) }
        return try withExtendedLifetime(transfer) { end.wait() }.get()
    }
}

/// Hands the end of a transfer to the thread that waits for it.
private final class End: Sendable {
    private let result = Locked<Result<FetchResponse, FetchError>?>(nil)
    private let semaphore = DispatchSemaphore(value: 0)

    func came(_ result: Result<FetchResponse, FetchError>) {
        self.result.withLock { $0 = result }
        self.semaphore.signal()
    }

    func wait() -> Result<FetchResponse, FetchError> {
        self.semaphore.wait()
        return self.result.withLock { $0 } ?? .failure(FetchError(.other, "the transfer ended without a result"))
    }
}
