/// Is handed what a crawl has recorded, while it runs: after it was made durable, in its order.
///
/// Contract: a consumer has taken entries when `consume` returns; what it had not taken when a run ended is handed to the
/// consumer of the next run again, so that each entry is handed over at least once. While it takes its time the crawl goes on
/// until its buffers are full, and then waits (``Limiter/consumer``). It throws ``ConsumerLeft`` where it wants no more, and
/// ends soon, with whatever error, where its task is cancelled.
public protocol RecordConsumer: Sendable {
    /// Takes `entries`.
    func consume(_ entries: [StepEntry]) async throws
    /// Returns when the consumer wants no more, also while it is handed nothing; or when its task is cancelled. One that does not
    /// say otherwise leaves by ``ConsumerLeft`` alone.
    func departure() async
}

extension RecordConsumer {
    /// Returns when the task is cancelled.
    public func departure() async {
        for await _ in AsyncStream<Never>(Never.self, { _ in }) {}
    }
}

/// A consumer wants no more: the run ends as if the user had stopped it, and nothing has failed.
public struct ConsumerLeft: Error {
    /// The consumer wants no more.
    public init() {}
}
