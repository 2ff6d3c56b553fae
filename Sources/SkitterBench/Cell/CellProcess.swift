/// The command's end of a cell: starts the process, gives it its job, and believes of its costs only the kernel.
struct CellProcess: Sendable {
    let program: Program

    /// Runs `cell` to its end; `tell` hears of each download when its line comes.
    func measure(_ cell: BenchCell, job: CellJob, tell: (Download) -> Void) async -> CellMeasurement {
        var record = CellRecord(expected: job.downloads)
        var usage = ProcessUsage()
        var problem: String?
        do {
            for await event in MeasuredProcess.run(self.program, as: .cell, line: try job.json()) {
                switch event {
                case .line(let line):
                    if let download = record.lineReceived(line) { tell(download) }
                case .ended(let ending, let costs):
                    usage = costs
                    if ending != .exited(0) { problem = "its process \(ending.inWords)" }
                case .failed(let why):
                    problem = "its process could not be started: \(why)"
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
}
