import SkitterCore
import SkitterLock

/// Worker processes, each with a session of its own.
///
/// Processes share nothing, so nothing needs protection, and each has a core for itself if there is one. What they
/// need to know goes through pipes: a worker reads numbers of downloads from its standard input, and each line it
/// writes is a download that has ended. It gets as many numbers as it may have in flight, and more whenever one of them has
/// ended: first many at a time, for each message costs something, and towards the end one by one, so that a fast worker takes
/// over what a slow one cannot.
package struct ProcessesStrategy: Strategy {
    private let program: Program

    /// Workers are started as `program` in the role ``BenchRole/worker``.
    package init(program: Program) {
        self.program = program
    }

    package func run(_ job: CellJob, log: DownloadLog) async {
        let queue = Locked(DownloadQueue(count: job.downloads))
        let take: Take = { least in
            queue.withLock { $0.take(upTo: max(least, min(Self.longestMessage, $0.left / Self.shares))) }
        }
        await withDiscardingTaskGroup { group in
            for inFlight in job.shares {
                // A thread for each worker: all it does is to wait for answers.
                group.addTask { await OSThread.run { self.runWorker(job, inFlight: inFlight, take: take, log: log) } }
            }
        }
        for number in take(.max) {
            log.add(Download(number: number, latency: .zero, outcome: .failed("no worker process was left")))
        }
    }

    /// Takes so many downloads from the queue, or more; fewer where there are no more.
    private typealias Take = @Sendable (_ least: Int) -> Range<Int>

    /// Runs one worker to its end and logs an end for each download it was given, even if the worker dies.
    private func runWorker(_ job: CellJob, inFlight: Int, take: Take, log: DownloadLog) {
        var unanswered: Set<Int> = []
        var farewell: WorkerFarewell?
        let ending: String
        do {
            var job = job
            job.concurrency = inFlight
            var worker = try ChildProcess(self.program, as: .worker)
            worker.write(try job.json() + "\n")
            self.giveMore(to: &worker, inFlight: inFlight, take: take, unanswered: &unanswered)
            var lines = LineSplitter()
            var buffer = [UInt8](repeating: 0, count: ChildProcess.pieceBytes)
            let hear = { (line: String) in
                if let download = Download(line: line) {
                    unanswered.remove(download.number)
                    log.add(download)
                } else if let last = WorkerFarewell(line: line) {
                    farewell = last
                }
            }
            while worker.read(&lines, &buffer, tell: hear) {
                self.giveMore(to: &worker, inFlight: inFlight, take: take, unanswered: &unanswered)
            }
            ending = "the worker process \(worker.end().ending.inWords) before it answered"
        } catch {
            ending = "no worker process: \(error)"
        }
        log.add(worker: farewell)
        for number in unanswered.sorted() {
            log.add(Download(number: number, latency: .zero, outcome: .failed(ending)))
        }
    }

    /// Gives the worker more downloads where it has fewer than it may have in flight, or, when none is left, lets it see the
    /// end of its input. A worker that is dead reads nothing; what it was given stays in `unanswered`.
    private func giveMore(
        to worker: inout ChildProcess, inFlight: Int, take: Take, unanswered: inout Set<Int>
    ) {
        guard unanswered.count < inFlight else { return }
        let numbers = take(inFlight - unanswered.count)
        guard !numbers.isEmpty else { return worker.endInput() }
        unanswered.formUnion(numbers)
        worker.write(numbers.map { "\($0)\n" }.joined())
    }

    /// A message holds at most this part of what is left, and this many numbers.
    private static let shares = 64
    private static let longestMessage = 256
}
