import SkitterBench
import SkitterCore

/// Says what a benchmark does: results on standard output, progress and complaints on standard error.
struct BenchPrinter {
    let sites: [CrawlURL]
    let rounds: Int
    let verbose: Bool

    /// Prints what `event` means to somebody who watches.
    func tell(_ event: BenchRun.Event) {
        switch event {
        case .started(let cell):
            StandardOutput.writeError("\(self.name(of: cell)) ...\n")
        case .ended(_, let url, .read(let bytes, _)):
            if self.verbose { StandardOutput.write("Read \(bytes) bytes from \(url)\n") }
        case .ended(let cell, let url, .failed(let why)):
            if self.verbose { StandardOutput.writeError("Error: \(cell.strategy.rawValue): \(url): \(why)\n") }
        case .measured(let measurement):
            self.print(measurement)
        }
    }

    /// Prints the table and whether the strategies did the same work; returns the exit code that follows from it.
    func printComparison(of measurements: [CellMeasurement]) -> Int32 {
        StandardOutput.write("\n" + BenchTable(measurements).text)
        let tally = OutcomeTally(sites: self.sites, measurements: measurements)
        for note in BenchNotes.errorPages(tally) { StandardOutput.writeError("Note: \(note)\n") }
        let verdict = BenchVerdict(tally)
        switch verdict {
        case .equal:
            break
        case .nothingReachable:
            StandardOutput.writeError("Error: no site could be reached: not one of the downloads succeeded.\n")
        case .different(let urls):
            StandardOutput.writeError(
                "Error: the downloads of \(urls.count == 1 ? "a URL" : "\(urls.count) URLs") were not all equal:\n")
            for url in urls { StandardOutput.writeError("  \(url)\n") }
        }
        return verdict.exitCode
    }

    private func print(_ measurement: CellMeasurement) {
        for note in BenchNotes.failures(of: measurement, sites: self.sites) {
            StandardOutput.writeError("Error: \(note)\n")
        }
        guard let time = measurement.time else { return }
        let all = measurement.downloads.count
        let count = measurement.readCount == all ? "\(all)" : "\(measurement.readCount) of \(all)"
        StandardOutput.write(
            "Downloaded \(count) sites in \(NumberText.fixed(time.inSeconds, decimals: 3)) seconds (\(self.name(of: measurement.cell)))\n"
        )
    }

    private func name(of cell: BenchCell) -> String {
        self.rounds == 1 ? cell.strategy.rawValue : "\(cell.strategy.rawValue), round \(cell.round) of \(self.rounds)"
    }
}
