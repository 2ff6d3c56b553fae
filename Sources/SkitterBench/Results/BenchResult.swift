import SkitterCore

/// All that a run has to say; every format is a way of writing it down.
package struct BenchResult: Sendable {
    package let configuration: BenchConfiguration
    package let plan: BenchPlan
    package let machine: BenchMachine
    /// The version of the program.
    package let programVersion: String
    /// When the run began, in microseconds since 1970.
    package let startedMicroseconds: Int64
    /// One for each case, in the plan's order.
    package let rows: [BenchRow]
    package let tally: OutcomeTally
    package let verdict: BenchVerdict
    /// What somebody who reads the figures must know about them.
    package let notes: [String]
    /// The figures of an earlier run; nil where none was named.
    package var baseline: BenchBaseline?

    /// The result of `measurements`, warm-up rounds among them, which do not count.
    package init(
        _ configuration: BenchConfiguration, machine: BenchMachine, programVersion: String,
        startedMicroseconds: Int64, measurements: [CellMeasurement]
    ) {
        let plan = BenchPlan(configuration)
        let counted = measurements.filter { !$0.cell.isWarmUp }
        var groups: [BenchCase: [CellMeasurement]] = [:]
        for measurement in counted { groups[measurement.cell.subject, default: []].append(measurement) }
        var rows = plan.cases.map { BenchRow($0, name: plan.name(of: $0), groups[$0] ?? []) }
        let rowOfCase = Dictionary(zip(plan.cases, rows.indices)) { first, _ in first }
        for index in rows.indices {
            guard let reference = plan.reference(of: rows[index].subject).flatMap({ rowOfCase[$0] }) else { continue }
            rows[index].isReference = index == reference
            let (row, other) = (rows[index], rows[reference])
            guard row.read == row.tried, other.read == other.tried else { continue }
            rows[index].comparison = Comparison(
                seconds: row.secondsByRound, reference: other.secondsByRound, seed: configuration.seed)
        }
        self.configuration = configuration
        self.plan = plan
        self.machine = machine
        self.programVersion = programVersion
        self.startedMicroseconds = startedMicroseconds
        self.rows = rows
        self.tally = OutcomeTally(counted)
        self.verdict = BenchVerdict(self.tally, name: plan.name)
        self.notes =
            BenchNotes.errorPages(self.tally) + BenchNotes.doubts(rounds: configuration.rounds, machine: machine)
    }

    /// The row of `subject`.
    package func row(of subject: BenchCase) -> BenchRow? {
        self.rows.first { $0.subject == subject }
    }
}
