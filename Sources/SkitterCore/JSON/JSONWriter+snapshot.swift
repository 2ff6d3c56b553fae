extension JSONWriter {
    /// The version of the members that ``snapshot(_:)`` writes.
    package static let snapshotVersion = 1

    /// All figures of `snapshot` as members of an object that is open: summary.json and `stats --format json` share them.
    /// docs/crawl-directory.md describes each.
    package mutating func snapshot(_ snapshot: StatsSnapshot) {
        self.key("started")
        if let started = snapshot.startedMicroseconds { self.time(started) } else { self.null() }
        self.key("elapsed_s")
        self.value(snapshot.elapsed.inSeconds, decimals: 3)
        self.key("ledger")
        self.ledger(snapshot.ledger)
        self.totals(of: snapshot)
        self.requests(of: snapshot)
        self.links(of: snapshot.totals)
        self.statuses(of: snapshot)
        self.types(snapshot.types)
        self.hosts(of: snapshot)
        self.key("depths")
        self.values(snapshot.depths)
        self.key("latency_ms")
        self.histogram(snapshot.latency, decimals: 3)
        self.key("first_byte_ms")
        self.histogram(snapshot.firstByte, decimals: 3)
        self.key("size_bytes")
        self.histogram(snapshot.sizes, decimals: 0)
        self.throughput(snapshot.throughput)
        self.key("slowest")
        self.pages(snapshot.slowest, value: "ms", decimals: 3)
        self.key("largest")
        self.pages(snapshot.largest, value: "bytes", decimals: 0)
        self.key("failures")
        self.groups(snapshot.failures.map { ($0.key.description, $0.value) })
        self.key("skips")
        self.groups(snapshot.skips.map { ($0.key.rawValue, $0.value) })
        self.parked(snapshot.parked)
        self.key("truncated")
        self.counts(snapshot.truncations.map { ($0.key, $0.value) })
        self.key("limited_by_s")
        self.limits(snapshot.limits)
    }

    /// Seconds by what was waited for, to the millisecond; nothing that was not.
    package mutating func limits(_ limits: LimitMeter) {
        self.beginObject()
        for limiter in Limiter.allCases {
            let milliseconds = limits.time(of: limiter).wholeNanoseconds / 1_000_000
            guard milliseconds > 0 else { continue }
            self.key(text: limiter.rawValue)
            self.fixed(milliseconds, decimals: 3)
        }
        self.endObject()
    }

    /// Where every URL stands.
    package mutating func ledger(_ ledger: Ledger) {
        self.beginObject()
        self.member("discovered", ledger.discovered)
        self.member("pending", ledger.pending)
        self.member("leased", ledger.leased)
        self.member("fetched", ledger.fetched)
        self.member("redirected", ledger.redirected)
        self.key("failed")
        self.counts(ledger.failed.map { ($0.key.description, $0.value) })
        self.key("skipped")
        self.counts(ledger.skipped.map { ($0.key.rawValue, $0.value) })
        self.member("parked", ledger.parked)
        self.key("closes")
        self.value(ledger.closes)
        self.endObject()
    }

    private mutating func totals(of snapshot: StatsSnapshot) {
        let totals = snapshot.totals
        self.key("totals")
        self.beginObject()
        self.member("visits", totals.visits)
        self.member("fetched", totals.fetched)
        self.member("unchanged", totals.unchanged)
        self.member("redirected", totals.redirected)
        self.member("failed", totals.failed)
        self.member("skipped", totals.skipped)
        self.member("bytes", totals.bodyBytes)
        self.member("wire_bytes", totals.wireVisits > 0 ? totals.wireBytes : nil)
        self.member("depths_lowered", totals.depthsLowered)
        self.member("needs_javascript", totals.scriptPages)
        self.key("visits_per_s")
        self.value(snapshot.visitsPerSecond, decimals: 3)
        self.key("bytes_per_s")
        self.value(snapshot.bytesPerSecond, decimals: 0)
        self.endObject()
    }

    private mutating func requests(of snapshot: StatsSnapshot) {
        self.key("requests")
        self.beginObject()
        self.member("pages", snapshot.totals.pageRequests)
        self.member("robots", snapshot.totals.robotsRequests)
        self.member("retries", snapshot.totals.retries)
        self.key("retry_causes")
        self.counts(snapshot.retryCauses.map { ($0.key.description, $0.value) })
        self.endObject()
    }

    private mutating func links(of totals: StatsTotals) {
        self.key("links")
        self.beginObject()
        self.member("found", totals.links.found)
        self.member("accepted", totals.links.accepted)
        self.member("new", totals.links.new)
        self.member("out_of_scope", totals.links.outOfScope)
        self.member("nofollow", totals.links.nofollow)
        self.member("invalid", totals.links.invalid)
        self.member("dropped", totals.linksDropped)
        self.endObject()
    }

    private mutating func statuses(of snapshot: StatsSnapshot) {
        self.key("status")
        self.beginObject()
        self.key("classes")
        self.beginObject()
        self.classes(snapshot.classes)
        self.endObject()
        self.key("codes")
        self.counts(snapshot.statuses.map { (String($0.key), $0.value) })
        self.endObject()
    }

    /// Visits by the class of their status, as members of an object that is open.
    package mutating func classes(_ classes: StatusClasses) {
        self.member("2xx", classes.success)
        self.member("3xx", classes.redirection)
        self.member("4xx", classes.clientError)
        self.member("5xx", classes.serverError)
        self.member("other", classes.other)
        self.member("none", classes.unanswered)
    }

    private mutating func types(_ types: [TypeFigures]) {
        self.key("types")
        self.objects(types) { writer, type in
            writer.member("type", type.type)
            writer.member("visits", type.visits)
            writer.member("bytes", type.bodyBytes)
        }
    }

    private mutating func hosts(of snapshot: StatsSnapshot) {
        self.key("hosts")
        self.beginObject()
        self.member("count", snapshot.hostCount)
        self.key("listed")
        self.objects(snapshot.hosts) { writer, host in
            writer.member("host", host.host)
            writer.host(host.figures)
        }
        self.key("others")
        self.beginObject()
        self.host(snapshot.otherHosts)
        self.endObject()
        self.endObject()
    }

    private mutating func host(_ figures: HostFigures) {
        self.member("visits", figures.visits)
        self.classes(figures.classes)
        self.member("requests", figures.requests)
        self.member("bytes", figures.bodyBytes)
        self.key("mean_ms")
        if let mean = figures.meanMicroseconds { self.fixed(mean, decimals: 3) } else { self.null() }
        self.key("slowest_ms")
        if figures.answered > 0 { self.fixed(figures.slowestMicroseconds, decimals: 3) } else { self.null() }
    }
}

// MARK: - Shapes that recur

extension JSONWriter {
    /// How a run ended; null where it did not.
    package mutating func ending(_ ending: CrawlEnding?) {
        guard let ending else { return self.null() }
        self.beginObject()
        self.member("code", ending.code)
        self.member("cause", ending.cause)
        self.endObject()
    }

    /// Sorted by name: two reports of equal figures are equal byte for byte.
    private mutating func counts(_ counts: [(name: String, count: Int)]) {
        self.beginObject()
        for (name, count) in counts.sorted(by: { $0.name < $1.name }) {
            self.key(text: name)
            self.value(count)
        }
        self.endObject()
    }

    private mutating func histogram(_ histogram: Histogram, decimals: Int) {
        self.beginObject()
        self.member("count", histogram.count)
        for (name, value) in [
            ("min", histogram.min), ("p50", histogram.percentile(50)), ("p75", histogram.percentile(75)),
            ("p90", histogram.percentile(90)), ("p95", histogram.percentile(95)), ("p99", histogram.percentile(99)),
            ("p99.9", histogram.percentile(99.9)), ("max", histogram.max),
        ] as [(StaticString, Int64?)] {
            self.key(name)
            if let value { self.fixed(value, decimals: decimals) } else { self.null() }
        }
        self.key("mean")
        if let mean = histogram.mean {
            self.value(decimals > 0 ? mean / 1_000 : mean, decimals: 3)
        } else {
            self.null()
        }
        self.endObject()
    }

    private mutating func throughput(_ series: ThroughputSeries) {
        self.key("throughput")
        self.beginObject()
        self.member("bucket_s", series.bucketSeconds)
        self.key("visits")
        self.values(series.buckets.map(\.visits))
        self.key("failed")
        self.values(series.buckets.map(\.failed))
        self.key("bytes")
        self.values(series.buckets.map(\.bodyBytes))
        self.endObject()
    }

    private mutating func pages(_ pages: [PageFigure], value: StaticString, decimals: Int) {
        self.objects(pages) { writer, page in
            writer.key("id")
            writer.hexadecimal(page.id)
            writer.member("url", page.url)
            writer.member("status", page.status)
            writer.key(value)
            writer.fixed(page.value, decimals: decimals)
        }
    }

    private mutating func parked(_ figures: ParkedFigures) {
        self.key("parked")
        self.beginObject()
        self.member("urls", figures.urls)
        self.key("patterns")
        self.patterns(figures.patterns)
        self.member("other_patterns", figures.otherPatterns)
        self.member("other_urls", figures.otherURLs)
        self.endObject()
    }

    private mutating func groups(_ groups: [(name: String, group: ExampleGroup)]) {
        self.beginObject()
        for (name, group) in groups.sorted(by: { $0.name < $1.name }) {
            self.key(text: name)
            self.beginObject()
            self.group(group)
            self.endObject()
        }
        self.endObject()
    }

    /// How many there are of a kind, and some of them, as members of an object that is open.
    package mutating func group(_ group: ExampleGroup) {
        self.member("count", group.count)
        self.key("examples")
        self.objects(group.examples) { writer, example in
            writer.member("url", example.url)
            writer.member("message", example.message)
        }
    }

    /// Patterns of URLs that were parked.
    package mutating func patterns(_ patterns: some Sequence<ParkedFigures.Pattern>) {
        self.objects(patterns) { writer, pattern in
            writer.member("pattern", pattern.pattern)
            writer.member("urls", pattern.urls)
            writer.key("by")
            writer.value(pattern.isByUser ? "user" : "rule")
        }
    }
}
