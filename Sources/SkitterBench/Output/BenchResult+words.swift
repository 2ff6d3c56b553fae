import SkitterCore

extension BenchResult {
    /// What was done, in one sentence.
    package var subtitle: String {
        let configuration = self.configuration
        let sites = configuration.sites
        let list = sites.count == 1 ? "\(sites[0])" : "\(sites.count) sites"
        var parts = ["\(list), \(configuration.copies) \(configuration.copies == 1 ? "time" : "times") each"]
        if sites.count == 1 { parts[0].removeLast(5) }
        parts.append(configuration.concurrencies.map(String.init).joined(separator: ", ") + " in flight")
        let latencies = configuration.lists.compactMap(\.latency)
        if !latencies.isEmpty {
            parts.append("answered \(latencies.map(\.answeredText).joined(separator: ", "))")
        }
        if let rate = configuration.ratePerSecond {
            parts.append("\(NumberText.rate(rate)) due a second")
        }
        if configuration.work != .io { parts.append("work \(configuration.work.rawValue)") }
        parts.append("over \(configuration.transports.map(\.rawValue).joined(separator: ", "))")
        let rounds = configuration.rounds
        parts.append(rounds == 1 ? "one round" : "\(rounds) rounds (\(configuration.order.rawValue))")
        if configuration.warmUpRounds > 0 { parts.append("\(configuration.warmUpRounds) of warm-up") }
        return parts.joined(separator: ", ")
    }

    /// `Downloaded 80 sites in 1.700 seconds (sync)`, for each case that came to an end.
    package var sentences: [String] {
        self.rows.compactMap { row in
            row.value(.seconds).map { seconds in
                let rounds = Swift.max(1, row.rounds.count)
                return Self.sentence(row.name, read: row.read / rounds, of: row.tried / rounds, seconds: seconds)
            }
        }
    }

    /// `Downloaded 79 of 80 sites in 1.700 seconds (sync)`, for the case called `name`; `80 sites` where all of them came whole.
    package static func sentence(_ name: String, read: Int, of tried: Int, seconds: Double) -> String {
        let count = read == tried ? "\(tried)" : "\(read) of \(tried)"
        let time = NumberText.fixed(seconds, decimals: BenchMetric.seconds.decimals)
        return "Downloaded \(count) sites in \(time) seconds (\(name))"
    }
}
