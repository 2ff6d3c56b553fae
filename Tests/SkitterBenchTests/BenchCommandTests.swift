import FoundationEssentials
import SkitterBench
import SkitterTesting
import Subprocess
import SystemPackage
import Testing

enum BuiltProgram {
    /// The program beside the tests, where a build puts it.
    static let path: String? = {
        let link =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let path = FilePath(link).removingLastComponent().appending("skitter").string
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()
}

/// The real program against a server in this process.
@Suite(
    .timeLimit(.minutes(Patience.minutes(2))), .serialized,
    .enabled(if: BuiltProgram.path != nil, "skitter is not built"))
struct BenchCommandTests {
    struct Outcome {
        var exit: TerminationStatus
        var output: String
        var errors: String
        /// The lines of the tables by strategy: those of the second behind those of the first.
        var rows: [String: [Substring]] {
            let table = self.output.split(separator: "\n").drop { !$0.hasPrefix("strategy") }.dropFirst()
            return Dictionary(
                table.map { ($0.split(separator: " ")[0].description, $0.split(separator: " ")) },
                uniquingKeysWith: +
            ).filter { $0.key != "strategy" }
        }

        /// The cells in the order in which they were measured.
        var turns: [String] {
            self.errors.split(separator: "\n").filter { $0.hasSuffix(" ...") }.map { String($0.dropLast(4)) }
        }
    }

    private func bench(_ arguments: String..., input: String = "") async throws -> Outcome {
        try await self.bench(arguments, input: input)
    }

    private func bench(_ arguments: [String], input: String = "") async throws -> Outcome {
        let program = try #require(BuiltProgram.path)
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(["bench"] + arguments), input: .string(input),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return Outcome(exit: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    @Test func everyStrategyDownloadsTheWholeListAndReadsTheSame() async throws {
        let server = try TestServer { target, _ in .response(length: target == "/a" ? 1000 : 70_000) }
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/a", "\(server.origin)/b", "-n", "15", "-c", "3")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(server.targets.count { $0 == "/a" } == 4 * 15)
        #expect(server.targets.count { $0 == "/b" } == 4 * 15)
        for strategy in ["sync", "threads", "async", "processes"] {
            #expect(
                outcome.output.split(separator: "\n").contains {
                    $0.hasPrefix("Downloaded 30 sites in ") && $0.hasSuffix(" seconds (\(strategy))")
                })
            // Name, seconds, pages a second, speed-up; name and seven figures of what it cost; name and four latencies.
            #expect(outcome.rows[strategy]?.count == 4 + 8 + 5)
        }
        #expect(outcome.rows["sync"]?[3] == "1.00")
        for strategy in ["sync", "threads", "async", "processes"] {
            let figures = outcome.rows[strategy]?.dropFirst(5).prefix(7).compactMap { Double($0) } ?? []
            // Processor time, memory, threads and switches are those of a real process.
            #expect(figures.count == 7)
            #expect(figures[0] > 0 && figures[3] > 1 && figures[4] >= 2 && figures[5] > 0)
        }
        // One connection for sync, and no more than three for each of the others: connections are kept open.
        #expect(server.connectionCount <= 1 + 3 * 3)
    }

    @Test func verboseTellsEachDownload() async throws {
        let server = try TestServer { _, _ in .response(length: 1234) }
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/a", "-n", "4", "-v", "--rounds", "2", "--warm-up", "0")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(
            outcome.output.split(separator: "\n").count { $0 == "Read 1234 bytes from \(server.origin)/a" } == 4 * 4 * 2
        )
        #expect(server.targets.count == 32)
    }

    @Test func redirectsAreFollowedAndTheFinalBodyCounts() async throws {
        let server = try TestServer { target, _ in
            target == "/from"
                ? .response(status: "302 Found", length: 10, fields: "Location: to\r\n") : .response(length: 4321)
        }
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/from", "-n", "2", "-v")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(outcome.output.contains("Read 4321 bytes from \(server.origin)/from\n"))
        #expect(server.targets.count { $0 == "/from" } == 8)
        #expect(server.targets.count { $0 == "/to" } == 8)
    }

    @Test func aURLThatChangesIsNamedAndTheExitCodeIsNine() async throws {
        let server = try TestServer { target, number in .response(length: target == "/b" ? 100 + number : 100) }
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/a", "\(server.origin)/b", "-n", "2")
        #expect(outcome.exit == .exited(9))
        #expect(outcome.errors.contains("  \(server.origin)/b: sync "))
        #expect(!outcome.errors.contains("  \(server.origin)/a: "))
        #expect(outcome.rows.count == 4)
    }

    @Test func bodiesOfOneLengthThatDifferAreTold() async throws {
        let server = try TestServer { _, number in .response(length: 100, letter: number == 5 ? "y" : "x") }
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/a", "-n", "3", "--strategies", "sync,async")
        #expect(outcome.exit == .exited(9))
        #expect(outcome.errors.contains("100 bytes of SHA-256 "))
        #expect(outcome.errors.contains("Error: the downloads of a URL were not all equal:"))
    }

    @Test func bothTransportsReadTheSameInEveryStrategy() async throws {
        let server = try TestServer { target, _ in .response(length: target == "/a" ? 1000 : 70_000) }
        defer { server.stop() }
        let strategies = ["sync", "threads", "async", "actor", "processes"]
        let outcome = try await self.bench(
            "\(server.origin)/a", "\(server.origin)/b", "-n", "10", "--transport", "urlsession,curl", "--strategies",
            strategies.joined(separator: ","), "--work", "mixed")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(server.targets.count == 2 * strategies.count * 20)
        #expect(outcome.turns == strategies.map { "\($0)/urlsession" } + strategies.map { "\($0)/curl" })
        #expect(outcome.rows.count == 10)
        // What is sent is the same, but for the order of the fields and what a session must send itself.
        #expect(server.agents.count == 1)
    }

    @Test func roundsAreWarmedUpAndInterleaved() async throws {
        let server = try TestServer { _, _ in .response(length: 10) }
        defer { server.stop() }
        let outcome = try await self.bench(
            "\(server.origin)/a", "-n", "2", "--rounds", "3", "--strategies", "sync,async")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(
            outcome.turns == [
                "sync, warm-up", "async, warm-up", "sync, round 1 of 3", "async, round 1 of 3", "async, round 2 of 3",
                "sync, round 2 of 3", "sync, round 3 of 3", "async, round 3 of 3",
            ])
        // Each strategy: two copies in four rounds, that of the warm-up among them.
        #expect(server.targets.count == 2 * 2 * 4)
        #expect(outcome.output.split(separator: "\n").count { $0.hasPrefix("Downloaded 2 sites in ") } == 2)
    }

    @Test(arguments: ["sync", "threads", "async", "actor", "processes"], ["urlsession", "curl"])
    func aStrategyMakesOneRequestForEachDownload(strategy: String, transport: String) async throws {
        let server = try TestServer { _, _ in .response(length: 10) }
        defer { server.stop() }
        let outcome = try await self.bench(
            "\(server.origin)/a", "-n", "7", "--rounds", "2", "--strategies", strategy, "--transport", transport)
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        // Seven copies in two rounds and one of warm-up, over five connections in each at most.
        #expect(server.targets.count == 7 * 3)
        #expect(server.connectionCount <= 5 * 3)
    }

    @Test func everyFormatIsWrittenAndSaysTheSame() async throws {
        let server = try TestServer { _, _ in .response(length: 10) }
        defer { server.stop() }
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "skitter-formats-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let formats = ["json", "markdown", "svg", "html"]
        let outcome = try await self.bench(
            ["\(server.origin)/a", "-n", "2", "--csv", "-"]
                + formats.flatMap { ["--\($0)", folder.appending(path: $0).path] })
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        // Standard output holds CSV and nothing else.
        let lines = outcome.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(lines.count == 5)
        let column = try #require(lines.first?.firstIndex { $0 == "seconds" })
        let texts = try formats.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
        for line in lines.dropFirst() {
            for (format, text) in zip(formats, texts) { #expect(text.contains(line[column]), "\(format)") }
        }
    }

    @Test func aConditionThatHoldsIsExitCodeTen() async throws {
        let server = try TestServer { _, _ in .response(length: 10) }
        defer { server.stop() }
        let file = FileManager.default.temporaryDirectory.appending(
            path: "skitter-baseline-\(UInt64.random(in: 0 ... .max)).json"
        ).path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let arguments = ["\(server.origin)/a", "-n", "3", "--strategies", "sync,async"]
        let first = try await self.bench(arguments + ["--json", file, "--fail-if", "async.seconds < 0"])
        #expect(first.exit == .exited(0), "\(first.errors)")
        let baseline = ["--baseline", file]
        let second = try await self.bench(
            arguments + baseline + ["--fail-if", "async.peak < 0", "--fail-if", "sync.peak > 0.001*baseline"])
        #expect(second.exit == .exited(10))
        #expect(second.errors.contains("skitter: failed, since 'sync.peak > 0.001*baseline' holds: "))
        #expect(!second.errors.contains("async.peak < 0"))
        #expect(second.output.contains("seconds before"))
        let wrong = try await self.bench(arguments + ["--fail-if", "async.p50 > 2*baseline"])
        #expect(wrong.exit == .exited(2))
        #expect(wrong.errors.contains("name one with --baseline FILE"))
        #expect(server.targets.count == 2 * 2 * 3)
        let own = try await self.bench("-n", "1", "--strategies", "async", "--fail-if", "async.threads > 0")
        #expect(own.exit == .exited(10))
    }

    @Test func aFileThatCannotBeWrittenIsSaidBeforeAnythingIsMeasured() async throws {
        let server = try TestServer { _, _ in .response(length: 10) }
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/a", "--json", "/nonexistent/folder/x.json")
        #expect(outcome.exit == .exited(3))
        #expect(outcome.errors.contains("/nonexistent/folder/x.json cannot be written: No such file"))
        #expect(server.targets.isEmpty)
    }

    @Test func ownServersOfSeveralLatenciesAreCompared() async throws {
        let outcome = try await self.bench(
            "-n", "4", "--latency", "0,5ms", "--strategies", "sync,async", "--transport", "curl")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(outcome.turns == ["sync/0ms", "async/0ms", "sync/5ms", "async/5ms"])
    }

    @Test func aConditionNamesTheServerByItsLatency() async throws {
        let outcome = try await self.bench(
            "-n", "2", "--latency", "0,5ms", "--strategies", "async", "--fail-if", "async/5ms.p50 > 1")
        #expect(outcome.exit == .exited(10), "\(outcome.errors)")
        #expect(outcome.errors.contains("'async/5ms.p50 > 1' holds: "))
    }

    @Test(arguments: ["sync", "threads", "async", "processes"])
    func latenciesOfAnOpenLoopCountFromWhenTheyWereDue(strategy: String) async throws {
        // Ten are due in the first tenth of a second; at one after another, 20 ms each, the last ends after two.
        let outcome = try await self.bench("-n", "10", "-c", "1", "--open-loop", "100", "--strategies", strategy)
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        let slowest = outcome.rows[strategy]?.last.flatMap { Double($0) }
        #expect((slowest ?? 0) >= 100)
    }

    @Test func aSiteThatCannotBeReachedFailsAndTheRestIsMeasured() async throws {
        let server = try TestServer { _, _ in .response(length: 100) }
        let dead = try TestServer { _, _ in "" }
        dead.stop()
        defer { server.stop() }
        let outcome = try await self.bench("\(server.origin)/a", "\(dead.origin)/", "-n", "3")
        #expect(outcome.exit == .exited(9))
        #expect(server.targets.count == 12)
        #expect(outcome.output.contains("Downloaded 3 of 6 sites in "))
        #expect(outcome.errors.contains("Error: threads: \(dead.origin)/: connect: "))
    }

    @Test(arguments: [["-n", "5"], ["-n", "6", "--yes"]])
    func fewCopiesOfALiveSiteAreTaken(arguments: [String]) async throws {
        // A name that never resolves (RFC 6761, section 6.4).
        let outcome = try await self.bench(["http://site.invalid/", "--strategies", "async"] + arguments)
        #expect(outcome.exit == .exited(4), "\(outcome.errors)")
    }

    @Test func nothingReachableIsSaidForEachStrategy() async throws {
        let dead = try TestServer { _, _ in "" }
        dead.stop()
        let outcome = try await self.bench("\(dead.origin)/", "-n", "3")
        #expect(outcome.exit == .exited(4))
        for strategy in ["sync", "threads", "async", "processes"] {
            #expect(outcome.errors.contains("\(strategy): none of the 3 downloads succeeded"))
        }
    }

    @Test func withoutASiteTheProgramServesOneItselfAndShowsTheLesson() async throws {
        let outcome = try await self.bench("-n", "20", "-c", "4")
        #expect(outcome.exit == .exited(0), "\(outcome.errors)")
        #expect(outcome.errors.contains("a server of our own that answers after 20ms"))
        // Twenty answers of 20 ms one after another take 0.4 s at least, however fast the machine is.
        let seconds = outcome.rows["sync"].flatMap { Double($0[1]) }
        #expect((seconds ?? 0) >= 0.4)
        #expect(outcome.rows.count == 4)
    }

    @Test func aListComesFromStandardInputAndItsBadLineIsNamed() async throws {
        let server = try TestServer { _, _ in .response(length: 100) }
        defer { server.stop() }
        let outcome = try await self.bench(
            "-i", "-", "-n", "3", "--strategies", "async", input: "# list\nhttp://[nonsense\n\(server.origin)/a\n")
        #expect(outcome.exit == .exited(0))
        #expect(outcome.errors.contains("standard input, line 2: 'http://[nonsense' is not a URL to fetch"))
        #expect(outcome.rows.keys.sorted() == ["async"])
        #expect(server.targets == ["/a", "/a", "/a"])
    }

    @Test(arguments: [
        (["http://[nonsense"], "no site is left"), (["-i", "/nonexistent/list"], "/nonexistent/list cannot be read"),
        (["http://127.0.0.1/", "-n", "0"], "-n is 0"),
        (["http://127.0.0.1/", "--strategies", "fast"], "sync, threads, async, actor, processes"),
        (["http://127.0.0.1/", "-c", "1,x"], "-c is '1,x'"), (["--latency", "20"], "--latency is '20'"),
        (["http://127.0.0.1/", "--fail-if", "async.speed > 1"], "'async.speed' names no figure"),
        (["http://127.0.0.1/", "--baseline", "/nonexistent/x"], "/nonexistent/x cannot be read"),
        (["http://site.invalid/", "-n", "6"], "site.invalid would be asked for 6 pages"),
        (["http://site.invalid/a", "http://site.invalid/b", "-n", "3", "--server", "live"], "for 6 pages"),
        (["--server", "live"], "--server live needs a site"),
        (["--server", "own", "http://site.invalid/"], "http://site.invalid/ is not on it"),
        (["http://127.0.0.1/", "--format", "csv", "--json", "-"], "one format, not csv and json"),
        (["--latency", "0,1ms,2ms,3ms,4ms,5ms,6ms,7ms,8ms"], "--latency has 9 elements"),
        (["--fail-if", "async/5ms.p50 > 1"], "no strategy of this run is called 'async/5ms'"),
        (["--latency", "0,5ms", "--fail-if", "async.p50 > 1"], "could be each of async/urlsession/c5/0ms"),
        (["http://127.0.0.1/", "--fail-if", "async/20ms.p50 > 1"], "no strategy of this run is called 'async/20ms'"),
    ])
    func wrongUsageIsASentenceAndExitCodeTwo(arguments: [String], words: String) async throws {
        let outcome = try await self.bench(arguments)
        #expect(outcome.exit == .exited(2))
        #expect(outcome.errors.contains(words))
        #expect(!outcome.errors.contains("a server of our own"))
        #expect(outcome.output.isEmpty)
    }
}
