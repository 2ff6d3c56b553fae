internal import SkitterBench
internal import SkitterCore

/// Says what a benchmark does: results on standard output, progress and complaints on standard error.
struct BenchPrinter {
    let plan: BenchPlan
    let verbose: Bool
    /// Whether standard output is for people; with another format all words go to standard error.
    let tellsOnOutput: Bool

    /// Prints what `event` means to somebody who watches.
    func tell(_ event: BenchRun.Event) {
        switch event {
        case .started(let cell):
            Terminal.say("\(self.turn(of: cell)) ...")
        case .ended(_, let url, .read(let bytes, _, _)):
            if self.verbose { self.print("Read \(bytes) bytes from \(url)") }
        case .ended(let cell, let url, .failed(let why)):
            if self.verbose {
                Terminal.say("Error: \(self.plan.name(of: cell.subject)): \(url): \(TerminalText.escaped(why))")
            }
        case .measured(let measurement):
            self.tell(measurement)
        }
    }

    /// Prints the time of each case, where not each round was told, and what must be known of the figures.
    func tell(_ result: BenchResult) {
        if self.plan.rounds > 1 {
            for sentence in result.sentences { self.print(sentence) }
        }
        for note in result.notes { Terminal.say("Note: \(note).") }
    }

    /// Says whether all did the same work; returns the exit code that follows from it.
    func tellVerdict(of result: BenchResult) -> Int32 {
        switch result.verdict {
        case .equal:
            break
        case .nothingReachable:
            Terminal.say("Error: no site could be reached: not one of the downloads succeeded.")
        case .different(let urls):
            Terminal.say(
                "Error: the downloads of \(urls.count == 1 ? "a URL" : "\(urls.count) URLs") were not all equal:")
            for url in urls { Terminal.say("  \(url)") }
        }
        return result.verdict.exitCode
    }

    private func print(_ line: String) {
        if self.tellsOnOutput { Terminal.write(line + "\n") } else { Terminal.say(line) }
    }

    private func tell(_ measurement: CellMeasurement) {
        let name = self.plan.name(of: measurement.cell.subject)
        for note in BenchNotes.failures(of: measurement, name: name) { Terminal.say("Error: \(note)") }
        guard self.plan.rounds == 1, !measurement.cell.isWarmUp, let time = measurement.time else { return }
        self.print(
            BenchResult.sentence(
                name, read: measurement.readCount, of: measurement.downloads.count, seconds: time.inSeconds))
    }

    /// `async/curl, round 2 of 5`
    private func turn(of cell: BenchCell) -> String {
        let name = self.plan.name(of: cell.subject)
        if cell.isWarmUp { return "\(name), warm-up" }
        return self.plan.rounds == 1 ? name : "\(name), round \(cell.round) of \(self.plan.rounds)"
    }
}
