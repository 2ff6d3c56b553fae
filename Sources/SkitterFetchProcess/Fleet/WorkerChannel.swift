/// The way to one worker process: what is to be written to it, and who is to be woken for that.
struct WorkerChannel {
    /// What has not been taken by the task that writes.
    var output = ByteWriter()
    /// Wakes the task that writes.
    let writes: AsyncStream<Void>.Continuation
    /// Wakes the task that kills.
    let kills: AsyncStream<Void>.Continuation

    /// Adds `order`; the writing task is woken only for the first since it took what there was.
    mutating func send(_ order: WorkerOrder, _ signals: inout [AsyncStream<Void>.Continuation]) {
        if self.output.bytes.isEmpty { signals.append(self.writes) }
        order.write(to: &self.output)
    }
}
