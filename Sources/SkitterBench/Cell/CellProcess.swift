/// The command's end of a cell: starts the process, gives it its job, and believes of its costs only the kernel.
struct CellProcess: Sendable {
    let program: Program

    /// What is told of the process: its lines, then its end.
    private enum Event: Sendable {
        case line(String)
        case ended(ChildEnding, ProcessUsage)
        case failed(ChildFailure)
    }

    /// Runs `cell` to its end; `tell` hears of each download when its line comes.
    func measure(_ cell: BenchCell, job: CellJob, tell: (Download) -> Void) async -> CellMeasurement {
        var record = CellRecord(expected: job.downloads)
        var usage = ProcessUsage()
        var problem: String?
        do {
            for await event in self.events(line: try job.json()) {
                switch event {
                case .line(let line):
                    if let download = record.lineReceived(line) { tell(download) }
                case .ended(let ending, let costs):
                    usage = costs
                    if ending != .exited(0) { problem = "its process \(ending.inWords)" }
                case .failed(let failure):
                    problem = "its process could not be started: \(failure)"
                }
            }
        } catch {
            problem = "its job could not be written: \(error)"
        }
        if problem == nil, record.result == nil { problem = "its process ended without a result" }
        for download in record.end(because: problem ?? "it was never made") { tell(download) }
        return CellMeasurement(
            cell: cell, sites: job.sites.map(\.url), downloads: record.downloads, result: record.result, usage: usage,
            problem: problem)
    }

    /// Starts the process, gives it its line, and tells what becomes of it.
    private func events(line: String) -> AsyncStream<Event> {
        let (events, teller) = AsyncStream.makeStream(of: Event.self)
        // Reading and waiting hold a thread; none of those on which tasks run.
        OSThread.detached {
            defer { teller.finish() }
            do throws(ChildFailure) {
                var child = try ChildProcess(self.program, as: .cell)
                // Its input stays open until its end: it ends itself when we are gone.
                child.write(line + "\n")
                var lines = LineSplitter()
                var buffer = [UInt8](repeating: 0, count: ChildProcess.pieceBytes)
                while child.read(&lines, &buffer, tell: { teller.yield(.line($0)) }) {}
                let (ending, usage) = child.end()
                teller.yield(.ended(ending, usage))
            } catch {
                teller.yield(.failed(error))
            }
        }
        return events
    }
}
