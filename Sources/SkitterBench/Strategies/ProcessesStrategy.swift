import SkitterCore
import Subprocess
import SkitterLock

/// Worker processes, each with a session of its own.
///
/// Processes share nothing, so nothing needs protection, and each has a core for itself if there is one. What they
/// need to know goes through pipes: a worker reads numbers of downloads from its standard input, and each line it
/// writes is a download that has ended. It gets as many numbers as it may have in flight, and then one more for each
/// answer, so that a fast worker takes over what a slow one cannot.
package struct ProcessesStrategy: Strategy {
    private let program: Program

    /// Workers are started as `program` in the role ``BenchRole/worker``.
    package init(program: Program) {
        self.program = program
    }

    package func run(_ job: CellJob, log: DownloadLog) async {
        let queue = Locked(DownloadQueue(count: job.downloads))
        let take: @Sendable () -> Int? = { queue.withLock { $0.take() } }
        await withDiscardingTaskGroup { group in
            for inFlight in job.shares {
                group.addTask { await self.runWorker(job, inFlight: inFlight, take: take, log: log) }
            }
        }
        while let number = take() {
            log.add(Download(number: number, latency: .zero, outcome: .failed("no worker process was left")))
        }
    }

    /// Runs one worker to its end and logs an end for each download it was given, even if the worker dies.
    private func runWorker(
        _ job: CellJob, inFlight: Int, take: @Sendable () -> Int?, log: DownloadLog
    ) async {
        var unanswered: Set<Int> = []
        var farewell: WorkerFarewell?
        var ending: String
        do {
            let result = try await Subprocess.run(
                self.program.executable, arguments: self.program.arguments(for: .worker),
                environment: self.program.environment, input: .inputWriter, output: .sequence,
                error: .currentStandardError
            ) { worker in
                _ = try? await worker.standardInputWriter.write(job.json() + "\n")
                for _ in 0..<inFlight {
                    await self.giveNext(to: worker.standardInputWriter, take: take, unanswered: &unanswered)
                }
                for try await line in worker.standardOutput.lines {
                    if let download = Download(line: line) {
                        unanswered.remove(download.number)
                        log.add(download)
                        await self.giveNext(to: worker.standardInputWriter, take: take, unanswered: &unanswered)
                    } else if let last = WorkerFarewell(line: line) {
                        farewell = last
                    }
                }
            }
            ending = "the worker process \(result.terminationStatus.inWords) before it answered"
        } catch {
            ending = "no worker process: \(error)"
        }
        log.add(worker: farewell)
        for number in unanswered.sorted() {
            log.add(Download(number: number, latency: .zero, outcome: .failed(ending)))
        }
    }

    /// Gives the worker one more download, or, when none is left, lets it see the end of its input. A worker that is
    /// dead cannot be written to; what it was given stays in `unanswered`.
    private func giveNext(
        to worker: StandardInputWriter, take: @Sendable () -> Int?, unanswered: inout Set<Int>
    ) async {
        if let number = take() {
            unanswered.insert(number)
            _ = try? await worker.write("\(number)\n")
        } else {
            try? await worker.finish()
        }
    }
}
