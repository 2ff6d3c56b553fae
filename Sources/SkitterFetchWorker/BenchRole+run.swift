internal import SkitterBench
internal import SkitterFetchURLSession

extension BenchRole {
    /// Plays this role of a benchmark, with URLSession or libcurl: one program for both, so that they start alike.
    func run() async throws {
        switch self {
        case .cell: try await CellChild.main(makeSession: Self.makeSession)
        case .worker: try await WorkerChild.main(makeSession: Self.makeSession)
        }
    }

    private static let makeSession: JobSessionMaker = { job in
        switch job.transport {
        case .urlsession: URLSessionHTTPSession(connectionsPerHost: job.concurrency)
        case .curl: CurlBenchSession()
        }
    }
}

extension URLSessionHTTPSession: BenchSession {}
