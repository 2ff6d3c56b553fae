/// Makes the frontier's steps durable, in their order.
///
/// Contract: `append` returns when the entries are written (and survive a kill of the process); entries come in
/// ascending order without gaps and are written so; after an error nothing of the batch counts as written.
public protocol RecordSink: Sendable {
    /// Writes `entries`, all or none.
    func append(_ entries: [StepEntry]) async throws
    /// A ``RecordConsumer`` has taken all entries up to `step`. Written with the next entries; for the run that goes on with
    /// this crawl; a sink with which none can go on keeps no mark.
    func consumed(upTo step: UInt64) async
    /// Writes what is buffered and closes; the sink is not used afterwards. For whoever made it: a run does not close it.
    func close() async throws
}
