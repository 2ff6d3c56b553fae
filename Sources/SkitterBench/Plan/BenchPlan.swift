/// Which cells are measured, and in which order.
///
/// A round has each strategy once. Rounds follow each other, so that what changes slowly (a warm cache, a busy
/// neighbour) does not fall on one strategy alone.
package struct BenchPlan: Sendable {
    /// All cells in the order in which they are measured, one at a time.
    package let cells: [BenchCell]
    /// How many rounds there are.
    package let rounds: Int

    /// The plan of `configuration`.
    package init(_ configuration: BenchConfiguration) {
        self.rounds = configuration.rounds
        self.cells = (1...max(1, configuration.rounds)).flatMap { round in
            configuration.transports.flatMap { transport in
                configuration.strategies.map { BenchCell(strategy: $0, transport: transport, round: round) }
            }
        }
    }
}
