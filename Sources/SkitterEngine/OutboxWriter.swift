internal import SkitterCore

/// Carries the frontier's entries to the sink, in order. Runs for the whole crawl, as one task.
struct OutboxWriter: Sendable {
    let frontier: Frontier
    let sink: any RecordSink
    let clock: CrawlClock
    /// How long entries gather before they are written together: a write a page would cost more than the page.
    var linger: Duration = .milliseconds(10)

    /// Returns when the outbox is closed and everything is written; throws what the sink throws.
    func run() async throws {
        do {
            while let entries = try await self.frontier.entriesToWrite() {
                try await self.sink.append(entries)
                await self.frontier.entriesWritten()
                // Cancelled is fine: the rest is then written without lingering.
                try? await self.clock.sleep(until: self.clock.now.advanced(by: self.linger))
            }
        } catch {
            await self.frontier.writerFailed()
            throw error
        }
    }
}
