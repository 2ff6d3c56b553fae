public import SkitterCore

/// What every `RecordConsumer` promises: whatever it was handed when `consume` returns it has taken, also what it is handed again; and
/// neither who has left nor who waits holds up the end of a crawl.
public enum RecordConsumerContract {
    /// A fresh consumer, others whose readers do not read, and what the first has taken.
    public struct Subject: Sendable {
        /// The consumer; whoever reads what it passes on reads.
        public var consumer: any RecordConsumer
        /// The ids of the visits that the consumer has taken, in their order.
        public var visits: @Sendable () async throws -> [UInt64]
        /// A consumer that wants no more, because its reader has gone or otherwise; nil for a kind that always takes all.
        public var left: (any RecordConsumer)?
        /// A consumer that takes as good as nothing, because its reader does not read or otherwise; nil for a kind that never
        /// waits.
        public var waiting: (any RecordConsumer)?

        /// A consumer, and how to see what it has taken.
        public init(
            consumer: any RecordConsumer, visits: @escaping @Sendable () async throws -> [UInt64],
            left: (any RecordConsumer)? = nil, waiting: (any RecordConsumer)? = nil
        ) {
            self.consumer = consumer
            self.visits = visits
            self.left = left
            self.waiting = waiting
        }
    }

    /// One promise.
    public typealias Scenario = ContractScenario<Subject>

    /// All promises.
    public static let scenarios: [Scenario] = [
        Scenario("what was handed over is taken when consume returns, in its order") { subject, claim in
            let steps = ContractSteps.steps(1...100)
            for start in stride(from: 0, to: steps.count, by: 7) {
                let end = min(start + 7, steps.count)
                try await subject.consumer.consume(Array(steps[start..<end]))
                try await claim.equal(subject.visits(), steps[..<end].compactMap(\.visit?.id), "the visits")
            }
        },
        Scenario("what tells nothing is taken at once") { subject, claim in
            try await claim.within(Claim.patience) { try await subject.consumer.consume([]) }
            try await claim.equal(subject.visits(), [], "the visits")
        },
        Scenario("what is handed over again is taken again") { subject, claim in
            let steps = ContractSteps.steps(1...3)
            try await subject.consumer.consume(steps)
            try await subject.consumer.consume(Array(steps[1...]))
            try await claim.equal(subject.visits(), [1, 2, 3, 2, 3], "the visits")
        },
        Scenario("who has left says so") { subject, claim in
            guard let consumer = subject.left else { return }
            let hasLeft: Bool
            do {
                // A channel may take some more before it notices.
                for _ in 0..<100 { try await consumer.consume(ContractSteps.steps(1...100)) }
                hasLeft = false
            } catch is ConsumerLeft {
                hasLeft = true
            }
            try claim.that(hasLeft, "all was taken")
        },
        Scenario("waiting ends where the task is cancelled") { subject, claim in
            guard let consumer = subject.waiting else { return }
            try await RecordConsumerContract.cancelled(claim) {
                while true { try await consumer.consume(ContractSteps.steps(1...100)) }
            }
        },
        Scenario("looking out for a departure ends where the task is cancelled") { subject, claim in
            try await RecordConsumerContract.cancelled(claim) { await subject.consumer.departure() }
        },
    ]

    /// `body` does not end by itself; cancelled when it has had the time to begin, it ends soon. With which error, is its own affair.
    private static func cancelled(_ claim: Claim, _ body: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try? await body()
                return Task.isCancelled
            }
            for _ in 0..<100 { await Task.yield() }
            group.cancelAll()
            let wasCancelled = try await claim.within(Claim.patience) { try await group.next() }
            try claim.that(wasCancelled == true, "it ended before it was cancelled")
        }
    }
}
