internal import ArgumentParser
internal import Skitter

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Which crawl of a shared frontier is meant.
struct FrontierOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The servers of a shared frontier, as libpq's connection string: postgresql://user@host1,host2/db (default: $SKITTER_FRONTIER).",
            valueName: "DSN"))
    var frontier: String?

    @Option(help: ArgumentHelp("The name of the crawl there.", valueName: "NAME"))
    var crawl: String?

    /// The crawl; nil where none is named.
    func sharedFrontier() throws(CommandFailure) -> CrawlConfiguration.SharedFrontier? {
        guard let crawl = self.crawl else {
            guard self.frontier == nil else {
                throw CommandFailure(.usage, "--frontier needs the name of the crawl there: --crawl NAME")
            }
            return nil
        }
        guard let address = self.frontier ?? getenv("SKITTER_FRONTIER").map({ String(cString: $0) }) else {
            throw CommandFailure(
                .usage,
                "--crawl needs the servers of its frontier: --frontier DSN, or SKITTER_FRONTIER in the environment")
        }
        // Whoever lists processes need not see a password.
        ProcessTitle.blot(secretsOf: address)
        return CrawlConfiguration.SharedFrontier(address: address, crawl: crawl)
    }

    /// The crawl, which must be named.
    func named() throws(CommandFailure) -> CrawlConfiguration.SharedFrontier {
        guard let frontier = try self.sharedFrontier() else {
            throw CommandFailure(.usage, "name the crawl: --frontier DSN --crawl NAME")
        }
        return frontier
    }
}
