internal import SkitterBench
internal import SkitterFetchURLSession

extension BenchRole {
    /// Plays this role of a benchmark, with URLSession.
    func run() async throws {
        switch self {
        case .cell: try await CellChild.main { URLSessionHTTPSession(connectionsPerHost: $0.concurrency) }
        case .worker: try await WorkerChild.main { URLSessionHTTPSession(connectionsPerHost: $0.concurrency) }
        }
    }
}

extension URLSessionHTTPSession: BenchSession {}
