internal import SkitterCore

/// Carries the frontier's entries to the sink, in order and in groups. Runs for the whole crawl, as one task.
struct OutboxWriter: Sendable {
    let frontier: Frontier
    let sink: any RecordSink
    /// Is handed what is written; nil where nobody wants it.
    let consumption: Consumption?
    let clock: CrawlClock
    /// From the beginning of one group's writing to that of the next, where that is not full before: a write a page would cost
    /// more than the page.
    let interval: Duration
    /// No group has more entries; with so many it is written at once.
    let groupSize: Int

    /// Returns when the outbox is closed and everything is written; throws what the sink throws.
    func run() async throws {
        do {
            try await self.handOverEarlierEntries()
            while let entries = try await self.frontier.entriesToWrite(upTo: self.groupSize) {
                let next = self.clock.now.advanced(by: self.interval)
                try await self.sink.append(entries)
                try await self.handOver(entries)
                await self.frontier.entriesWritten()
                await self.linger(until: next)
            }
        } catch {
            await self.frontier.writerFailed()
            throw error
        }
    }

    /// What an earlier run recorded and could not hand over comes first.
    private func handOverEarlierEntries() async throws {
        guard let consumption, var step = consumption.taken else { return }
        while case let entries = try consumption.entries(step), let last = entries.last?.step {
            guard try await self.handOver(entries) else { break }
            step = last
        }
        await self.frontier.earlierEntriesHandedOver()
    }

    /// Returns when the consumer has taken `entries`, has left, or is given up; true in the first case.
    @discardableResult private func handOver(_ entries: [StepEntry]) async throws -> Bool {
        guard let consumer = self.consumption?.consumer, let last = entries.last?.step,
            await self.frontier.handoverBegins()
        else { return false }
        do {
            let isTaken = try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    // However it ends, nobody waits for it any longer.
                    do { try await consumer.consume(entries) } catch {
                        await self.frontier.handoverEnded()
                        throw error
                    }
                    await self.frontier.handoverEnded()
                    return true
                }
                if await self.frontier.handoverIsGivenUp() {
                    group.cancelAll()
                    _ = try? await group.next()
                    return false
                }
                return try await group.next() ?? false
            }
            if isTaken { await self.sink.consumed(upTo: last) }
            return isTaken
        } catch is ConsumerLeft {
            await self.frontier.consumerLeft()
        } catch is CancellationError where Task.isCancelled {
            // What was recorded is written all the same.
            await self.frontier.consumerGivenUp()
        }
        return false
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
