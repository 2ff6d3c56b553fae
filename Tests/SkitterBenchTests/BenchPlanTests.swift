import SkitterBench
import SkitterCore
import Testing

@Suite struct BenchPlanTests {
    /// What is measured, as words: `sync 1`, `async w1`.
    private func order(_ change: (inout BenchConfiguration) -> Void) -> [String] {
        var configuration = BenchConfigurationTests.valid
        change(&configuration)
        let plan = BenchPlan(configuration)
        return plan.cells.map { "\(plan.name(of: $0.subject)) \($0.isWarmUp ? "w" : "")\($0.round)" }
    }

    @Test func roundsGoForwardThenBackward() {
        let order = self.order {
            $0.strategies = [.sync, .async]
            $0.rounds = 3
            $0.warmUpRounds = 1
        }
        #expect(
            order == ["sync w1", "async w1", "sync 1", "async 1", "async 2", "sync 2", "sync 3", "async 3"])
    }

    @Test func aRandomOrderIsOneOfThemForEachRoundAndDependsOnTheSeed() {
        func order(_ seed: UInt64) -> [String] {
            self.order {
                $0.order = .random
                $0.seed = seed
                $0.rounds = 4
            }
        }
        let first = order(1)
        #expect(first == order(1))
        #expect(Set((0..<20).map(order)).count > 10)
        let names = first.map { $0.split(separator: " ")[0] }
        for round in 0..<4 {
            #expect(names[(4 * round)..<(4 * round + 4)].sorted() == ["async", "processes", "sync", "threads"])
        }
        #expect(first.map { $0.suffix(1) } == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4].map { "\($0)" })
    }

    @Test func everyCombinationIsACaseAndSyncHasOneInFlightAlways() {
        let order = self.order {
            $0.strategies = [.sync, .async]
            $0.transports = [.urlsession, .curl]
            $0.concurrencies = [1, 16]
            $0.lists = [.zero, .milliseconds(20)].map { SiteList(latency: $0, sites: $0 == .zero ? [] : []) }
        }
        #expect(
            order == [
                "sync/urlsession/0ms 1", "async/urlsession/c1/0ms 1", "async/urlsession/c16/0ms 1", "sync/curl/0ms 1",
                "async/curl/c1/0ms 1", "async/curl/c16/0ms 1", "sync/urlsession/20ms 1", "async/urlsession/c1/20ms 1",
                "async/urlsession/c16/20ms 1", "sync/curl/20ms 1", "async/curl/c1/20ms 1", "async/curl/c16/20ms 1",
            ])
    }

    @Test(arguments: [
        (0, "0ms"), (1, "0.001ms"), (1500, "1.5ms"), (1010, "1.01ms"), (20_000, "20ms"), (61_234_567, "61234.567ms"),
    ])
    func aLatencyIsSpelledToTheMicrosecond(microseconds: Int, text: String) {
        let latency = Duration.microseconds(microseconds)
        #expect(latency.latencyText == text)
        #expect(DurationText.parse(text) == latency)
        #expect(latency.answeredText == (microseconds == 0 ? "at once" : "after \(text)"))
    }

    @Test func theReferenceIsSyncOverTheSameTransport() {
        var configuration = BenchConfigurationTests.valid
        configuration.transports = [.urlsession, .curl]
        configuration.concurrencies = [1, 16]
        let plan = BenchPlan(configuration)
        let subject = BenchCase.sample(.threads, transport: .curl, concurrency: 16)
        #expect(plan.reference(of: subject) == .sample(.sync, transport: .curl))
        configuration.strategies = [.async, .threads]
        #expect(BenchPlan(configuration).reference(of: subject) == .sample(.async, transport: .curl, concurrency: 16))
    }

    @Test func strategiesAreNamedInOrderAndOnce() throws {
        #expect(try BenchStrategy.list(from: "processes, sync,processes") == [.processes, .sync])
        #expect(try BenchTransport.list(from: "curl,urlsession") == [.curl, .urlsession])
        #expect(try BenchList.numbers("1, 5,16,5", option: "-c") == [1, 5, 16])
        #expect(try BenchList.durations("0,20ms,1s", option: "-x") == [.zero, .milliseconds(20), .seconds(1)])
    }

    @Test(arguments: ["", "sync,", "fast", "Sync"])
    func anUnknownStrategyIsRefusedWithTheKnownOnes(text: String) {
        let error = #expect(throws: BenchError.self) { try BenchStrategy.list(from: text) }
        #expect(error?.message.contains("sync, threads, async, actor, processes") == true)
    }

    @Test(arguments: ["", "5,", "x", "1.5", "5-6"])
    func whatIsNoListOfNumbersIsRefused(text: String) {
        let error = #expect(throws: BenchError.self) { try BenchList.numbers(text, option: "-c") }
        #expect(error?.message.contains("-c is '\(text)'") == true)
        #expect(throws: BenchError.self) { try BenchList.durations(text + "q", option: "--latency") }
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
        #expect(Self.valid.concurrencies == [5])
        #expect(Self.valid.rounds == 1)
        #expect(Self.valid.strategies == [.sync, .threads, .async, .processes])
    }

    @Test func asManyDownloadsAsAreKeptAreTaken() throws {
        var configuration = Self.valid
        configuration.copies = 1_000_000
        try configuration.validate()
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
        Fault("nothing in flight", says: "-c is 0") { $0.concurrencies = [5, 0] },
        Fault("too much in flight", says: "-c is 201") { $0.concurrencies = [201] },
        Fault("a warm-up before the beginning", says: "--warm-up is -1") { $0.warmUpRounds = -1 },
        Fault("no rate", says: "--open-loop is 0.0") { $0.ratePerSecond = 0 },
        Fault("a rate that is no number", says: "--open-loop is nan") { $0.ratePerSecond = .nan },
        Fault("more servers than a machine should have", says: "--latency has 9 elements") { configuration in
            configuration.lists = (0..<9).map { SiteList(latency: .milliseconds($0), sites: configuration.sites) }
        },
        Fault("more downloads than are kept in all", says: "900000 downloads in each of 5 cases") {
            $0.copies = 900_000
            $0.strategies = [.sync, .threads]
            $0.concurrencies = [1, 2, 3, 4]
        },
        Fault("no transport", says: "no transport") { $0.transports = [] },
        Fault("more warm-up than is kept", says: "--rounds") { $0.warmUpRounds = .max },
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
