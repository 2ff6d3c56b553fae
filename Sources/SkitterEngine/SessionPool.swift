package import SkitterCore

/// Owns the sessions: which there are, and how many requests each carries.
package actor SessionPool {
    /// A session on loan; give it back with ``release(_:)``.
    package struct Loan: Sendable {
        fileprivate let index: Int
        package let session: any HTTPSession
    }

    /// Decides; every change of it is one step of a method below.
    private var machine: SessionPoolMachine
    /// The sessions made so far, by the machine's numbers; none is ever released.
    private var sessions: [Int: any HTTPSession] = [:]
    private let makeSession: @Sendable () -> any HTTPSession

    /// A pool whose sessions come from `makeSession`, each at first need.
    package init(concurrency: Int, capacity: Int = 64, makeSession: @escaping @Sendable () -> any HTTPSession) {
        self.machine = SessionPoolMachine(concurrency: concurrency, capacity: capacity)
        self.makeSession = makeSession
    }

    /// The session for a request to `host`.
    package func lease(for host: String) -> Loan {
        switch self.machine.leased(host: host) {
        case .use(let index):
            guard let session = self.sessions[index] else { preconditionFailure("a session in use was made") }
            return Loan(index: index, session: session)
        case .make(let index):
            let session = self.makeSession()
            self.sessions[index] = session
            return Loan(index: index, session: session)
        }
    }

    /// The request that `loan` was for is over.
    package func release(_ loan: Loan) {
        self.machine.released(loan.index)
    }
}
