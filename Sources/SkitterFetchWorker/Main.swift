internal import SkitterBench

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// `skitter-fetch-worker`: the process that holds URLSession, so that what ends it costs no crawl. Started by `skitter`,
/// without arguments to fetch for a crawl, with one to measure for `skitter bench`.
@main
enum Main {
    static func main() async throws {
        switch CommandLine.arguments.dropFirst().first.map(BenchRole.init(rawValue:)) {
        case nil:
            FetchServer.serve()
        case .some(let role?):
            try await role.run()
        case .some(nil):
            StandardOutput.writeError("skitter-fetch-worker is started by skitter, not by hand.\n")
            exit(2)
        }
    }
}
