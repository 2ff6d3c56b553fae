/// One measurement: one strategy over one transport in one round, in a process of its own.
package struct BenchCell: Hashable, Sendable {
    package let strategy: BenchStrategy
    package let transport: BenchTransport
    /// Counted from 1.
    package let round: Int

    package init(strategy: BenchStrategy, transport: BenchTransport, round: Int) {
        self.strategy = strategy
        self.transport = transport
        self.round = round
    }
}
