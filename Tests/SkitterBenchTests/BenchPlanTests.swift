import SkitterBench
import SkitterCore
import Testing

@Suite struct BenchPlanTests {
    @Test func aRoundHasEachStrategyOnceAndRoundsFollowEachOther() {
        var configuration = BenchConfiguration()
        configuration.strategies = [.async, .sync]
        configuration.rounds = 2
        let plan = BenchPlan(configuration)
        #expect(
            plan.cells == [
                BenchCell(strategy: .async, transport: .urlsession, round: 1),
                BenchCell(strategy: .sync, transport: .urlsession, round: 1),
                BenchCell(strategy: .async, transport: .urlsession, round: 2),
                BenchCell(strategy: .sync, transport: .urlsession, round: 2),
            ])
    }

    @Test func strategiesAreNamedInOrderAndOnce() throws {
        #expect(try BenchStrategy.list(from: "processes, sync,processes") == [.processes, .sync])
    }

    @Test(arguments: ["", "sync,", "fast", "Sync"])
    func anUnknownStrategyIsRefusedWithTheKnownOnes(text: String) {
        let error = #expect(throws: BenchError.self) { try BenchStrategy.list(from: text) }
        #expect(error?.message.contains("sync, threads, async, processes") == true)
    }
}

@Suite struct BenchConfigurationTests {
    static let valid: BenchConfiguration = {
        var configuration = BenchConfiguration()
        configuration.sites = (try? CrawlURL("http://example.com/")).map { [$0] } ?? []
        return configuration
    }()

    @Test func theDefaultsAreThoseOfTheClassicLesson() throws {
        try Self.valid.validate()
        #expect(Self.valid.copies == 80)
        #expect(Self.valid.concurrency == 5)
        #expect(Self.valid.rounds == 1)
        #expect(Self.valid.strategies == [.sync, .threads, .async, .processes])
    }

    /// A change that makes a valid configuration senseless.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let words: String
        let change: @Sendable (inout BenchConfiguration) -> Void

        init(_ what: String, says words: String, _ change: @escaping @Sendable (inout BenchConfiguration) -> Void) {
            self.testDescription = what
            self.words = words
            self.change = change
        }
    }

    @Test(arguments: [
        Fault("no site", says: "no site") { $0.sites = [] },
        Fault("no strategy", says: "no strategy") { $0.strategies = [] },
        Fault("no copy", says: "-n is 0") { $0.copies = 0 },
        Fault("negative copies", says: "-n is -3") { $0.copies = -3 },
        Fault("no round", says: "--rounds is 0") { $0.rounds = 0 },
        Fault("nothing in flight", says: "-c is 0") { $0.concurrency = 0 },
        Fault("too much in flight", says: "-c is 201") { $0.concurrency = 201 },
        Fault("no process", says: "--processes is 0") { $0.processes = 0 },
        Fault("more downloads than are kept", says: "lower -n") { $0.copies = 1_000_001 },
        Fault("more rounds than are kept", says: "--rounds") { $0.rounds = 1_000_000 },
        Fault("more rounds than can be counted", says: "--rounds") { $0.rounds = .max },
        Fault("more downloads than can be counted", says: "lower -n") {
            $0.sites += $0.sites
            $0.copies = .max
        },
    ])
    func aSettingThatMakesNoSenseIsNamed(fault: Fault) {
        var configuration = Self.valid
        fault.change(&configuration)
        let error = #expect(throws: BenchError.self) { try configuration.validate() }
        #expect(error?.message.contains(fault.words) == true)
    }
}
