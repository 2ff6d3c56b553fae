/// Counts what a crawl does: each event once, in bounded memory, and without allocating for a visit to a known host.
///
/// A live crawl and the replay of its record go through this one machine, so that both give the same figures.
package struct CrawlStats: Sendable {
    /// What a request was sent for.
    package enum RequestPurpose: Sendable {
        /// A page.
        case page
        /// The host's robots.txt.
        case robots
    }

    /// The start of the run in microseconds since 1970 (UTC), where it is known.
    package var startedMicroseconds: Int64?

    private(set) var totals = StatsTotals()
    private var classes = StatusClasses()
    /// Visits with status 100 at index 0 and so on to 599.
    private var statuses = Array(repeating: 0, count: 500)
    private var types = TypeTally()
    private var hosts = HostTable()
    private var depths = DepthTally()
    private var latency = Histogram()
    private var firstByte = Histogram()
    private var sizes = Histogram()
    private var throughput = ThroughputSeries()
    private var recent = RecentRate()
    private var slowest = TopPages()
    private var largest = TopPages()
    private var failures = FailureTally()
    private var skips: [SkipReason: ExampleGroup] = [:]
    private var parked = ParkedTally()
    private var truncations: [String: Int] = [:]
    private var retryCauses: [FailureClass: Int] = [:]

    /// Nothing has happened yet.
    package init(startedMicroseconds: Int64? = nil) {
        self.startedMicroseconds = startedMicroseconds
    }

    /// Requests were sent, repeated ones included.
    package mutating func requestSent(_ purpose: RequestPurpose, count: Int = 1) {
        switch purpose {
        case .page: self.totals.pageRequests &+= count
        case .robots: self.totals.robotsRequests &+= count
        }
    }

    /// Requests for a page failed and are sent again; a replayed record does not know why.
    package mutating func retried(_ cause: FailureClass?, count: Int = 1) {
        self.totals.retries &+= count
        guard let cause else { return }
        let isFull = self.retryCauses.count >= FailureTally.limit && self.retryCauses[cause] == nil
        self.retryCauses[isFull ? FailureClass(.other) : cause, default: 0] &+= count
    }

    /// A page holds `count` links more than are looked at.
    package mutating func linksDropped(_ count: Int) {
        self.totals.linksDropped &+= count
    }

    /// A visit was settled at `now`.
    package mutating func visited(_ record: VisitRecord, at now: CrawlInstant) {
        self.totals.visits &+= 1
        var isFailed = false
        switch record.outcome {
        case .fetched:
            self.totals.fetched &+= 1
            if record.isUnchanged { self.totals.unchanged &+= 1 }
            if record.scriptNeed != nil { self.totals.scriptPages &+= 1 }
            self.sizes.record(Int64(record.bodyBytes))
        case .redirected:
            self.totals.redirected &+= 1
        case .failed(let failure, let message):
            isFailed = true
            self.totals.failed &+= 1
            self.failures.count(failure, url: record.url, message: message)
        }
        self.countSizes(of: record)
        self.countAnswer(of: record)
        self.hosts.count(record)
        self.depths.count(record.depthAtFetch)
        self.throughput.count(bytes: record.readBytes, failed: isFailed, at: now)
        self.recent.count(bytes: record.readBytes, at: now)
        if let cause = record.truncated { self.truncations[cause.rawValue, default: 0] &+= 1 }
        if let cause = record.linksTruncated { self.truncations[cause.rawValue, default: 0] &+= 1 }
    }

    /// A URL in scope will not be visited.
    package mutating func skipped(_ record: SkippedRecord) {
        if record.reason == .parked {
            return self.parked.count(record.detail ?? "", byUser: record.isParkedByUser)
        }
        if record.reason == .unparked { return self.parked.takenBack(record.detail ?? "") }
        self.totals.skipped &+= 1
        self.skips[record.reason, default: ExampleGroup()].count(url: record.url, message: record.detail)
    }

    /// So many parked URLs of `pattern` went back into the queue.
    package mutating func takenBack(_ pattern: String, urls: Int) {
        self.parked.takenBack(pattern, urls: urls)
    }

    /// Page `id`, already visited, turned out to lie at depth `to` and not `from`.
    package mutating func depthChanged(id: UInt64, from: Int, to: Int) {
        self.depthsLowered()
        self.pageMoved(from: from, to: to)
    }

    /// A depth fell, of a page that may have to be counted yet.
    package mutating func depthsLowered() {
        self.totals.depthsLowered &+= 1
    }

    /// A page that was counted at depth `from` lies at `to`.
    package mutating func pageMoved(from: Int, to: Int) {
        self.depths.move(from: from, to: to)
    }

    private mutating func countSizes(of record: VisitRecord) {
        self.totals.bodyBytes &+= record.readBytes
        if let bytes = record.wireBytes {
            self.totals.wireBytes &+= bytes
            self.totals.wireVisits &+= 1
        }
        if record.bodyBytes > 0 { self.largest.offer(Int64(record.bodyBytes), of: record) }
        self.totals.links.found &+= record.links.found
        self.totals.links.accepted &+= record.links.accepted
        self.totals.links.new &+= record.links.new
        self.totals.links.outOfScope &+= record.links.outOfScope
        self.totals.links.nofollow &+= record.links.nofollow
        self.totals.links.invalid &+= record.links.invalid
    }

    private mutating func countAnswer(of record: VisitRecord) {
        self.classes.count(record.status)
        guard let status = record.status else { return }
        if (100..<600).contains(status) { self.statuses[status - 100] &+= 1 }
        self.types.count(record.contentType, bytes: record.readBytes)
        self.latency.record(record.totalMicroseconds)
        self.slowest.offer(record.totalMicroseconds, of: record)
        if let time = record.firstByteMicroseconds { self.firstByte.record(time) }
    }
}

extension CrawlStats {
    /// The figures of a progress line as of `now`.
    package func progress(ledger: Ledger, gauges: CrawlGauges, at now: CrawlInstant) -> ProgressFigures {
        var figures = ProgressFigures()
        figures.elapsed = now.sinceStart
        figures.done = self.totals.visits
        figures.classes = self.classes
        figures.failed = self.totals.failed
        figures.bodyBytes = self.totals.bodyBytes
        (figures.visitsPerSecond, figures.bytesPerSecond) = self.recent.perSecond(at: now)
        figures.queued = ledger.pending
        figures.skipped = ledger.skippedCount
        figures.parked = ledger.parked
        figures.retries = self.totals.retries
        figures.gauges = gauges
        return figures
    }

    /// All figures as of `now`, with the `hostLimit` busiest hosts by name. What is parked the frontier tells, or the
    /// records do.
    package func snapshot(
        ledger: Ledger, parked: ParkedFigures? = nil, at now: CrawlInstant, hostLimit: Int = 100
    ) -> StatsSnapshot {
        let (leading, others) = self.hosts.leading(hostLimit)
        return StatsSnapshot(
            // To the millisecond, as the record has it: what is derived from it is the same whoever derives it.
            elapsed: .milliseconds(now.sinceStart.wholeNanoseconds / 1_000_000),
            startedMicroseconds: self.startedMicroseconds,
            ledger: ledger,
            totals: self.totals,
            classes: self.classes,
            statuses: Dictionary(
                uniqueKeysWithValues: self.statuses.indices.compactMap { index in
                    self.statuses[index] == 0 ? nil : (index + 100, self.statuses[index])
                }),
            types: self.types.sorted,
            hosts: leading,
            otherHosts: others,
            hostCount: self.hosts.names.count,
            depths: self.depths.visits,
            latency: self.latency,
            firstByte: self.firstByte,
            sizes: self.sizes,
            throughput: self.throughput,
            slowest: self.slowest.pages,
            largest: self.largest.pages,
            failures: self.failures.groups,
            skips: self.skips,
            parked: parked ?? self.parked.figures,
            truncations: self.truncations,
            retryCauses: self.retryCauses)
    }

    /// The terms of a ledger that the counted events alone can tell: settled URLs by state, nothing pending.
    package var settledLedger: Ledger {
        var ledger = Ledger()
        ledger.fetched = self.totals.fetched
        ledger.redirected = self.totals.redirected
        ledger.failed = self.failures.groups.mapValues(\.count)
        ledger.skipped = self.skips.mapValues(\.count)
        ledger.parked = self.parked.figures.urls
        ledger.discovered = ledger.accounted
        return ledger
    }
}
