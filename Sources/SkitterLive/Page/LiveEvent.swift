package import SkitterCore

/// A view of a crawl as the page takes it: one JSON text. docs/observability.md describes its members.
package enum LiveEvent {
    /// Hosts, failures and patterns that are named.
    private static let named = 12
    /// Stretches of the throughput that are told, the last ones.
    private static let stretches = 240

    /// `view` as JSON.
    package static func json(_ view: CrawlView, title: String) -> [UInt8] {
        var writer = JSONWriter()
        let (figures, snapshot) = (view.figures, view.snapshot)
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("title")
        writer.value(title)
        writer.key("state")
        writer.value(view.ending != nil ? "ended" : figures.gauges.isPaused ? "paused" : "running")
        writer.key("exit")
        writer.ending(view.ending)
        writer.key("elapsed_s")
        writer.value(snapshot.elapsed.inSeconds, decimals: 3)
        LiveEvent.progress(figures, to: &writer)
        writer.key("ledger")
        writer.ledger(snapshot.ledger)
        LiveEvent.totals(snapshot, to: &writer)
        LiveEvent.limits(view, to: &writer)
        LiveEvent.latency(snapshot.latency, to: &writer)
        LiveEvent.throughput(snapshot.throughput, to: &writer)
        LiveEvent.hosts(view, to: &writer)
        LiveEvent.failures(snapshot, to: &writer)
        LiveEvent.patterns(view, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func progress(_ figures: ProgressFigures, to writer: inout JSONWriter) {
        let gauges = figures.gauges
        writer.key("visits_per_s")
        writer.value(figures.visitsPerSecond, decimals: 1)
        writer.key("bytes_per_s")
        writer.value(figures.bytesPerSecond, decimals: 0)
        writer.member("queue", figures.queued)
        writer.member("in_flight", gauges.inFlight)
        writer.member("open_hosts", gauges.openHosts)
        writer.member("resident_bytes", gauges.residentBytes)
        writer.key("next_s")
        writer.optional(gauges.nextStart?.inSeconds, decimals: 1)
        writer.key("least_left_s")
        writer.optional(gauges.leastTimeLeft?.inSeconds, decimals: 1)
        writer.member("stall", gauges.stall.map { "\($0)" })
    }

    private static func totals(_ snapshot: StatsSnapshot, to writer: inout JSONWriter) {
        let totals = snapshot.totals
        writer.key("totals")
        writer.beginObject()
        writer.member("visits", totals.visits)
        writer.member("fetched", totals.fetched)
        writer.member("redirected", totals.redirected)
        writer.member("failed", totals.failed)
        writer.member("skipped", totals.skipped)
        writer.member("bytes", totals.bodyBytes)
        writer.member("page_requests", totals.pageRequests)
        writer.member("robots_requests", totals.robotsRequests)
        writer.member("retries", totals.retries)
        writer.endObject()
        writer.key("status")
        writer.beginObject()
        writer.classes(snapshot.classes)
        writer.endObject()
    }

    private static func limits(_ view: CrawlView, to writer: inout JSONWriter) {
        for (name, limits) in [("limited_by", view.figures.gauges.limits), ("limited_by_all", view.snapshot.limits)]
            as [(StaticString, LimitMeter)]
        {
            writer.key(name)
            writer.beginObject()
            for reading in limits.shares {
                writer.key(text: reading.limiter.rawValue)
                writer.value(reading.share, decimals: 4)
            }
            writer.endObject()
        }
    }

    /// How many answers took how long: at index n those of 2^n microseconds and more, below 2^(n+1).
    private static func latency(_ histogram: Histogram, to writer: inout JSONWriter) {
        var powers = Array(repeating: 0, count: 40)
        for (range, count) in histogram.occupied {
            powers[min(39, 63 - max(1, range.lowerBound).leadingZeroBitCount)] += count
        }
        writer.key("latency")
        writer.beginObject()
        writer.key("powers")
        writer.values(powers[...(powers.lastIndex { $0 > 0 } ?? 0)])
        for (name, percent) in [("p50_ms", 50), ("p90_ms", 90), ("p99_ms", 99)] as [(StaticString, Double)] {
            writer.key(name)
            if let value = histogram.percentile(percent) { writer.fixed(value, decimals: 3) } else { writer.null() }
        }
        writer.endObject()
    }

    private static func throughput(_ series: ThroughputSeries, to writer: inout JSONWriter) {
        let buckets = series.buckets.suffix(LiveEvent.stretches)
        writer.key("throughput")
        writer.beginObject()
        writer.member("bucket_s", series.bucketSeconds)
        writer.key("visits")
        writer.values(buckets.map(\.visits))
        writer.key("failed")
        writer.values(buckets.map(\.failed))
        writer.key("bytes")
        writer.values(buckets.map(\.bodyBytes))
        writer.endObject()
    }

    private static func hosts(_ view: CrawlView, to writer: inout JSONWriter) {
        writer.member("host_count", view.snapshot.hostCount)
        writer.key("hosts")
        writer.objects(view.snapshot.hosts.prefix(LiveEvent.named)) { writer, host in
            let (figures, classes) = (host.figures, host.figures.classes)
            writer.member("host", host.host)
            writer.member("visits", figures.visits)
            writer.member("failed", classes.clientError + classes.serverError + classes.unanswered)
            writer.member("bytes", figures.bodyBytes)
            writer.key("mean_ms")
            if let mean = figures.meanMicroseconds { writer.fixed(mean, decimals: 3) } else { writer.null() }
        }
        writer.key("waiting")
        writer.objects(view.waiting.prefix(LiveEvent.named)) { writer, host in
            writer.member("host", host.host)
            writer.member("queued", host.queued)
            writer.key("in_s")
            writer.value(max(0, (host.until - view.figures.elapsed).inSeconds), decimals: 1)
        }
    }

    private static func failures(_ snapshot: StatsSnapshot, to writer: inout JSONWriter) {
        let groups = snapshot.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        writer.key("failures")
        writer.objects(groups.prefix(LiveEvent.named)) { writer, failure in
            writer.member("class", failure.key.description)
            writer.group(failure.value)
        }
    }

    /// What may be parked, and what is; of the latter also what the user parked and nothing has turned up of yet.
    private static func patterns(_ view: CrawlView, to writer: inout JSONWriter) {
        writer.key("patterns")
        writer.objects(view.patterns.prefix(LiveEvent.named)) { writer, pattern in
            writer.member("pattern", pattern.pattern)
            writer.member("waiting", pattern.waiting)
            writer.member("visited", pattern.visited)
            writer.key("estimate")
            writer.value(pattern.isEstimate)
        }
        let parked = view.snapshot.parked
        let empty = parked.emptyPatterns.prefix(LiveEvent.named)
            .map { ParkedFigures.Pattern(pattern: $0, urls: 0, isByUser: true) }
        writer.key("parked")
        writer.patterns(Array(parked.patterns.prefix(LiveEvent.named)) + empty)
    }
}
