import SkitterLock

/// Where a strategy, from whatever thread or task, puts each download when it ends.
package final class DownloadLog: Sendable {
    private struct State {
        var downloads: [Download] = []
        var workers: [WorkerFarewell?] = []
    }

    private let state: Locked<State>
    private let tell: (@Sendable (Download) -> Void)?
    /// The threads of this process.
    package let threads = ThreadCount()

    /// An empty log for `expected` downloads; `tell` hears of each at once.
    package init(expected: Int, tell: (@Sendable (Download) -> Void)? = nil) {
        var state = State()
        state.downloads.reserveCapacity(expected)
        self.state = Locked(state)
        self.tell = tell
    }

    /// Notes that `download` ended.
    package func add(_ download: Download) {
        self.state.withLock { $0.downloads.append(download) }
        self.threads.look()
        self.tell?(download)
    }

    /// Notes what a worker process said of itself; nil when it ended without a word.
    package func add(worker: WorkerFarewell?) {
        self.state.withLock { $0.workers.append(worker) }
    }

    /// All downloads so far, in the order of their ends.
    package var downloads: [Download] { self.state.withLock { $0.downloads } }

    /// What each worker process said of itself.
    package var workers: [WorkerFarewell?] { self.state.withLock { $0.workers } }
}
