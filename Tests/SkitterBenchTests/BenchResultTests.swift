import SkitterBench
import SkitterCore
import Testing

@Suite struct BenchResultTests {
    @Test func speedUpIsAgainstSyncWhateverTheOrder() {
        let result = BenchResult.sample([
            .sample(.async, milliseconds: 500, downloads: 80), .sample(.sync, milliseconds: 2000, downloads: 80),
        ])
        #expect(result.rows.map(\.name) == ["async", "sync"])
        #expect(result.rows.map { $0.value(.speedUp) } == [4, 1])
        #expect(result.rows.map { $0.value(.pagesPerSecond) } == [160, 40])
        #expect(result.rows.map(\.verdict) == ["too few rounds", "reference"])
    }

    @Test func roundsGiveMediansAndTheGreatestMemory() {
        let result = BenchResult.sample([
            .sample(.sync, round: 1, milliseconds: 1000, cpuMilliseconds: 30, peak: 10_000_000),
            .sample(.sync, round: 2, milliseconds: 9000, cpuMilliseconds: 50, peak: 30_000_000),
            .sample(.sync, round: 3, milliseconds: 2000, cpuMilliseconds: 40, peak: 20_000_000),
        ])
        #expect(result.rows.count == 1)
        let expected: [BenchMetric: Double] = [
            .seconds: 2, .minSeconds: 1, .maxSeconds: 9, .user: 0.04, .system: 0.02, .processor: 0.06, .peak: 30,
            .switches: 20, .forcedSwitches: 2, .threads: 3, .pagesPerSecond: 2, .speedUp: 1, .speedUpLow: 1,
            .speedUpHigh: 1,
        ]
        for (metric, value) in expected {
            let figure = result.value(metric, .sync) ?? .nan
            #expect((figure - value).magnitude < 1e-9, "\(metric) is \(figure)")
        }
        #expect(result.rows.first?.latencies.count == 12)
        #expect(result.rows.first?.rounds.map(\.isOutlier) == [false, true, false])
    }

    @Test func warmUpRoundsDoNotCount() {
        let result = BenchResult.sample([
            .sample(.sync, isWarmUp: true, milliseconds: 60_000, bytes: [1, 1, 1, 1]), .sample(.sync),
        ])
        #expect(result.value(.maxSeconds, .sync) == 1)
        #expect(result.verdict == .equal)
        #expect(result.rows.first?.tried == 4)
    }

    @Test func withoutSyncTheFirstStrategyIsComparedWith() {
        let result = BenchResult.sample([.sample(.processes, milliseconds: 100), .sample(.async, milliseconds: 400)])
        #expect(result.rows.map { $0.value(.speedUp) } == [1, 0.25])
        #expect(result.rows.map(\.isReference) == [true, false])
    }

    @Test func whoeverDidNotDoTheSameWorkIsNotCompared() {
        let result = BenchResult.sample([.sample(.sync), .sample(.threads, failures: 1), .sample(.async)])
        #expect(result.rows.map { $0.comparison == nil } == [false, true, false])
        #expect(result.rows.map(\.read) == [4, 3, 4])
        #expect(result.rows.map(\.verdict) == ["reference", nil, "too few rounds"])
    }

    @Test func aCellThatDidNotFinishHasNoTime() {
        let result = BenchResult.sample([.sample(.sync, milliseconds: nil, failures: 4)])
        for metric in [BenchMetric.seconds, .pagesPerSecond, .peak, .threads, .p50, .p999, .speedUp] {
            #expect(result.value(metric, .sync) == nil, "\(metric)")
        }
        #expect(result.value(.user, .sync) == 0.05)
        #expect(result.sentences.isEmpty)
    }

    @Test func eachStrategyHasASentence() {
        let result = BenchResult.sample([
            .sample(.sync, round: 1, milliseconds: 1000), .sample(.sync, round: 2, milliseconds: 3000),
            .sample(.async, round: 1, milliseconds: 1000), .sample(.async, round: 2, milliseconds: 500, failures: 2),
        ])
        #expect(
            result.sentences == [
                "Downloaded 4 sites in 2.000 seconds (sync)", "Downloaded 3 of 4 sites in 0.750 seconds (async)",
            ])
    }

    @Test func fewRoundsAndABusyMachineAreSaid() {
        var machine = BenchMachine()
        machine.cores = 2
        machine.load = 1
        #expect(BenchNotes.doubts(rounds: 5, machine: machine).isEmpty)
        #expect(BenchNotes.doubts(rounds: 1, machine: machine).count == 1)
        machine.load = 1.01
        let notes = BenchNotes.doubts(rounds: 4, machine: machine)
        #expect(notes.count == 2)
        #expect(notes.first == "4 rounds are too few for a verdict: it takes 5")
        #expect(notes.last?.contains("a load of 0.51 for each core") == true)
    }

    @Test(
        arguments: [("p50", .p50), ("p99.9", .p999), ("p99.9_ms", .p999), ("cpu", .processor), ("seconds", .seconds)]
            as [(String, BenchMetric)])
    func aMetricHasANameWithAndWithoutItsUnit(name: String, metric: BenchMetric) {
        #expect(BenchMetric(name: name) == metric)
        #expect(BenchMetric(name: metric.rawValue) == metric)
    }

    @Test func whatIsNoMetricHasNoName() {
        for name in ["", "p", "p51", "_ms", "Seconds", "second"] { #expect(BenchMetric(name: name) == nil) }
    }
}

@Suite struct BenchVerdictTests {
    private func verdict(_ measurements: [CellMeasurement]) -> BenchVerdict {
        BenchVerdict(OutcomeTally(measurements)) { $0.strategy.rawValue }
    }

    private static let two = ["http://a.example/", "http://b.example/"]

    @Test func equalBytesAreEqual() {
        let verdict = self.verdict([.sample(.sync), .sample(.async)])
        #expect(verdict == .equal)
        #expect(verdict.exitCode == 0)
    }

    @Test func aURLThatChangedIsNamedWithWhatEachStrategyRead() {
        let verdict = self.verdict([.sample(.sync, bytes: [5, 5, 5, 5]), .sample(.async, bytes: [5, 6, 5, 5])])
        #expect(verdict == .different(["http://a.example/: sync 5 bytes 4 times; async 5 bytes 3 times, 6 bytes once"]))
        #expect(verdict.exitCode == 9)
    }

    @Test func bodiesOfOneLengthAreToldApartByTheirDigests() {
        let verdict = self.verdict([.sample(.sync, bytes: [5, 5]), .sample(.async, bytes: [5, 5], digests: [5, 6])])
        // The digests of the samples 5 and 6: seven times one more than each byte's number, beginning at 5 and 6.
        #expect(
            verdict
                == .different([
                    "http://a.example/: sync 5 bytes of SHA-256 242b32394047… 2 times; "
                        + "async 5 bytes of SHA-256 242b32394047… once, 5 bytes of SHA-256 2b323940474e… once"
                ]))
        #expect(verdict.exitCode == 9)
    }

    @Test func onlyTheURLThatDiffersIsNamed() {
        let verdict = self.verdict([
            .sample(.sync, sites: Self.two, bytes: [5, 7]), .sample(.async, sites: Self.two, bytes: [5, 8]),
        ])
        #expect(verdict == .different(["http://b.example/: sync 7 bytes once; async 8 bytes once"]))
    }

    @Test func twoURLsOfDifferentLengthAreNoDifference() {
        let verdict = self.verdict([
            .sample(.sync, sites: Self.two, bytes: [5, 7]), .sample(.async, sites: Self.two, bytes: [5, 7]),
        ])
        #expect(verdict == .equal)
    }

    @Test func aSiteThatStandsTwiceIsComparedWithItself() {
        let sites = ["http://a.example/", "http://a.example/"]
        #expect(self.verdict([.sample(.sync, sites: sites, bytes: [5, 6])]).exitCode == 9)
    }

    @Test func aFailedDownloadIsADifference() {
        let verdict = self.verdict([.sample(.sync), .sample(.threads, failures: 2)])
        #expect(
            verdict
                == .different(["http://a.example/: sync 100 bytes 4 times; threads 100 bytes 2 times, failed 2 times"]))
    }

    @Test func nothingReachableHasAnExitCodeOfItsOwn() {
        let verdict = self.verdict([.sample(.sync, failures: 4), .sample(.async, failures: 4)])
        #expect(verdict == .nothingReachable)
        #expect(verdict.exitCode == 4)
    }

    @Test func aPageThatAlwaysDiffersIsToldShortly() {
        let verdict = self.verdict([.sample(.sync, bytes: Array(1...9))])
        #expect(
            verdict
                == .different([
                    "http://a.example/: sync 1 bytes once, 2 bytes once, 3 bytes once, 4 bytes once, 5 other bodies"
                ]))
    }
}

@Suite struct BenchNotesTests {
    @Test func equalFailuresAreOneLineAndAllFailuresAreSaid() {
        let notes = BenchNotes.failures(of: .sample(.threads, failures: 4), name: "threads/curl")
        #expect(
            notes == [
                "threads/curl: http://a.example/: connect: refused (4 times)",
                "threads/curl: none of the 4 downloads succeeded",
            ])
        #expect(BenchNotes.failures(of: .sample(.threads), name: "threads").isEmpty)
    }

    @Test func errorPagesAreNoted() {
        let tally = OutcomeTally([.sample(.sync, status: 503), .sample(.async)])
        #expect(BenchNotes.errorPages(tally) == ["http://a.example/ answered with status 503 (4 times)"])
    }
}
