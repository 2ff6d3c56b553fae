package import SkitterCore

/// What somebody who reads the figures must know about them; each note is one sentence.
package enum BenchNotes {
    /// A reason may hold a number that differs each time; the commonest few tell enough.
    private static let mostReasonsTold = 3

    /// What went wrong in one cell: its process, and each kind of failed download once, with its number.
    package static func failures(of measurement: CellMeasurement, sites: [CrawlURL]) -> [String] {
        let name = measurement.cell.strategy.rawValue
        var notes: [String] = []
        if let problem = measurement.problem { notes.append("\(name): \(problem)") }
        let tally = OutcomeTally(sites: sites, measurements: [measurement])
        for entry in tally.entries {
            for counts in entry.byStrategy.map(\.counts) {
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
            for statuses in entry.byStrategy.map(\.counts.statuses) {
                counts.merge(statuses.filter { $0.key >= 400 }, uniquingKeysWith: +)
            }
            return counts.sorted { $0.key < $1.key }.map { status, count in
                "\(entry.url) answered with status \(status)\(count > 1 ? " (\(count) times)" : "")"
            }
        }
    }
}
