import SkitterCore

/// Which cells are measured, and in which order.
///
/// A round has each case once. Rounds follow each other, so that what changes slowly (a warm cache, a busy neighbour) does
/// not fall on one case alone; and their order changes from round to round, so that neither does what changes steadily.
package struct BenchPlan: Sendable {
    /// All cells in the order in which they are measured, one at a time.
    package let cells: [BenchCell]
    /// All cases, in the order of the command line.
    package let cases: [BenchCase]
    /// How many rounds there are, warm-up rounds not among them.
    package let rounds: Int
    private let showsTransport: Bool
    private let showsConcurrency: Bool
    private let showsLatency: Bool

    /// The plan of `configuration`.
    package init(_ configuration: BenchConfiguration) {
        let cases = Self.cases(of: configuration)
        self.cases = cases
        self.rounds = configuration.rounds
        self.showsTransport = configuration.transports.count > 1
        self.showsConcurrency = configuration.concurrencies.count > 1
        self.showsLatency = configuration.lists.count > 1
        var generator = SplitMix64(seed: configuration.seed)
        func round(_ number: Int, isWarmUp: Bool) -> [BenchCell] {
            let order =
                switch configuration.order {
                case .abba: number.isMultiple(of: 2) ? cases.reversed() : cases
                case .random: cases.shuffled(using: &generator)
                }
            return order.map { BenchCell($0, round: number, isWarmUp: isWarmUp) }
        }
        let warmUp = (0..<max(0, configuration.warmUpRounds)).flatMap { round($0 + 1, isWarmUp: true) }
        self.cells = warmUp + (0..<max(0, configuration.rounds)).flatMap { round($0 + 1, isWarmUp: false) }
    }

    /// What `configuration` compares: every combination, `sync` once for all numbers in flight.
    static func cases(of configuration: BenchConfiguration) -> [BenchCase] {
        var cases: [BenchCase] = []
        var known: Set<BenchCase> = []
        for list in configuration.lists {
            for transport in configuration.transports {
                for concurrency in configuration.concurrencies {
                    for strategy in configuration.strategies {
                        let subject = BenchCase(
                            strategy: strategy, transport: transport, concurrency: concurrency, latency: list.latency)
                        if known.insert(subject).inserted { cases.append(subject) }
                    }
                }
            }
        }
        return cases
    }

    /// The name of `subject`: its strategy, and what else tells it from the others: `async/curl/c16/20ms`.
    package func name(of subject: BenchCase) -> String {
        subject.parts(transport: self.showsTransport, concurrency: self.showsConcurrency, latency: self.showsLatency)
            .joined(separator: "/")
    }

    /// What `subject` is compared with: `sync` where it takes part, else the first strategy, over the same transport,
    /// against the same server, and with the same number in flight; nil for one that is itself compared with.
    package func reference(of subject: BenchCase) -> BenchCase? {
        guard let strategy = self.cases.contains(where: { $0.strategy == .sync }) ? .sync : self.cases.first?.strategy
        else { return nil }
        let reference = BenchCase(
            strategy: strategy, transport: subject.transport, concurrency: subject.concurrency,
            latency: subject.latency)
        return self.cases.contains(reference) ? reference : nil
    }
}

extension BenchCase {
    /// The parts of a name of which the strategy always is one.
    func parts(transport: Bool, concurrency: Bool, latency: Bool) -> [String] {
        var parts = [self.strategy.rawValue]
        if transport { parts.append(self.transport.rawValue) }
        if concurrency, self.strategy != .sync { parts.append("c\(self.concurrency)") }
        if latency, let latency = self.latency { parts.append(latency.latencyText) }
        return parts
    }
}
