#if Cluster
internal import Dispatch

/// Runs the jobs of one connection, one at a time, on a thread on which they may block.
final class ConnectionThread: SerialExecutor {
    private let queue: DispatchQueue

    /// A thread of its own, called `label`.
    init(label: String) {
        self.queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
#endif
