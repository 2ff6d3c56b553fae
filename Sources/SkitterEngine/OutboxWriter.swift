internal import SkitterCore

/// Carries the frontier's entries to the sink, in order and in groups. Runs for the whole crawl, as one task.
struct OutboxWriter: Sendable {
    let frontier: Frontier
    let sink: any RecordSink
    let clock: CrawlClock
    /// From the beginning of one group's writing to that of the next, where that is not full before: a write a page would cost
    /// more than the page.
    let interval: Duration
    /// No group has more entries; with so many it is written at once.
    let groupSize: Int

    /// Returns when the outbox is closed and everything is written; throws what the sink throws.
    func run() async throws {
        do {
            while let entries = try await self.frontier.entriesToWrite(upTo: self.groupSize) {
                let next = self.clock.now.advanced(by: self.interval)
                try await self.sink.append(entries)
                await self.frontier.entriesWritten()
                await self.linger(until: next)
            }
        } catch {
            await self.frontier.writerFailed()
            throw error
        }
    }

    /// Returns at `instant`, or as soon as there is a full group or the last one. Cancelled, at once: the rest is then written
    /// without lingering.
    private func linger(until instant: CrawlInstant) async {
        guard await self.frontier.mayLinger(before: self.groupSize) else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await self.clock.sleep(until: instant)
                await self.frontier.lingerEnded()
            }
            await self.frontier.groupIsDue(self.groupSize)
            group.cancelAll()
        }
    }
}
