internal import SkitterArchive
internal import SkitterCore

/// Where the answers of a crawl are kept, or come from.
enum CrawlExchanges: Sendable {
    /// The net answers, and nothing of it is kept.
    case unrecorded
    /// The net answers, into a recording.
    case recorded(ExchangeRecorder)
    /// A recording answers.
    case replayed(ExchangeRecording, CrawlConfiguration.ReplayPace)

    /// What can be known before anything is made: the recording that answers, where one does. Throws where the directory of a recording
    /// is not what `configuration` makes of it.
    static func replayed(_ configuration: CrawlConfiguration) throws -> CrawlExchanges? {
        let state = configuration.state
        if let directory = state.replaysFrom {
            guard try RecordingFiles.place(directory) == .recording else {
                throw ArchiveError(.foreign, path: directory, "holds no recording; make one with --record")
            }
            return .replayed(try ExchangeRecording(directory), state.replayPace)
        }
        if let directory = state.recordsInto, try RecordingFiles.place(directory) == .recording, !state.resumes,
            !configuration.overwrites
        {
            throw ArchiveError(
                .notEmpty, path: directory,
                "holds a recording already; choose another directory, or replace it with --overwrite")
        }
        return nil
    }

    /// The recording that is made, where `configuration` asks for one; `unfinished` is the crawl that goes on.
    init(_ configuration: CrawlConfiguration, unfinished: UnfinishedCrawl?) throws {
        guard let directory = configuration.state.recordsInto else {
            self = .unrecorded
            return
        }
        self = .recorded(
            ExchangeRecorder(
                try CrawlExchanges.writer(directory, configuration: configuration, unfinished: unfinished)))
    }

    private static func writer(
        _ directory: String, configuration: CrawlConfiguration, unfinished: UnfinishedCrawl?
    ) throws -> sending ExchangeWriter {
        if let unfinished, try RecordingFiles.place(directory) == .recording {
            let writer = try ExchangeWriter(appendingTo: directory)
            guard writer.header.hashSeed == unfinished.hashSeed else {
                throw ArchiveError(
                    .foreign, path: directory,
                    "is the recording of another crawl than the one that goes on; choose another directory")
            }
            return writer
        }
        return try ExchangeWriter(
            beginningIn: directory,
            header: RecordingHeader(
                program: SkitterVersion.current, hashSeed: unfinished?.hashSeed ?? UInt64.random(in: 1...(.max)),
                startedMicroseconds: RecordingStopwatch().now().wallMicroseconds),
            overwrite: configuration.overwrites)
    }

    /// The key of the crawl's fingerprints, where a recording says it.
    var hashSeed: UInt64? {
        switch self {
        case .unrecorded: nil
        case .recorded(let recorder): recorder.header.hashSeed
        case .replayed(let recording, _): recording.header.hashSeed
        }
    }

    /// `parts`, with the recording around them or in place of them.
    func parts(_ parts: CrawlParts) -> CrawlParts {
        var parts = parts
        switch self {
        case .unrecorded: break
        case .recorded(let recorder):
            let inner = parts.wrapsSession ?? { $0 }
            // Outermost: what the crawl sees is what a replay gives it.
            parts.wrapsSession = { RecordingSession(inner($0), recorder: recorder) }
            parts.wrapsResolver = { RecordingResolver($0, recorder: recorder) }
        case .replayed(let recording, let pace):
            let answers = RecordedAnswers(recording, pace: pace)
            parts.session = { _ in ReplayingSession(answers) }
            parts.wrapsSession = nil
            parts.wrapsResolver = { _ in RecordedResolver(answers) }
        }
        return parts
    }
}

extension CrawlExchanges {
    /// What is to be said of the recording at the end of a crawl that came to `stats`.
    func remarks(on stats: StatsSnapshot) -> [String] {
        guard case .replayed(let recording, _) = self else { return [] }
        var remarks: [String] = []
        if let missing = stats.failures[FailureClass(.notRecorded)]?.count, missing > 0 {
            remarks.append(
                "\(missing) \(missing == 1 ? "URL is" : "URLs are") not in the recording: class not-recorded")
        }
        if recording.damaged > 0 {
            remarks.append(
                "\(recording.damaged) damaged \(recording.damaged == 1 ? "line" : "lines") of the recording passed over"
            )
        }
        return remarks
    }
}
