internal import Dispatch
package import SkitterCore
internal import SkitterLock

/// Finds addresses by the system's `getaddrinfo`, on a few threads of its own, never on one of the Swift pool.
///
/// - Addresses come in the order of the system (RFC 6724), without duplicates; an IP literal is its own answer.
/// - A look-up of the same name by many tasks is one look-up. Answers are kept for 60 s, failures for 10 s.
/// - `getaddrinfo` cannot be interrupted: a cancelled wait ends at once, and the look-up goes on without it. While all
///   threads hang in look-ups, other names wait behind them; their tasks can be cancelled as well.
/// - Whatever the name holds, the answer is an address or ``FetchError/Code/resolve``.
package final class SystemResolver: Resolver {
    private typealias Answer = Result<[IPAddress], FetchError>
    private typealias Waiter = CheckedContinuation<Answer, Never>

    private struct State {
        /// What is asked, known, and looked up.
        var machine: ResolverMachine<Waiter>
        /// The number of the next wait.
        var nextID = 0
    }

    private let state: Locked<State>
    private let threads: [DispatchQueue]
    private let lookUp: @Sendable (String) -> Result<[IPAddress], FetchError>
    private let start = ContinuousClock.now

    /// A resolver with `threads` threads: 4 by default, since a look-up takes 1-50 ms where the name server is well
    /// (100 and more new hosts a second), and some seconds on a thread where it is not.
    package convenience init(threads: Int = 4) {
        self.init(threads: threads, lookUp: AddressLookup.addresses(of:))
    }

    /// A resolver that asks `lookUp` in place of the system; it may block.
    package init(threads: Int, lookUp: @escaping @Sendable (String) -> Result<[IPAddress], FetchError>) {
        self.threads = (0..<max(1, threads)).map { DispatchQueue(label: "skitter.resolver.\($0)") }
        self.state = Locked(State(machine: ResolverMachine(threads: threads, cache: ResolverCache())))
        self.lookUp = lookUp
    }

    package func addresses(of host: String) async throws(FetchError) -> [IPAddress] {
        if let literal = IPAddress(urlHost: host) { return [literal] }
        let id = self.state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in self.ask(host, id, continuation) }
        } onCancel: {
            let waiter = self.state.withLock { $0.machine.abandon(host, id: id) }
            waiter?.resume(returning: .failure(FetchError(.cancelled, "cancelled")))
        }
        return try answer.get()
    }

    private func ask(_ host: String, _ id: Int, _ continuation: Waiter) {
        // A cancellation that came before this lock found nobody to wake; one that comes after it does.
        let action = self.state.withLock { state -> ResolverMachine<Waiter>.AskAction in
            if Task.isCancelled { return .answer(.failure(FetchError(.cancelled, "cancelled"))) }
            return state.machine.ask(host, waiter: continuation, id: id, at: self.now)
        }
        switch action {
        case .answer(let answer): continuation.resume(returning: answer)
        case .wait: break
        case .waitAndWake(let thread): self.threads[thread].async { self.work(thread) }
        }
    }

    /// Looks up name after name until none is left. Runs on the thread's own queue.
    private func work(_ thread: Int) {
        while let name = self.state.withLock({ $0.machine.next(for: thread) }) {
            let answer = self.lookUp(name)
            let waiters = self.state.withLock { $0.machine.resolved(name, answer, at: self.now) }
            for waiter in waiters { waiter.resume(returning: answer) }
        }
    }

    private var now: CrawlInstant { CrawlInstant(sinceStart: ContinuousClock.now - self.start) }
}
