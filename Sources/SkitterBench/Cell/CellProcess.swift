import Subprocess

/// The command's end of a cell: starts the process, gives it its job, and believes of its costs only the kernel.
///
/// One cell runs at a time, and no other child of this process may end meanwhile (a server of our own lives until the last
/// cell is measured): the kernel's figures are those of all children together that have ended.
struct CellProcess: Sendable {
    let program: Program

    /// Runs `cell` to its end; `tell` hears of each download when its line comes.
    func measure(_ cell: BenchCell, job: CellJob, tell: (Download) -> Void) async -> CellMeasurement {
        var record = CellRecord(expected: job.downloads)
        var problem: String?
        let before = ProcessUsage.ofChildren
        do {
            let line = try job.json()
            let ended = try await Subprocess.run(
                self.program.executable, arguments: self.program.arguments(for: .cell),
                environment: self.program.environment, input: .inputWriter, output: .sequence,
                error: .currentStandardError
            ) { child in
                // A child that is dead already says so by its exit; its input is left open until then (it ends itself
                // when we are gone).
                _ = try? await child.standardInputWriter.write(line + "\n")
                for try await line in child.standardOutput.lines {
                    if let download = record.lineReceived(line) { tell(download) }
                }
            }
            if !ended.terminationStatus.isSuccess { problem = "its process \(ended.terminationStatus.inWords)" }
        } catch {
            problem = "its process could not be run: \(error)"
        }
        if problem == nil, record.result == nil { problem = "its process ended without a result" }
        for download in record.end(because: problem ?? "it was never made") { tell(download) }
        return CellMeasurement(
            cell: cell, sites: job.sites.map(\.url), downloads: record.downloads, result: record.result,
            usage: ProcessUsage.ofChildren - before, problem: problem)
    }
}
