/// A figure of a case, under the name that it has in JSON, in CSV and in `--fail-if`.
package enum BenchMetric: String, CaseIterable, Hashable, Sendable {
    /// The median of the rounds, from the start of the strategy to the end of its last download.
    case seconds
    case minSeconds = "min_s"
    case maxSeconds = "max_s"
    /// Whole downloads a second, the median of the rounds.
    case pagesPerSecond = "pages_per_s"
    /// How many times as fast as the reference, and the 95 % interval of that.
    case speedUp = "speed_up"
    case speedUpLow = "speed_up_low"
    case speedUpHigh = "speed_up_high"
    /// Processor time of a round's processes, the median of the rounds: in all, in user code, in the kernel.
    case processor = "cpu_s"
    case user = "user_s"
    case system = "system_s"
    /// Memory of a round's processes in millions of bytes, the greatest of all rounds.
    case peak = "peak_mb"
    /// How often a round's processes gave a core up, or lost it; medians.
    case switches
    case forcedSwitches = "forced_switches"
    /// Threads of a round's processes, the greatest of all rounds.
    case threads
    /// Latencies of whole downloads, all rounds together.
    case p50 = "p50_ms"
    case p90 = "p90_ms"
    case p99 = "p99_ms"
    case p999 = "p99.9_ms"

    /// Digits after the point, the same in every format.
    package var decimals: Int {
        switch self {
        case .seconds, .minSeconds, .maxSeconds, .processor, .user, .system, .p50, .p90, .p99, .p999: 3
        case .speedUp, .speedUpLow, .speedUpHigh: 2
        case .pagesPerSecond, .peak: 1
        case .switches, .forcedSwitches, .threads: 0
        }
    }

    /// The head of its column.
    package var title: String {
        switch self {
        case .seconds: "seconds"
        case .minSeconds: "min"
        case .maxSeconds: "max"
        case .pagesPerSecond: "pages/s"
        case .speedUp: "speed-up"
        case .speedUpLow: "from"
        case .speedUpHigh: "to"
        case .processor: "cpu s"
        case .user: "user s"
        case .system: "system s"
        case .peak: "peak MB"
        case .switches: "switches"
        case .forcedSwitches: "forced"
        case .threads: "threads"
        case .p50: "p50 ms"
        case .p90: "p90 ms"
        case .p99: "p99 ms"
        case .p999: "p99.9 ms"
        }
    }

    /// The metric called `name`: as in JSON, or without the unit (`p50`, `cpu`, `peak`).
    package init?(name: String) {
        let found = BenchMetric.allCases.first { metric in
            metric.rawValue == name || ["_ms", "_s", "_mb"].contains { metric.rawValue == name + $0 }
        }
        guard let found else { return nil }
        self = found
    }
}
