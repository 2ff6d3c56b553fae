package import SkitterArchive
package import SkitterCore

/// Answers from a recording, and from nothing else.
///
/// What the recording does not hold fails with ``FetchError/Code/notRecorded``. Limits of a request hold for recorded bodies too: they
/// may become shorter, never longer. An answer is given as it was recorded, whatever the request's timeout.
package struct ReplayingSession: HTTPSession {
    private let answers: RecordedAnswers

    /// Answers by `answers`.
    package init(_ answers: RecordedAnswers) {
        self.answers = answers
    }

    /// Addresses are as recorded: a request goes nowhere.
    package let capabilities: SessionCapabilities = [.peerAddress, .timings, .wireBytes, .choosesAddress]

    /// The recorded answer.
    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let question = RecordedExchange.Question(request.url)
        guard case .response(let response) = try await self.answers.answer(to: question, within: request.timeout)
        else { throw RecordedAnswers.missing("this URL") }
        return response.cut(for: request)
    }
}

/// Answers from a recording, and from nothing else; an address is its own.
package struct RecordedResolver: Resolver {
    private let answers: RecordedAnswers

    /// Answers by `answers`.
    package init(_ answers: RecordedAnswers) {
        self.answers = answers
    }

    /// The recorded addresses.
    package func addresses(of host: String) async throws(FetchError) -> [IPAddress] {
        if let address = IPAddress(urlHost: host) { return [address] }
        guard case .addresses(let addresses) = try await self.answers.answer(to: .addresses(host: host), within: nil)
        else { throw RecordedAnswers.missing("the addresses of this host") }
        return addresses
    }
}

/// The answers of a recording, at the pace of a replay.
package struct RecordedAnswers: Sendable {
    private let recording: ExchangeRecording
    private let pace: CrawlConfiguration.ReplayPace
    private let sleep: @Sendable (Duration) async throws -> Void

    /// The answers of `recording`, at `pace`; `sleep` returns after so long, and throws when the task is cancelled.
    package init(
        _ recording: ExchangeRecording, pace: CrawlConfiguration.ReplayPace = .fast,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await ContinuousClock().sleep(for: $0) }
    ) {
        self.recording = recording
        self.pace = pace
        self.sleep = sleep
    }

    /// What was recorded for `question`, unless that is a failure, after the time that it took, `limit` at most.
    func answer(
        to question: RecordedExchange.Question, within limit: Duration?
    ) async throws(FetchError) -> RecordedExchange.Answer {
        let exchange: RecordedExchange?
        do throws(ArchiveError) {
            // It reads from the disk: a replay has no event loop that would stand still meanwhile.
            exchange = try self.recording.answer(to: question)
        } catch {
            throw FetchError(.notRecorded, "its recorded answer cannot be read: \(error)")
        }
        if self.pace == .recorded, let exchange { await self.wait(min(exchange.time, limit ?? exchange.time)) }
        if Task.isCancelled { throw FetchError(.cancelled, "cancelled") }
        switch (question, exchange?.answer) {
        case (_, .failure(let error)): throw error
        case (_, let answer?): return answer
        case (.page, nil): throw RecordedAnswers.missing("this URL")
        case (.addresses, nil): throw RecordedAnswers.missing("the addresses of this host")
        }
    }

    private func wait(_ time: Duration) async {
        // Who is cancelled asks the task afterwards.
        if time > .zero { try? await self.sleep(time) }
    }

    static func missing(_ what: String) -> FetchError {
        FetchError(.notRecorded, "the recording does not hold \(what)")
    }
}
