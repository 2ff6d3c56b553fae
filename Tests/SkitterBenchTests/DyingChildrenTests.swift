import FoundationEssentials
import SkitterBench
import SkitterCore
import SkitterTesting
import SkitterDigest
import Testing

/// A SHA-256 as a line has it.
private let hex = Digest.sample().hexadecimal

/// Children that do not do what they should: each download still gets exactly one outcome.
@Suite(.timeLimit(.minutes(Patience.minutes(1))), .serialized) struct DyingChildrenTests {
    init() {
        StandardOutput.ignoreBrokenPipes()
    }

    /// Runs `body` with a program that is the shell script `script`.
    private func withProgram<Result>(_ script: String, _ body: (Program) async throws -> Result) async throws -> Result
    {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "skitter-bench-\(UInt64.random(in: 0 ... .max)).sh")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
        return try await body(Program(path: file.path))
    }

    private func runProcesses(_ script: String) async throws -> DownloadLog {
        let job = try CellJob.sample(.processes, copies: 10, concurrency: 4, processes: 2)
        let log = DownloadLog(expected: job.downloads)
        try await self.withProgram(script) { await ProcessesStrategy(program: $0).run(job, log: log) }
        #expect(log.downloads.map(\.number).sorted() == Array(0..<10))
        return log
    }

    @Test func workersThatAnswerShareTheWork() async throws {
        let log = try await self.runProcesses(
            "read job; while read n; do echo \"$n 5 read 200 7 \(hex)\"; done; echo \"peak 1000 4\"")
        #expect(log.downloads.allSatisfy { $0.outcome == .read(bytes: 7, status: 200, digest: .sample()) })
        #expect(
            log.workers == [WorkerFarewell(peakBytes: 1000, threads: 4), WorkerFarewell(peakBytes: 1000, threads: 4)])
    }

    @Test func whatADeadWorkerWasGivenHasFailed() async throws {
        let log = try await self.runProcesses("read job; read n; echo \"$n 5 read 200 7 \(hex)\"; exit 3")
        #expect(log.downloads.count { $0.outcome == .read(bytes: 7, status: 200, digest: .sample()) } == 2)
        let ending = "the worker process ended with exit code 3 before it answered"
        #expect(log.downloads.contains { $0.outcome == .failed(ending) })
        #expect(log.workers == [nil, nil])
    }

    @Test func aWorkerKilledByASignalIsNamed() async throws {
        let log = try await self.runProcesses("read job; kill -9 $$")
        #expect(
            log.downloads.contains {
                $0.outcome == .failed("the worker process was ended by signal 9 (Killed) before it answered")
            })
    }

    @Test func aProgramThatIsNotThereFailsEveryDownload() async throws {
        let job = try CellJob.sample(.processes, copies: 10, concurrency: 4, processes: 2)
        let log = DownloadLog(expected: job.downloads)
        await ProcessesStrategy(program: Program(path: "/nonexistent/skitter")).run(job, log: log)
        #expect(log.downloads.map(\.number).sorted() == Array(0..<10))
        for download in log.downloads {
            #expect(download.outcome == .failed("no worker process was left"))
        }
        #expect(log.workers == [nil, nil])
    }

    private func runCell(_ script: String) async throws -> CellMeasurement? {
        var configuration = BenchConfiguration()
        configuration.sites = [try CrawlURL("http://a.example/")]
        configuration.copies = 3
        configuration.strategies = [.async]
        return try await self.withProgram(script) { program in
            let run = try BenchRun(configuration, program: program, cores: 2, tellsAtOnce: false)
            return await run.measure { _ in }.first
        }
    }

    @Test func aCellTellsItsDownloadsAndItsResult() async throws {
        let measurement = try await self.runCell(
            "read job; for n in 2 0 1; do echo \"$n 5 read 200 7 \(hex)\"; done; echo '{\"nanoseconds\":1000,\"peakBytes\":4096,\"threads\":5}'"
        )
        #expect(measurement?.downloads.map(\.number) == [2, 0, 1])
        #expect(measurement?.time == .microseconds(1))
        #expect(measurement?.peakBytes == 4096)
        #expect(measurement?.problem == nil)
    }

    @Test func aCellThatDiesHasAProblemAndNoTime() async throws {
        let measurement = try await self.runCell("read job; echo \"1 5 read 200 7 \(hex)\"; exit 5")
        #expect(measurement?.readCount == 1)
        #expect(measurement?.downloads.map(\.number) == [1, 0, 2])
        #expect(measurement?.time == nil)
        #expect(measurement?.problem == "its process ended with exit code 5")
    }

    @Test func aCellIsChargedForItselfAndWhatItWaitedForAndNothingElse() async throws {
        // Some hundred thousand turns of a loop, in a child of the cell; the other cell has none.
        let loop = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"
        let busy = try await self.runCell("read job; (\(loop)); exit 0")
        let idle = try await self.runCell("read job; exit 0")
        let (much, little) = (try #require(busy).usage, try #require(idle).usage)
        #expect(much.user > .zero)
        #expect(much.processor > little.processor * 5)
        #expect(little.voluntarySwitches > 0)
    }

    @Test func aProgramThatCannotBeStartedIsAProblem() async throws {
        var configuration = BenchConfiguration()
        configuration.sites = [try CrawlURL("http://a.example/")]
        configuration.copies = 2
        configuration.strategies = [.async]
        let run = try BenchRun(
            configuration, program: Program(path: "/nonexistent/worker"), cores: 2, tellsAtOnce: false)
        let measurement = await run.measure { _ in }.first
        #expect(measurement?.problem == "its process could not be started: No such file or directory")
        #expect(measurement?.downloads.map(\.number) == [0, 1])
    }

    @Test func aCellThatSaysNothingHasAProblem() async throws {
        let measurement = try await self.runCell("exit 0")
        #expect(measurement?.problem == "its process ended without a result")
        #expect(measurement?.readCount == 0)
    }
}
