public import SkitterCore

internal import SkitterEngine

/// How a crawl ended, and all its figures.
public struct CrawlReport: Sendable {
    /// The exit code and what it means in words.
    public let ending: CrawlEnding
    /// All figures.
    public let snapshot: StatsSnapshot
    /// The cause with the highest precedence.
    public let cause: ExitCause
    /// What went otherwise than was asked for, each in one sentence.
    public internal(set) var remarks: [String] = []

    /// Failures that turn a finished crawl into exit code 6.
    public enum FailOn: String, Sendable, Hashable, CaseIterable {
        /// Any 4xx.
        case clientErrors = "4xx"
        /// Any 5xx.
        case serverErrors = "5xx"
        /// Anything that failed.
        case any
    }

    init(_ result: CrawlResult, failOn: Set<FailOn>) {
        var causes: [ExitCause: String] = [:]
        let ledger = result.counts.ledger
        if !ledger.closes {
            causes[.ledger] =
                "the ledger does not close: \(ledger.discovered) URLs discovered, \(ledger.accounted) accounted for"
        }
        switch result.end {
        case .finished: break
        case .signal: causes[.stoppedBySignal] = "stopped by a signal"
        case .consumerLeft: causes[.consumerLeft] = "stopped: whoever was handed the records wants no more"
        case .pageBudget: causes[.stoppedByBudget] = "stopped: --max-pages is reached"
        case .timeBudget: causes[.stoppedByBudget] = "stopped: --max-time is over"
        case .onlyWaitingHosts(let host, let instant):
            let wait = result.stats.elapsed < instant.sinceStart ? instant.sinceStart - result.stats.elapsed : .zero
            causes[.onlyWaitingHosts] =
                "stopped: only waiting hosts are left; \(host) opens in \(wait.components.seconds) s"
        case .frontierFailed(let message):
            causes[.frontierUnreachable] = "the frontier failed: \(message); --resume goes on"
        }
        // What answered another crawler of a shared frontier has answered.
        if result.end == .finished, ledger.fetched + ledger.redirected == 0,
            ledger.visited + ledger.skippedCount > 0, CrawlReport.nothingAnswered(result.stats)
        {
            causes[.noSeedReachable] =
                "no seed could be reached" + (CrawlReport.firstFailure(result.stats).map { " (\($0))" } ?? "")
        }
        if CrawlReport.fails(result.stats, on: failOn) {
            causes[.failures] = "finished, with failures that --fail-on names"
        }
        self.cause = ExitCause.precedence.first { causes[$0] != nil } ?? .finished
        self.ending = CrawlEnding(code: Int(self.cause.rawValue), cause: causes[self.cause] ?? "finished")
        self.snapshot = result.stats
    }

    /// No visit got a status, and what was skipped was skipped for want of a robots.txt.
    private static func nothingAnswered(_ stats: StatsSnapshot) -> Bool {
        stats.totals.visits == stats.classes.unanswered
            && stats.ledger.skipped.allSatisfy { $0.key == .robotsUnreachable || $0.value == 0 }
    }

    private static func firstFailure(_ stats: StatsSnapshot) -> String? {
        let groups = Array(stats.failures.values) + Array(stats.skips.values)
        return groups.lazy.flatMap(\.examples).compactMap(\.message).first
    }

    private static func fails(_ stats: StatsSnapshot, on failOn: Set<FailOn>) -> Bool {
        failOn.contains(.any) && stats.totals.failed > 0
            || failOn.contains(.clientErrors) && stats.classes.clientError > 0
            || failOn.contains(.serverErrors) && stats.classes.serverError > 0
    }
}
