import SkitterLock

/// Where a strategy, from whatever thread or task, puts each download when it ends.
package final class DownloadLog: Sendable {
    private struct State {
        var downloads: [Download] = []
        var workerPeaks: [Int?] = []
    }

    private let state: Locked<State>
    private let tell: (@Sendable (Download) -> Void)?

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
        self.tell?(download)
    }

    /// Notes the most memory that a worker process had; nil when it ended without a word.
    package func add(workerPeakBytes: Int?) {
        self.state.withLock { $0.workerPeaks.append(workerPeakBytes) }
    }

    /// All downloads so far, in the order of their ends.
    package var downloads: [Download] { self.state.withLock { $0.downloads } }

    /// The memory of all workers together, nil when one of them did not tell.
    package var workerPeakBytes: Int? {
        self.state.withLock { state in
            state.workerPeaks.reduce(Optional(0)) { sum, peak in
                guard let sum, let peak else { return nil }
                return sum + peak
            }
        }
    }
}
