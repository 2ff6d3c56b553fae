/// Is handed what a crawl has recorded, while it runs: after it was made durable, in its order.
///
/// Contract: a consumer has taken entries when `consume` returns; what it had not taken when a run ended is handed to the
/// consumer of the next run again, so that each entry is handed over at least once. While it takes its time the crawl goes on
/// until its buffers are full, and then waits (``Limiter/consumer``). It throws ``ConsumerLeft`` where it wants no more, and
/// ends soon, with whatever error, where its task is cancelled.
public protocol RecordConsumer: Sendable {
    /// Takes `entries`.
    func consume(_ entries: [StepEntry]) async throws
}

/// A consumer wants no more: the run ends as if the user had stopped it, and nothing has failed.
public struct ConsumerLeft: Error {
    /// The consumer wants no more.
    public init() {}
}
