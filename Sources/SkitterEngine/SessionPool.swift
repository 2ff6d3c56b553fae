package import SkitterCore

/// Owns the sessions: which there are, and how many requests each carries.
package actor SessionPool {
    /// A session, and the executor on which its visits run without waking another thread.
    package struct Member: Sendable {
        package let session: any HTTPSession
        package let executor: (any TaskExecutor)?

        package init(_ session: any HTTPSession, executor: (any TaskExecutor)? = nil) {
            self.session = session
            self.executor = executor
        }
    }

    /// A session on loan; give it back with ``release(_:)``.
    package struct Loan: Sendable {
        fileprivate let index: Int
        package let member: Member
    }

    /// Decides; every change of it is one step of a method below.
    private var machine: SessionPoolMachine
    /// The sessions made so far, by the machine's numbers; none is ever released.
    private var members: [Int: Member] = [:]
    private let make: @Sendable (Int) -> Member

    /// A pool for `concurrency` requests in flight, with at most `capacity` of them on a session while others have room.
    /// `make` makes session number 0, 1, … at first need.
    package init(concurrency: Int, capacity: Int = 64, make: @escaping @Sendable (Int) -> Member) {
        self.machine = SessionPoolMachine(concurrency: concurrency, capacity: capacity)
        self.make = make
    }

    /// The sessions for one request to each of `hosts`.
    package func lease(for hosts: [String]) -> [Loan] {
        hosts.map { host in
            switch self.machine.leased(host: host) {
            case .use(let index):
                guard let member = self.members[index] else { preconditionFailure("a session in use was made") }
                return Loan(index: index, member: member)
            case .make(let index):
                let member = self.make(index)
                self.members[index] = member
                return Loan(index: index, member: member)
            }
        }
    }

    /// The requests that `loans` were for are over.
    package func release(_ loans: [Loan]) {
        for loan in loans { self.machine.released(loan.index) }
    }
}
