import Dispatch
import SkitterBench
import SkitterCore
import SkitterLock

/// Lets requests go on only when a whole group of them waits: whoever does not send so many at a time waits forever.
final class Rendezvous: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var greatest = 0
        var inFlight = 0
        var urls: [String] = []
    }

    private let groupSize: Int
    private let state = Locked(State())

    init(groupSize: Int) {
        self.groupSize = groupSize
    }

    /// The most requests that were in flight at a time.
    var greatest: Int { self.state.withLock { $0.greatest } }
    /// The URLs of all requests, in order.
    var urls: [String] { self.state.withLock { $0.urls } }

    /// Takes `request` in; `go` is called when the group is complete.
    func arrive(_ request: FetchRequest, go: @escaping @Sendable () -> Void) {
        let complete = self.state.withLock { state in
            state.urls.append(request.url.href)
            state.inFlight += 1
            state.greatest = max(state.greatest, state.inFlight)
            state.waiting.append(go)
            guard state.waiting.count == self.groupSize else { return [@Sendable () -> Void]() }
            state.inFlight -= self.groupSize
            defer { state.waiting = [] }
            return state.waiting
        }
        for go in complete { go() }
    }
}

/// A session whose requests meet at a rendezvous and then get the same page.
struct RendezvousSession: BenchSession {
    let rendezvous: Rendezvous

    var capabilities: SessionCapabilities { [] }

    func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        await withCheckedContinuation { continuation in
            self.rendezvous.arrive(request) { continuation.resume() }
        }
        return try self.response(to: request)
    }

    func fetchBlocking(_ request: FetchRequest) throws(FetchError) -> FetchResponse {
        let semaphore = DispatchSemaphore(value: 0)
        self.rendezvous.arrive(request) { semaphore.signal() }
        semaphore.wait()
        return try self.response(to: request)
    }

    private func response(to request: FetchRequest) throws(FetchError) -> FetchResponse {
        if request.url.href.contains("dead") { throw FetchError(.connect, "refused") }
        return FetchResponse(status: 200, body: Array(request.url.href.utf8))
    }
}
