import SkitterCore
import SkitterStore
import Testing

struct TimeTests {
    /// An instant between two microseconds is kept as the later one: a resumed crawl may wait longer, never shorter.
    @Test(
        arguments: [
            (1, 1_000), (999, 1_000), (1_000, 1_000), (1_001, 2_000), (-1, 0), (-1_999, -1_000), (0, 0),
            (Int64.max, Int64.max),
        ] as [(Int64, Int64)])
    func instantsOutliveTheRunAndAreNeverEarly(written: Int64, read: Int64) async throws {
        let scratch = try Scratch()
        var notes = JournalNotes()
        notes.host = JournalNotes.Host(
            name: "a.example", notBefore: CrawlInstant(nanoseconds: written), requests: 1, retries: 0, refusalsInARow: 0
        )
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append([StepEntry(step: 1, notes: notes)])
        // A second later, on the clock of another run, the same instant lies a second nearer.
        for (started, shift) in [(StepDice.runStarted, 0), (StepDice.runStarted + 1_000_000, 1_000_000_000)]
            as [(Int64, Int64)]
        {
            var found: CrawlInstant?
            try JournalReader(directory: scratch.path).forEachStep(runStartedMicroseconds: started) {
                found = $0.notes?.host?.notBefore
            }
            #expect(found == CrawlInstant(nanoseconds: read == .max ? .max : read - shift))
        }
    }

    @Test func theTimeSeriesIsThere() async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        var figures = ProgressFigures()
        figures.elapsed = .seconds(1)
        await sink.append(TimeSeriesRow(to: figures))
        figures.elapsed = .seconds(2)
        await sink.append(TimeSeriesRow(to: figures))
        try await sink.close()
        let times = try SQLiteConnection(scratch.path("crawl.sqlite"), .readOnly)
            .rows("SELECT time_us FROM time_series ORDER BY seq") { $0.integer(0) }
        #expect(times == [1, 2].map { StepDice.runStarted + $0 * 1_000_000 })
    }
}
