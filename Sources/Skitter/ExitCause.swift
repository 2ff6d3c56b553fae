/// How a command ended, as its exit code tells scripts (docs/cli.md). Where several hold, the first in the order of
/// ``precedence`` is told.
public enum ExitCause: Int32, Sendable, CaseIterable {
    case finished = 0
    case unexpected = 1
    case usage = 2
    case inputOutput = 3
    case noSeedReachable = 4
    case frontierUnreachable = 5
    case failures = 6
    case directory = 7
    case ledger = 8
    case bodiesDiffer = 9
    case benchThreshold = 10
    case stoppedBySignal = 11
    case stoppedByBudget = 12
    case onlyWaitingHosts = 13
    case differences = 15

    /// Which cause is told where several hold.
    public static let precedence: [ExitCause] = [
        .inputOutput, .directory, .ledger, .frontierUnreachable, .stoppedBySignal, .stoppedByBudget, .onlyWaitingHosts,
        .noSeedReachable, .failures,
    ]
}
