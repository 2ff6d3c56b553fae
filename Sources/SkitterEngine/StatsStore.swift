package import SkitterCore

/// Owns the counters and histograms of a run; each event counts once.
package actor StatsStore {
    /// Counts; see ``CrawlStats``.
    private var stats: CrawlStats
    /// What limited the run up to the last look, with the processor's part.
    private var limits = LimitMeter()
    /// The last look at the places.
    private var lastLook: (limits: LimitMeter, busy: BusyTime, instant: CrawlInstant)?

    /// Counts on from `stats`.
    package init(_ stats: CrawlStats) {
        self.stats = stats
    }

    /// Visits came back, and these are what they came to.
    package func finished(_ answers: [FinishAnswer], of visits: [FinishedVisit], at now: CrawlInstant) {
        for (answer, visit) in zip(answers, visits) { self.finished(answer, of: visit, at: now) }
    }

    private func finished(_ answer: FinishAnswer, of visit: FinishedVisit, at now: CrawlInstant) {
        if visit.exchange != nil {
            if case .robots = visit.result { self.stats.requestSent(.robots) } else { self.stats.requestSent(.page) }
        }
        switch answer {
        case .visited(let record, let depthChanges):
            self.stats.visited(record, at: now)
            for change in depthChanges { self.stats.depthChanged(id: change.id, from: change.from, to: change.depth) }
        case .skipped(let record): self.stats.skipped(record)
        case .retrying(let cause): self.stats.retried(cause)
        case .nothing: break
        }
    }

    /// URLs were skipped when the run ended.
    package func skipped(_ records: [SkippedRecord]) {
        for record in records { self.stats.skipped(record) }
    }

    /// The figures of a progress line. `limits` is what the places waited for since the run's start, `busy` how long its event
    /// loops were at work; `stall` was noticed since the last time.
    package func progress(
        _ counts: FrontierCounts, limits: LimitMeter, busy: BusyTime, stall: Stall?, isPaused: Bool,
        at now: CrawlInstant
    ) -> ProgressFigures {
        var interval = limits
        if let last = self.lastLook {
            interval = limits.since(last.limits)
            let length = last.instant.duration(to: now)
            interval.answersWaited(forLoops: busy.loops, busy: busy.share(since: last.busy, of: length), over: length)
        }
        self.lastLook = (limits, busy, now)
        self.limits.merge(interval)
        var gauges = CrawlGauges()
        gauges.limits = interval
        gauges.stall = stall
        gauges.isPaused = isPaused
        gauges.inFlight = counts.ledger.leased
        gauges.openHosts = counts.openHosts
        gauges.nextStart = counts.nextStart.flatMap { $0 > now ? now.duration(to: $0) : nil }
        gauges.leastTimeLeft = counts.leastTimeLeft > .zero ? counts.leastTimeLeft : nil
        return self.stats.progress(ledger: counts.ledger, gauges: gauges, at: now)
    }

    /// All figures.
    package func snapshot(_ counts: FrontierCounts, at now: CrawlInstant) -> StatsSnapshot {
        var snapshot = self.stats.snapshot(ledger: counts.ledger, parked: counts.parked, at: now)
        snapshot.limits = self.limits
        return snapshot
    }
}
