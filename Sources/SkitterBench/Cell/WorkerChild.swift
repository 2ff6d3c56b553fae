/// The worker's end of the pipes of ``ProcessesStrategy``: numbers of downloads in, downloads out, until the input ends.
///
/// Numbers that come while as much is in flight as the job says wait.
package struct WorkerChild: Sendable {
    private let job: CellJob
    private let session: any BenchSession
    private let work: PageWork
    private let threads = ThreadCount()

    /// A worker for downloads of `job` through one session.
    package init(job: CellJob, session: any BenchSession) {
        self.job = job
        self.session = session
        self.work = PageWork(job.work)
    }

    /// Makes the downloads whose numbers come as `lines` and tells each through `answer`.
    package func run(lines: some AsyncSequence<String, Never>, answer: @escaping @Sendable (String) -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            var inFlight = 0
            for await line in lines {
                guard let number = Int(line), (0..<self.job.downloads).contains(number) else { continue }
                if inFlight >= self.job.concurrency {
                    await group.next()
                    inFlight -= 1
                }
                inFlight += 1
                group.addTask {
                    let download = self.work.finish(await self.session.fetchPage(number, of: self.job))
                    self.threads.look()
                    answer(download.line)
                }
            }
        }
    }

    /// Runs a worker on this process's standard input and output: the subcommand ``BenchRole/worker``.
    package static func main(makeSession: JobSessionMaker) async throws {
        guard let first = readLine() else { throw BenchError("A worker is started by 'skitter bench', not by hand.") }
        let job = try CellJob(json: first)
        let worker = WorkerChild(job: job, session: makeSession(job))
        await worker.run(lines: StandardInput.lines()) { StandardOutput.write($0 + "\n") }
        guard let peak = ProcessMemory.peakBytes, let threads = worker.threads.most else { return }
        StandardOutput.write(WorkerFarewell(peakBytes: peak, threads: threads).line + "\n")
    }
}
