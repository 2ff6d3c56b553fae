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
    /// In records alone: to a script, whose own reader of `--jsonl` it was that left, the command ends with 0.
    case consumerLeft = 16

    /// Which cause is told where several hold.
    public static let precedence: [ExitCause] = [
        .inputOutput, .directory, .ledger, .frontierUnreachable, .stoppedBySignal, .consumerLeft, .stoppedByBudget,
        .onlyWaitingHosts,
        .noSeedReachable, .failures,
    ]
}
