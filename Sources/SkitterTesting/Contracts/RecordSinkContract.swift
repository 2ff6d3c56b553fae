public import SkitterCore

/// What every `RecordSink` promises: what was appended is there after `close`, in order, once.
///
/// A sink under test is given with a way to read back what it wrote, for a port that only writes cannot be asked.
public enum RecordSinkContract {
    /// A fresh sink, and what it holds once it is closed, in the order in which it was written.
    public struct Subject: Sendable {
        /// The sink, empty.
        public var sink: any RecordSink
        /// The ids of the visits written, read from wherever the sink writes.
        public var visits: @Sendable () async throws -> [UInt64]
        /// The ids of the skips written.
        public var skips: @Sendable () async throws -> [UInt64]

        /// A sink with its readers.
        public init(
            sink: any RecordSink, visits: @escaping @Sendable () async throws -> [UInt64],
            skips: @escaping @Sendable () async throws -> [UInt64]
        ) {
            self.sink = sink
            self.visits = visits
            self.skips = skips
        }
    }

    /// One promise.
    public typealias Scenario = ContractScenario<Subject>

    /// All promises.
    public static let scenarios: [Scenario] = [
        Scenario("a sink without entries closes") { subject, claim in
            try await subject.sink.close()
            try await claim.equal(subject.visits(), [], "the visits")
            try await claim.equal(subject.skips(), [], "the skips")
        },
        Scenario("an empty batch writes nothing") { subject, claim in
            try await subject.sink.append([])
            try await subject.sink.close()
            try await claim.equal(subject.visits(), [], "the visits")
        },
        Scenario("entries are there after close, in their order") { subject, claim in
            let steps = ContractSteps.steps(1...1_000)
            for start in stride(from: 0, to: steps.count, by: 7) {
                try await subject.sink.append(Array(steps[start..<min(start + 7, steps.count)]))
            }
            try await subject.sink.close()
            try await claim.equal(subject.visits(), steps.compactMap(\.visit?.id), "the visits")
            try await claim.equal(subject.skips(), steps.flatMap { $0.skipped.map(\.id) }, "the skips")
        },
        Scenario("one large batch is written whole") { subject, claim in
            let steps = ContractSteps.steps(1...5_000)
            try await subject.sink.append(steps)
            try await subject.sink.close()
            try await claim.equal(subject.visits(), steps.compactMap(\.visit?.id), "the visits")
        },
        Scenario("entries are written when append returns") { subject, claim in
            let steps = ContractSteps.steps(1...10)
            try await subject.sink.append(steps)
            try await claim.equal(subject.visits(), steps.compactMap(\.visit?.id), "the visits before close")
            try await subject.sink.close()
        },
        Scenario("odd text comes back as one record") { subject, claim in
            var visit = ContractSteps.visit(1)
            visit.url = "http://example.org/\"\\\u{2028}\u{0}\n\r\t%22"
            visit.title = "a\nb\r\nc\u{2029}\u{85}\u{FFFD}\u{1F577}\u{7F}\u{1B}"
            try await subject.sink.append([StepEntry(step: 1, visit: visit)])
            try await subject.sink.append([StepEntry(step: 2, visit: ContractSteps.visit(2))])
            try await subject.sink.close()
            try await claim.equal(subject.visits(), [1, 2], "the visits")
        },
    ]
}
