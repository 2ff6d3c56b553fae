import SkitterTesting
import Testing

/// At most two of these tests run at a time, whatever the number of suites: each is a server, a crawler and a clock, and
/// on two cores a dozen of them would only measure how they wait for each other.
struct TwoAtATime: SuiteTrait, TestTrait, TestScoping {
    private actor Places {
        /// Free places; whoever finds none waits in line.
        private var free = 2
        private var line: [CheckedContinuation<Void, Never>] = []

        func enter() async {
            if self.free > 0 {
                self.free -= 1
            } else {
                await withCheckedContinuation { self.line.append($0) }
            }
        }

        /// The place goes to the first in line.
        func leave() {
            if self.line.isEmpty { self.free += 1 } else { self.line.removeFirst().resume() }
        }
    }

    private static let places = Places()

    let isRecursive = true

    func scopeProvider(for test: Test, testCase: Test.Case?) -> TwoAtATime? {
        testCase == nil ? nil : self
    }

    func provideScope(for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void)
        async throws
    {
        await Self.places.enter()
        do {
            try await function()
        } catch {
            await Self.places.leave()
            throw error
        }
        await Self.places.leave()
    }
}

extension Trait where Self == TimeLimitTrait {
    /// All tests begin at once and wait in line, so each has the time of all.
    static var patience: TimeLimitTrait {
        .timeLimit(.minutes(Patience.minutes(10)))
    }
}

extension Trait where Self == TwoAtATime {
    static var twoAtATime: TwoAtATime { TwoAtATime() }
}
