internal import Dispatch

/// Runs the jobs of actors that block, one at a time and off the threads that crawl.
package final class WriterQueue: SerialExecutor {
    private let queue: DispatchQueue

    /// A thread of its own, called `label`.
    package init(label: String) {
        self.queue = DispatchQueue(label: label)
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        self.queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
