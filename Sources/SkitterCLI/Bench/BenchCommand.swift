import ArgumentParser
import FoundationEssentials
import Skitter
import SkitterBench
import SkitterCore
import SkitterFetchProcess
import SkitterFixtureWeb
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// `skitter bench`: a fixed list of sites, N copies of it, downloaded by every strategy, side by side.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Download a fixed list of sites by several strategies and compare them.",
        discussion: """
            The list is downloaded N times by each strategy: one after another (sync), by a pool of threads with a \
            session each (threads), by tasks that share one session (async), by worker processes (processes). Each \
            strategy runs in a fresh process, so that its processor time and memory are its own.

            Exit codes: 0 all strategies read the same bytes; 2 wrong usage; 4 no site could be reached; 9 a URL gave \
            different bytes, or failed, for some downloads.
            """)

    @Argument(
        help: ArgumentHelp(
            "Sites to download. Default: a page of a server of our own on this machine.", valueName: "URL"))
    var urls: [String] = []

    @Option(
        name: [.customShort("i"), .customLong("input-file")],
        help: ArgumentHelp("Read more sites from a file, one URL a line; - is standard input.", valueName: "FILE"))
    var inputFile: String?

    @Option(
        name: [.customShort("n"), .customLong("copies")],
        help: ArgumentHelp("Download the list this many times in each cell.", valueName: "N"))
    var copies = 80

    @Option(help: ArgumentHelp("Which strategies take part, in this order.", valueName: "LIST"))
    var strategies = "sync,threads,async,processes"

    @Option(
        name: [.customShort("c"), .customLong("concurrency")],
        help: ArgumentHelp("Requests in flight, for every strategy but sync.", valueName: "N"))
    var concurrency = 5

    @Option(
        help: ArgumentHelp(
            "Worker processes of the strategy processes. Default: the cores of this machine.", valueName: "N"))
    var processes: Int?

    @Option(help: ArgumentHelp("Give every strategy this many turns; the table has medians.", valueName: "R"))
    var rounds = 1

    @Flag(name: [.short, .long], help: "Print a line for each download.")
    var verbose = false

    func run() async throws {
        StandardOutput.ignoreBrokenPipes()
        let sites = try self.readSites()
        if sites.isEmpty {
            try await self.compareOnOwnServer()
        } else {
            try await self.compare(sites)
        }
    }

    /// Without a site: the first page of the fixture web, from a server in this process that answers after 20 ms, about as
    /// far away as another city. The process has nothing else to do: the strategies run in children.
    private func compareOnOwnServer() async throws {
        var options = FixtureServer.Options()
        options.latency = .milliseconds(20)
        try await FixtureServer.serving(.web(FixtureWeb()), options: options) { server in
            StandardOutput.writeError(
                "No site given: using \(server.origin)/, a server of our own that answers after 20 ms.\n")
            try await self.compare([CrawlURL("\(server.origin)/")])
        }
    }

    /// The sites of the command line and of the input file, empty if none was asked for.
    private func readSites() throws -> [CrawlURL] {
        var list = URLList()
        for url in self.urls { list.add(url) }
        if let file = self.inputFile {
            list.add(contents: try InputFile.read(file), of: file == "-" ? "standard input" : file)
        }
        for rejected in list.rejected { Terminal.say("skitter: \(rejected)") }
        if list.urls.isEmpty, !self.urls.isEmpty || self.inputFile != nil {
            throw CommandFailure(.usage, "no site is left to download")
        }
        return list.urls
    }

    /// The program that the measured processes run: the one that has URLSession.
    private func worker() throws(BenchError) -> WorkerProgram {
        do throws(WorkerMissing) { return try WorkerProgram.find() } catch { throw BenchError(error.description) }
    }

    /// Measures every strategy on `sites`, prints what they did, and ends with the exit code of the comparison.
    private func compare(_ sites: [CrawlURL]) async throws {
        var configuration = BenchConfiguration()
        configuration.sites = sites
        configuration.copies = self.copies
        configuration.concurrency = self.concurrency
        configuration.processes = self.processes
        configuration.rounds = self.rounds
        let run: BenchRun
        do throws(BenchError) {
            configuration.strategies = try BenchStrategy.list(from: self.strategies)
            run = try BenchRun(
                configuration, program: Program(path: try self.worker().path),
                cores: ProcessInfo.processInfo.activeProcessorCount,
                tellsAtOnce: self.verbose)
        } catch {
            throw CommandFailure(.usage, error.message)
        }
        let printer = BenchPrinter(sites: sites, rounds: self.rounds, verbose: self.verbose)
        let measurements = await run.measure { printer.tell($0) }
        let exitCode = printer.printComparison(of: measurements)
        if exitCode != 0 { throw ExitCode(exitCode) }
    }
}
