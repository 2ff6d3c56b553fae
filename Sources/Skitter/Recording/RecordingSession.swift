package import SkitterArchive
package import SkitterCore

/// Passes requests on, and keeps what they come to in a recording.
///
/// What is kept is what the crawl got. Of a request nothing but its URL is kept: no field, no credentials. What a stopping crawl
/// cancelled is not kept, for it says nothing about the server.
package struct RecordingSession: HTTPSession {
    private let session: any HTTPSession
    private let recorder: ExchangeRecorder
    private let stopwatch = RecordingStopwatch()

    /// `session`, recorded by `recorder`.
    package init(_ session: any HTTPSession, recorder: ExchangeRecorder) {
        self.session = session
        self.recorder = recorder
    }

    /// Those of the session.
    package var capabilities: SessionCapabilities { self.session.capabilities }

    /// What the session answers.
    package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        let start = self.stopwatch.now()
        do throws(FetchError) {
            let response = try await self.session.fetch(request)
            await self.note(request, .response(response), since: start)
            return response
        } catch {
            if error.code != .cancelled { await self.note(request, .failure(error), since: start) }
            throw error
        }
    }

    private func note(
        _ request: FetchRequest, _ answer: RecordedExchange.Answer, since start: RecordingStopwatch.Instant
    ) async {
        await self.recorder.note(
            RecordedExchange(
                question: RecordedExchange.Question(request.url), answer: answer,
                startedMicroseconds: start.wallMicroseconds, time: self.stopwatch.time(since: start)))
    }
}

/// Passes questions on, and keeps their answers in a recording.
package struct RecordingResolver: Resolver {
    private let resolver: any Resolver
    private let recorder: ExchangeRecorder
    private let stopwatch = RecordingStopwatch()

    /// `resolver`, recorded by `recorder`.
    package init(_ resolver: any Resolver, recorder: ExchangeRecorder) {
        self.resolver = resolver
        self.recorder = recorder
    }

    /// What the resolver answers.
    package func addresses(of host: String) async throws(FetchError) -> [IPAddress] {
        let start = self.stopwatch.now()
        do throws(FetchError) {
            let addresses = try await self.resolver.addresses(of: host)
            await self.note(host, .addresses(addresses), since: start)
            return addresses
        } catch {
            if error.code != .cancelled { await self.note(host, .failure(error), since: start) }
            throw error
        }
    }

    private func note(
        _ host: String, _ answer: RecordedExchange.Answer, since start: RecordingStopwatch.Instant
    ) async {
        await self.recorder.note(
            RecordedExchange(
                question: .addresses(host: host), answer: answer, startedMicroseconds: start.wallMicroseconds,
                time: self.stopwatch.time(since: start)))
    }
}
