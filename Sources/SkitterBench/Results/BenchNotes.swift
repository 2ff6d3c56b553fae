import SkitterCore

/// What somebody who reads the figures must know about them; each note is one sentence.
package enum BenchNotes {
    /// A reason may hold a number that differs each time; the commonest few tell enough.
    private static let mostReasonsTold = 3
    /// More than this many processes for each core that ran or waited to run, on average over a minute before the start.
    package static let busyLoad = 0.5

    /// What went wrong in one cell called `name`: its process, and each kind of failed download once, with its number.
    package static func failures(of measurement: CellMeasurement, name: String) -> [String] {
        var notes: [String] = []
        if let problem = measurement.problem { notes.append("\(name): \(problem)") }
        for entry in OutcomeTally([measurement]).entries {
            for counts in entry.byCase.map(\.counts) {
                let reasons = counts.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                for (why, count) in reasons.prefix(Self.mostReasonsTold) {
                    notes.append(
                        "\(name): \(entry.url): \(TerminalText.escaped(why))\(count > 1 ? " (\(count) times)" : "")")
                }
                let others = reasons.dropFirst(Self.mostReasonsTold).reduce(0) { $0 + $1.value }
                if others > 0 { notes.append("\(name): \(entry.url): \(others) more failures of other kinds") }
            }
        }
        if measurement.readCount == 0 {
            notes.append("\(name): none of the \(measurement.downloads.count) downloads succeeded")
        }
        return notes
    }

    /// URLs that answered with an error page: its bytes were read and compared like any other's.
    package static func errorPages(_ tally: OutcomeTally) -> [String] {
        tally.entries.flatMap { entry in
            var counts: [Int: Int] = [:]
            for statuses in entry.byCase.map(\.counts.statuses) {
                counts.merge(statuses.filter { $0.key >= 400 }, uniquingKeysWith: +)
            }
            return counts.sorted { $0.key < $1.key }.map { status, count in
                "\(entry.url) answered with status \(status)\(count > 1 ? " (\(count) times)" : "")"
            }
        }
    }

    /// What speaks against small differences: few rounds, and a machine that had something else to do.
    package static func doubts(rounds: Int, machine: BenchMachine) -> [String] {
        var notes: [String] = []
        if rounds == 1 {
            notes.append("one round is a demonstration, not a measurement: with --rounds 5 there are intervals")
        } else if rounds < Comparison.fewestRounds {
            notes.append("\(rounds) rounds are too few for a verdict: it takes \(Comparison.fewestRounds)")
        }
        if let load = machine.loadPerCore, load > Self.busyLoad {
            notes.append(
                "the machine was busy before the start: a load of \(NumberText.fixed(load, decimals: 2)) for each core, "
                    + "where more than \(NumberText.fixed(Self.busyLoad, decimals: 1)) makes small differences doubtful"
            )
        }
        return notes
    }
}
