import SkitterBench
import SkitterCore
import Testing

@Suite struct BenchTableTests {
    @Test func speedUpIsAgainstSyncWhateverTheOrder() {
        let table = BenchTable([
            .sample(.async, milliseconds: 500, downloads: 80), .sample(.sync, milliseconds: 2000, downloads: 80),
        ])
        #expect(table.rows.map(\.strategy) == [.async, .sync])
        #expect(table.rows.map(\.speedUp) == [4, 1])
        #expect(table.rows.map(\.pagesPerSecond) == [160, 40])
    }

    @Test func roundsGiveMediansAndTheGreatestMemory() {
        let table = BenchTable([
            .sample(.sync, round: 1, milliseconds: 1000, cpuMilliseconds: 30, peak: 10),
            .sample(.sync, round: 2, milliseconds: 9000, cpuMilliseconds: 50, peak: 30),
            .sample(.sync, round: 3, milliseconds: 2000, cpuMilliseconds: 40, peak: 20),
        ])
        #expect(table.rows.count == 1)
        #expect(table.rows.first?.time == .seconds(2))
        #expect(table.rows.first?.processorTime == .milliseconds(40))
        #expect(table.rows.first?.peakBytes == 30)
        #expect(table.rows.first?.latencies.count == 12)
    }

    @Test func anEvenNumberOfRoundsGivesTheMeanOfTheMiddleTwo() {
        let table = BenchTable([
            .sample(.sync, round: 1, milliseconds: 1000), .sample(.sync, round: 2, milliseconds: 3000),
        ])
        #expect(table.rows.first?.time == .seconds(2))
    }

    @Test func withoutSyncThereIsNoSpeedUp() {
        #expect(BenchTable([.sample(.async)]).rows.map(\.speedUp) == [nil])
    }

    @Test func whoeverDidNotDoTheSameWorkIsNotCompared() {
        let table = BenchTable([.sample(.sync), .sample(.threads, failures: 1), .sample(.async)])
        #expect(table.rows.map { $0.speedUp == nil } == [false, true, false])
        #expect(table.rows.map(\.read) == [4, 3, 4])
    }

    @Test func aCellThatDidNotFinishHasNoTime() {
        let table = BenchTable([.sample(.sync, milliseconds: nil, failures: 4)])
        #expect(table.rows.first?.time == nil)
        #expect(
            table.text.split(separator: "\n").last?.split(separator: " ") == [
                "sync", "-", "-", "0.05", "-", "-", "-", "-", "-",
            ])
    }

    @Test func theTableIsForPeople() {
        let table = BenchTable([
            .sample(.sync, milliseconds: 1234, peak: 41_250_000), .sample(.processes, milliseconds: 617),
        ])
        #expect(
            table.text == """
                strategy   seconds  pages/s  cpu s  peak MB  p50 ms  p90 ms  p99 ms  speed-up
                sync         1.234      3.2   0.05     41.3    20.0    20.0    20.0      1.00
                processes    0.617      6.5   0.05     40.0    20.0    20.0    20.0      2.00

                """)
    }
}

@Suite struct BenchVerdictTests {
    private func verdict(_ measurements: [CellMeasurement], sites: [String] = ["http://a.example/"]) throws
        -> BenchVerdict
    {
        BenchVerdict(OutcomeTally(sites: try sites.map { try CrawlURL($0) }, measurements: measurements))
    }

    @Test func equalBytesAreEqual() throws {
        let verdict = try self.verdict([.sample(.sync), .sample(.async)])
        #expect(verdict == .equal)
        #expect(verdict.exitCode == 0)
    }

    @Test func aURLThatChangedIsNamedWithWhatEachStrategyRead() throws {
        let verdict = try self.verdict([.sample(.sync, bytes: [5, 5, 5, 5]), .sample(.async, bytes: [5, 6, 5, 5])])
        #expect(verdict == .different(["http://a.example/: sync 5 bytes 4 times; async 5 bytes 3 times, 6 bytes once"]))
        #expect(verdict.exitCode == 9)
    }

    @Test func onlyTheURLThatDiffersIsNamed() throws {
        let sites = ["http://a.example/", "http://b.example/"]
        let verdict = try self.verdict([.sample(.sync, bytes: [5, 7]), .sample(.async, bytes: [5, 8])], sites: sites)
        #expect(verdict == .different(["http://b.example/: sync 7 bytes once; async 8 bytes once"]))
    }

    @Test func twoURLsOfDifferentLengthAreNoDifference() throws {
        let sites = ["http://a.example/", "http://b.example/"]
        #expect(
            try self.verdict([.sample(.sync, bytes: [5, 7]), .sample(.async, bytes: [5, 7])], sites: sites) == .equal)
    }

    @Test func aSiteThatStandsTwiceIsComparedWithItself() throws {
        let sites = ["http://a.example/", "http://a.example/"]
        #expect(try self.verdict([.sample(.sync, bytes: [5, 6])], sites: sites).exitCode == 9)
    }

    @Test func aFailedDownloadIsADifference() throws {
        let verdict = try self.verdict([.sample(.sync), .sample(.threads, failures: 2)])
        #expect(
            verdict
                == .different(["http://a.example/: sync 100 bytes 4 times; threads 100 bytes 2 times, failed 2 times"]))
    }

    @Test func nothingReachableHasAnExitCodeOfItsOwn() throws {
        let verdict = try self.verdict([.sample(.sync, failures: 4), .sample(.async, failures: 4)])
        #expect(verdict == .nothingReachable)
        #expect(verdict.exitCode == 4)
    }

    @Test func aPageThatAlwaysDiffersIsToldShortly() throws {
        let verdict = try self.verdict([.sample(.sync, bytes: Array(1...9))])
        #expect(
            verdict
                == .different([
                    "http://a.example/: sync 1 bytes once, 2 bytes once, 3 bytes once, 4 bytes once, 5 other lengths"
                ]))
    }
}

@Suite struct BenchNotesTests {
    @Test func equalFailuresAreOneLineAndAllFailuresAreSaid() throws {
        let sites = [try CrawlURL("http://a.example/")]
        let notes = BenchNotes.failures(of: .sample(.threads, failures: 4), sites: sites)
        #expect(
            notes == [
                "threads: http://a.example/: connect: refused (4 times)", "threads: none of the 4 downloads succeeded",
            ])
        #expect(BenchNotes.failures(of: .sample(.threads), sites: sites).isEmpty)
    }

    @Test func errorPagesAreNoted() throws {
        let sites = [try CrawlURL("http://a.example/")]
        let tally = OutcomeTally(sites: sites, measurements: [.sample(.sync, status: 503), .sample(.async)])
        #expect(BenchNotes.errorPages(tally) == ["http://a.example/ answered with status 503 (4 times)"])
    }
}

extension CellMeasurement {
    /// A measurement for tests: four downloads of 100 bytes and 20 ms, the last `failures` of which failed.
    static func sample(
        _ strategy: BenchStrategy, round: Int = 1, milliseconds: Int? = 1000, cpuMilliseconds: Int = 50,
        peak: Int = 40_000_000, downloads: Int = 4, bytes: [Int]? = nil, status: Int = 200, failures: Int = 0
    ) -> CellMeasurement {
        let lengths = bytes ?? Array(repeating: 100, count: downloads)
        return CellMeasurement(
            cell: BenchCell(strategy: strategy, transport: .urlsession, round: round),
            downloads: lengths.enumerated().map { number, length in
                let isRead = number < lengths.count - failures
                return Download(
                    number: number, latency: .milliseconds(20),
                    outcome: isRead ? .read(bytes: length, status: status) : .failed("connect: refused"))
            },
            result: milliseconds.map { CellResult(time: .milliseconds($0), peakBytes: peak) },
            processorTime: .milliseconds(cpuMilliseconds), problem: nil)
    }
}
