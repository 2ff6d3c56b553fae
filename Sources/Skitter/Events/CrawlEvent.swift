public import SkitterCore

/// One thing that a crawl tells while it runs. What became of a URL is told after it was made durable.
public enum CrawlEvent: Sendable {
    /// A URL was fetched, or redirects to another: `outcome` of the record tells which.
    indirect case visited(VisitRecord)
    /// A URL was tried in vain, for good: `outcome` tells why, `parent` which page names it.
    indirect case failed(VisitRecord)
    /// A URL in scope is not visited, for its `reason`. Of those that a shorter path may still bring in (`SkipReason.mayBeUndone`)
    /// this is told at the end.
    indirect case skipped(SkippedRecord)
    /// A URL waits for good, since the pages of its pattern only repeat each other or the user parked it.
    indirect case parked(SkippedRecord)
    /// A URL that was parked is in the queue again.
    indirect case unparked(SkippedRecord)
    /// The figures as of now: once a second, where the reader is as fast; else the latest of them.
    indirect case progress(ProgressFigures)
    /// The crawl has ended; nothing follows.
    indirect case finished(CrawlReport)
}

extension CrawlEvent {
    /// What `entries` tell, in their order.
    static func events(of entries: [StepEntry]) -> [CrawlEvent] {
        var events: [CrawlEvent] = []
        events.reserveCapacity(entries.count)
        for entry in entries {
            if let visit = entry.visit { events.append(CrawlEvent(visit)) }
            for skip in entry.skipped { events.append(CrawlEvent(skip)) }
        }
        return events
    }

    private init(_ visit: VisitRecord) {
        switch visit.outcome {
        case .fetched, .redirected: self = .visited(visit)
        case .failed: self = .failed(visit)
        }
    }

    private init(_ skip: SkippedRecord) {
        switch skip.reason {
        case .parked: self = .parked(skip)
        case .unparked: self = .unparked(skip)
        case .depth, .robots, .robotsUnreachable, .redirects, .length, .hostBudget: self = .skipped(skip)
        }
    }
}
