/// What is compared with others: one strategy over one transport, with so much in flight, against a server so far away.
package struct BenchCase: Hashable, Sendable {
    package let strategy: BenchStrategy
    package let transport: BenchTransport
    /// Requests in flight; 1 for `sync`, whatever others have.
    package let concurrency: Int
    /// How much later a server of our own answers; nil for servers that are not ours.
    package let latency: Duration?

    package init(strategy: BenchStrategy, transport: BenchTransport, concurrency: Int, latency: Duration? = nil) {
        self.strategy = strategy
        self.transport = transport
        self.concurrency = strategy == .sync ? 1 : concurrency
        self.latency = latency
    }
}
