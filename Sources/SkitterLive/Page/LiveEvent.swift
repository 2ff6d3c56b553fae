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
        LiveEvent.ending(view.ending, to: &writer)
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
        LiveEvent.parked(snapshot.parked, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    private static func ending(_ ending: CrawlEnding?, to writer: inout JSONWriter) {
        guard let ending else { return writer.null() }
        writer.beginObject()
        writer.key("code")
        writer.value(ending.code)
        writer.key("cause")
        writer.value(ending.cause)
        writer.endObject()
    }

    private static func progress(_ figures: ProgressFigures, to writer: inout JSONWriter) {
        let gauges = figures.gauges
        writer.key("visits_per_s")
        writer.value(figures.visitsPerSecond, decimals: 1)
        writer.key("bytes_per_s")
        writer.value(figures.bytesPerSecond, decimals: 0)
        for (name, value) in [
            ("queue", figures.queued), ("in_flight", gauges.inFlight), ("open_hosts", gauges.openHosts),
            ("resident_bytes", gauges.residentBytes),
        ] as [(StaticString, Int?)] {
            writer.key(name)
            writer.optional(value)
        }
        for (name, time) in [("next_s", gauges.nextStart), ("least_left_s", gauges.leastTimeLeft)]
            as [(StaticString, Duration?)]
        {
            writer.key(name)
            if let time { writer.value(time.inSeconds, decimals: 1) } else { writer.null() }
        }
        writer.key("stall")
        if let stall = gauges.stall { writer.value("\(stall)") } else { writer.null() }
    }

    private static func totals(_ snapshot: StatsSnapshot, to writer: inout JSONWriter) {
        let totals = snapshot.totals
        writer.key("totals")
        writer.beginObject()
        for (name, value) in [
            ("visits", totals.visits), ("fetched", totals.fetched), ("redirected", totals.redirected),
            ("failed", totals.failed), ("skipped", totals.skipped), ("bytes", totals.bodyBytes),
            ("page_requests", totals.pageRequests), ("robots_requests", totals.robotsRequests),
            ("retries", totals.retries),
        ] as [(StaticString, Int)] {
            writer.key(name)
            writer.value(value)
        }
        writer.endObject()
        writer.key("status")
        LiveEvent.classes(snapshot.classes, to: &writer)
    }

    private static func classes(_ classes: StatusClasses, to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, value) in [
            ("2xx", classes.success), ("3xx", classes.redirection), ("4xx", classes.clientError),
            ("5xx", classes.serverError), ("other", classes.other), ("none", classes.unanswered),
        ] as [(StaticString, Int)] {
            writer.key(name)
            writer.value(value)
        }
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
        writer.beginArray()
        for count in powers[...(powers.lastIndex { $0 > 0 } ?? 0)] { writer.value(count) }
        writer.endArray()
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
        writer.key("bucket_s")
        writer.value(series.bucketSeconds)
        for (name, value) in [("visits", \.visits), ("failed", \.failed), ("bytes", \.bodyBytes)]
            as [(StaticString, KeyPath<ThroughputSeries.Bucket, Int>)]
        {
            writer.key(name)
            writer.beginArray()
            for bucket in buckets { writer.value(bucket[keyPath: value]) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func hosts(_ view: CrawlView, to writer: inout JSONWriter) {
        writer.key("host_count")
        writer.value(view.snapshot.hostCount)
        writer.key("hosts")
        writer.beginArray()
        for host in view.snapshot.hosts.prefix(LiveEvent.named) {
            writer.beginObject()
            writer.key("host")
            writer.value(host.host)
            writer.key("visits")
            writer.value(host.figures.visits)
            writer.key("failed")
            writer.value(
                host.figures.classes.clientError + host.figures.classes.serverError + host.figures.classes.unanswered)
            writer.key("bytes")
            writer.value(host.figures.bodyBytes)
            writer.key("mean_ms")
            if let mean = host.figures.meanMicroseconds { writer.fixed(mean, decimals: 3) } else { writer.null() }
            writer.endObject()
        }
        writer.endArray()
        writer.key("waiting")
        writer.beginArray()
        for host in view.waiting.prefix(LiveEvent.named) {
            writer.beginObject()
            writer.key("host")
            writer.value(host.host)
            writer.key("queued")
            writer.value(host.queued)
            writer.key("in_s")
            writer.value(max(0, (host.until - view.figures.elapsed).inSeconds), decimals: 1)
            writer.endObject()
        }
        writer.endArray()
    }

    private static func failures(_ snapshot: StatsSnapshot, to writer: inout JSONWriter) {
        let groups = snapshot.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        writer.key("failures")
        writer.beginArray()
        for (failure, group) in groups.prefix(LiveEvent.named) {
            writer.beginObject()
            writer.key("class")
            writer.value(failure.description)
            writer.key("count")
            writer.value(group.count)
            writer.key("examples")
            writer.beginArray()
            for example in group.examples {
                writer.beginObject()
                writer.key("url")
                writer.value(example.url)
                writer.key("message")
                writer.optional(example.message)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    private static func parked(_ figures: ParkedFigures, to writer: inout JSONWriter) {
        writer.key("parked")
        writer.beginArray()
        for pattern in figures.patterns.prefix(LiveEvent.named) {
            writer.beginObject()
            writer.key("pattern")
            writer.value(pattern.pattern)
            writer.key("urls")
            writer.value(pattern.urls)
            writer.endObject()
        }
        writer.endArray()
    }
}
