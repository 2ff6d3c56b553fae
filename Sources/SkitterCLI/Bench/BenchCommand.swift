internal import ArgumentParser
internal import FoundationEssentials
internal import Skitter
internal import SkitterBench
internal import SkitterCore
internal import SkitterFetchProcess

/// `skitter bench`: a fixed list of sites, N copies of it, downloaded by every strategy, side by side.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Download a fixed list of sites by several strategies and compare them.",
        discussion: """
            skitter bench                             80 pages of our own server
            skitter bench --rounds 5 --svg bench.svg  medians, intervals, a figure
            skitter bench --transport urlsession,curl -c 1,5,16 --latency 0,50ms
            skitter bench -i sites.txt -n 5           real sites

            sync downloads one after another, threads by a pool of threads, async by tasks, processes by worker \
            processes; actor is async with one actor for all that is computed. Each runs in a fresh process, so that \
            what it costs is its own. docs/benchmark-mode.md is the lesson.

            Exit codes: 0 every body was the same for all; 2 wrong usage; 4 no site could be reached; 9 a URL gave \
            different bodies, or failed, for some downloads; 10 a condition of --fail-if holds.
            """)

    @OptionGroup(title: "What is downloaded")
    var input: BenchInputOptions

    @OptionGroup(title: "How it is downloaded")
    var plan: BenchPlanOptions

    @OptionGroup(title: "What is told")
    var output: BenchOutputOptions

    func run() async throws {
        StandardOutput.ignoreBrokenPipes()
        let gate = try self.output.gate()
        let destinations = try self.output.destinations()
        var configuration: BenchConfiguration
        let program: Program
        do throws(BenchError) {
            configuration = try self.plan.configuration()
            configuration.copies = self.input.copies
            configuration.userAgent = "Skitter/\(SkitterVersion.current) (+https://skitter.invalid/)"
            // Sites come later; all else is to be complained of before a list is read or a server is started.
            configuration.lists = try self.input.standIns()
            try configuration.validate()
            try gate.validate(BenchPlan(configuration))
            program = Program(path: try self.worker().path)
        } catch {
            throw CommandFailure(.usage, error.message)
        }
        let sites = try self.input.sites()
        if sites.isEmpty {
            try await self.compareOnOwnServers(configuration, program, gate, destinations)
        } else {
            configuration.lists = [SiteList(sites: sites)]
            try await self.compare(configuration, program, gate, destinations)
        }
    }

    /// Without a site: the first page of the fixture web, from servers in processes of their own, one for each list.
    private func compareOnOwnServers(
        _ configuration: BenchConfiguration, _ program: Program, _ gate: BenchGate, _ destinations: BenchDestinations
    ) async throws {
        try await OwnServers.run(configuration.lists.compactMap(\.latency)) { lists in
            for list in lists {
                let delay = list.latency.map(\.answeredText) ?? ""
                let site = list.sites.first?.href ?? ""
                Terminal.say("No site given: using \(site), a server of our own that answers \(delay).")
            }
            var configuration = configuration
            configuration.lists = lists
            try await self.compare(configuration, program, gate, destinations)
        }
    }

    /// The program that the measured processes run: the one that has URLSession, and libcurl too.
    private func worker() throws(BenchError) -> WorkerProgram {
        do throws(WorkerMissing) { return try WorkerProgram.find() } catch { throw BenchError(error.description) }
    }

    /// Measures every case, tells what came of it, and ends with the exit code of the comparison.
    private func compare(
        _ configuration: BenchConfiguration, _ program: Program, _ gate: BenchGate, _ destinations: BenchDestinations
    ) async throws {
        let run: BenchRun
        do throws(BenchError) {
            run = try BenchRun(
                configuration, program: program, cores: ProcessInfo.processInfo.activeProcessorCount,
                tellsAtOnce: self.output.verbose)
        } catch {
            throw CommandFailure(.usage, error.message)
        }
        let machine = BenchMachine.current
        let started = Terminal.wallMicroseconds
        let printer = BenchPrinter(
            plan: run.plan, verbose: self.output.verbose, tellsOnOutput: destinations.standardOutput == .table)
        let measurements = await run.measure { printer.tell($0) }
        var result = BenchResult(
            configuration, machine: machine, programVersion: SkitterVersion.current, startedMicroseconds: started,
            measurements: measurements)
        result.baseline = gate.baseline
        printer.tell(result)
        try destinations.write(result)
        let exitCode = printer.tellVerdict(of: result)
        if exitCode != 0 { throw ExitCode(exitCode) }
        let broken: [String]
        do throws(BenchError) { broken = try gate.judge(result) } catch {
            throw CommandFailure(.usage, error.message)
        }
        if !broken.isEmpty { throw CommandFailure(.benchThreshold, "failed, since " + broken.joined(separator: "; ")) }
    }
}
