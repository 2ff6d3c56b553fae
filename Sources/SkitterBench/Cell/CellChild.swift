/// One measurement, in a process of its own: the subcommand ``BenchRole/cell``.
package enum CellChild {
    /// Reads a job from standard input, does it with sessions of `makeSession`, and writes one line for each download and a
    /// ``CellResult`` at the end.
    package static func main(makeSession: @escaping JobSessionMaker) async throws {
        guard let line = readLine() else { throw BenchError("A cell is started by 'skitter bench', not by hand.") }
        var job = try CellJob(json: line)
        StandardInput.exitAtEnd()
        // A write to a worker that has died shall fail, not end this process.
        StandardOutput.ignoreBrokenPipes()

        let tell: @Sendable (Download) -> Void = { StandardOutput.write($0.line + "\n") }
        let log = DownloadLog(expected: job.downloads, tell: job.tellsAtOnce ? tell : nil)
        let strategy = job.makeStrategy(program: .current, makeSession: makeSession)
        var start = ContinuousClock.now
        if job.ratePerSecond != nil {
            start = start.advanced(by: CellJob.leadTime)
            job.scheduleStart = start
        }
        await strategy.run(job, log: log)
        let seconds = start.duration(to: .now)

        if !job.tellsAtOnce {
            StandardOutput.write(log.downloads.map { $0.line + "\n" }.joined())
        }
        let result = CellResult(
            time: seconds, peakBytes: self.sum(ProcessMemory.peakBytes, log.workers.map(\.?.peakBytes)),
            threads: self.sum(log.threads.most, log.workers.map(\.?.threads)))
        StandardOutput.write(try result.json() + "\n")
    }

    /// The figure of this process and those of its workers together; nil where one did not tell.
    private static func sum(_ own: Int?, _ workers: [Int?]) -> Int? {
        workers.reduce(own) { sum, figure in
            guard let sum, let figure else { return nil }
            return sum + figure
        }
    }
}
