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
        if let shown = self.frontier { ProcessTitle.blot(secretsOf: shown) }
        return CrawlConfiguration.SharedFrontier(address: address, crawl: crawl)
    }

    /// The same for a command that tries each server once: nobody waits for one that is gone.
    func sharedFrontierAskedOnce() throws(CommandFailure) -> CrawlConfiguration.SharedFrontier? {
        var frontier = try self.sharedFrontier()
        frontier?.patience = .zero
        return frontier
    }
}
