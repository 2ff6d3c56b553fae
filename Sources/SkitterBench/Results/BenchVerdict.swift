/// Whether the strategies did the same work; only then do their times say anything about the strategies.
package enum BenchVerdict: Hashable, Sendable {
    /// Every strategy read the same number of bytes from each URL, each time.
    case equal
    /// Not a single download came whole.
    case nothingReachable
    /// Some URLs gave different bytes, or none, to some downloads: one sentence for each.
    case different([String])

    /// The verdict on `tally`.
    package init(_ tally: OutcomeTally) {
        let odd = tally.entries.filter { !$0.isEqual }
        if odd.isEmpty {
            self = .equal
        } else if tally.entries.allSatisfy({ $0.byStrategy.allSatisfy { $0.counts.lengths.isEmpty } }) {
            self = .nothingReachable
        } else {
            self = .different(odd.map(\.difference))
        }
    }

    /// The exit code of the command.
    package var exitCode: Int32 {
        switch self {
        case .equal: 0
        case .nothingReachable: 4
        case .different: 9
        }
    }
}

extension OutcomeTally.Entry {
    /// A page that differs on every download is told by its first few lengths.
    private static let mostLengthsTold = 4

    /// What each strategy read, as one sentence.
    fileprivate var difference: String {
        let parts = self.byStrategy.map { strategy, counts in
            var told = counts.lengths.sorted { $0.key < $1.key }.prefix(Self.mostLengthsTold)
                .map { "\($0.key) bytes \($0.value.times)" }
            let others = counts.lengths.count - told.count
            if others > 0 { told.append("\(others) other \(others == 1 ? "length" : "lengths")") }
            if counts.failed > 0 { told.append("failed \(counts.failed.times)") }
            return "\(strategy.rawValue) \(told.joined(separator: ", "))"
        }
        return "\(self.url): \(parts.joined(separator: "; "))"
    }
}

extension Int {
    /// This number of times, in words.
    fileprivate var times: String { self == 1 ? "once" : "\(self) times" }
}
