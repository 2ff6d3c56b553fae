import Dispatch
package import SkitterCore
import SkitterFetchCurl
import SkitterLock

/// The session of a crawl as a benchmark uses it: libcurl on an event loop, for tasks and for threads that wait.
///
/// A thread cannot suspend; it hands its request to the loop and waits. The loop runs a task for it, so that a request costs
/// two changes of thread, there and back, as over URLSession.
package final class CurlBenchSession: BenchSession {
    /// A request of a thread that waits, and how it is answered.
    private struct Order: Sendable {
        let request: FetchRequest
        let answer: @Sendable (Result<FetchResponse, FetchError>) -> Void
    }

    private let session: CurlHTTPSession
    private let orders: AsyncStream<Order>
    private let desk: AsyncStream<Order>.Continuation

    /// A session on a new loop, without proxy: URLSession here knows none either.
    package init() {
        var configuration = CurlSessionConfiguration()
        configuration.usesEnvironmentProxy = false
        self.session = CurlHTTPSession(configuration)
        (self.orders, self.desk) = AsyncStream.makeStream()
    }

    package var capabilities: SessionCapabilities { self.session.capabilities }

    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        try await self.session.fetch(request)
    }

    package func fetchBlocking(_ request: FetchRequest) throws(FetchError) -> FetchResponse {
        let answer = Locked<Result<FetchResponse, FetchError>?>(nil)
        let isAnswered = DispatchSemaphore(value: 0)
        self.desk.yield(
            Order(request: request) { result in
                answer.withLock { $0 = result }
                isAnswered.signal()
            })
        isAnswered.wait()
        let result = answer.withLock { $0 }
        return try (result ?? .failure(FetchError(.other, "the request ended without a result"))).get()
    }

    package func serveThreads() async {
        await withTaskExecutorPreference(self.session.loop.loop) {
            await withDiscardingTaskGroup { group in
                for await order in self.orders {
                    group.addTask {
                        do throws(FetchError) {
                            order.answer(.success(try await self.session.fetch(order.request)))
                        } catch {
                            order.answer(.failure(error))
                        }
                    }
                }
            }
        }
    }

    package func endService() {
        self.desk.finish()
    }
}
