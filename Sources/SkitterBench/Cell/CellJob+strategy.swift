extension CellJob {
    /// The strategy of this job; its sessions come from `makeSession`, its workers, if it has any, are `program`.
    ///
    /// All strategies get sessions of one configuration: as many connections to a host as the job has requests in flight,
    /// kept open between requests.
    func makeStrategy(program: Program, makeSession: @escaping JobSessionMaker) -> any Strategy {
        let makeSession: SessionMaker = { makeSession(self) }
        return switch self.strategy {
        case .sync: SyncStrategy(makeSession: makeSession)
        case .threads: ThreadsStrategy(makeSession: makeSession)
        case .async: AsyncStrategy(makeSession: makeSession)
        case .actor: ActorStrategy(makeSession: makeSession)
        case .processes: ProcessesStrategy(program: program)
        }
    }
}

/// Makes a session for a job, in the program that has sessions.
package typealias JobSessionMaker = @Sendable (CellJob) -> any BenchSession
