import SkitterFetchURLSession

extension CellJob {
    /// A session for this job. All strategies get sessions of one configuration: as many connections to a host as the
    /// job has requests in flight, kept open between requests.
    func makeSession() -> any BenchSession {
        switch self.transport {
        case .urlsession: URLSessionHTTPSession(connectionsPerHost: self.concurrency)
        }
    }

    /// The strategy of this job; its workers, if it has any, are `program`.
    func makeStrategy(program: Program) -> any Strategy {
        switch self.strategy {
        case .sync: SyncStrategy(makeSession: self.makeSession)
        case .threads: ThreadsStrategy(makeSession: self.makeSession)
        case .async: AsyncStrategy(makeSession: self.makeSession)
        case .processes: ProcessesStrategy(program: program)
        }
    }
}

extension URLSessionHTTPSession: BenchSession {}
