package import SkitterCore

/// The figures of a crawl as Prometheus takes them: for a file that its node exporter picks up. Base units, seconds and bytes.
package struct PrometheusReport {
    private let snapshot: StatsSnapshot
    private let transport: String
    private let top: Int?
    private var writer = PrometheusText()

    private init(_ snapshot: StatsSnapshot, transport: String, top: Int?) {
        self.snapshot = snapshot
        self.transport = transport
        self.top = top
    }

    /// All families, or those of `criterion` alone; nil for ``Breakdown/Criterion/time``: a series over time is what
    /// Prometheus makes itself.
    package static func text(
        _ snapshot: StatsSnapshot, transport: String, by criterion: Breakdown.Criterion? = nil, top: Int? = nil
    ) -> String? {
        if criterion == .time { return nil }
        var report = PrometheusReport(snapshot, transport: transport, top: top)
        if let criterion {
            report.families(by: criterion)
        } else {
            report.totals()
            report.distributions()
            for criterion in Breakdown.Criterion.allCases where criterion != .time { report.families(by: criterion) }
        }
        return report.writer.text
    }

    private mutating func totals() {
        let (totals, ledger) = (self.snapshot.totals, self.snapshot.ledger)
        if let started = self.snapshot.startedMicroseconds {
            self.writer.family("start_time_seconds", .gauge, "Start of the crawl, in seconds since 1970.")
            self.writer.sample(NumberText.fixed(Double(started) / 1e6, decimals: 3))
        }
        self.writer.family("elapsed_seconds", .gauge, "Length of the crawl so far.")
        self.writer.sample(NumberText.fixed(self.snapshot.elapsed.inSeconds, decimals: 3))
        self.writer.family("urls_discovered_total", .counter, "Distinct URLs that became known.")
        self.writer.sample(ledger.discovered)
        self.writer.family("urls", .gauge, "URLs by where they stand.")
        for (state, count) in [
            ("pending", ledger.pending), ("leased", ledger.leased), ("fetched", ledger.fetched),
            ("redirected", ledger.redirected), ("failed", ledger.failedCount), ("skipped", ledger.skippedCount),
            ("parked", ledger.parked),
        ] {
            self.writer.sample(count, [("state", state)])
        }
        self.writer.family("visits_total", .counter, "Settled visits by outcome.")
        self.writer.sample(totals.fetched, [("outcome", "fetched")])
        self.writer.sample(totals.redirected, [("outcome", "redirected")])
        self.writer.sample(totals.failed, [("outcome", "failed")])
        self.writer.family("unchanged_total", .counter, "Fetched pages that are as an earlier crawl found them.")
        self.writer.sample(totals.unchanged)
        self.family(
            "skips_total", "URLs not visited, by reason.", "reason",
            self.snapshot.skips.map { ($0.key.rawValue, $0.value.count) })
        self.writer.family("requests_total", .counter, "Requests sent, repeated ones too, by purpose.")
        self.writer.sample(totals.pageRequests, [("purpose", "page")])
        self.writer.sample(totals.robotsRequests, [("purpose", "robots")])
        self.writer.family("retries_total", .counter, "Requests for pages that were sent again.")
        self.writer.sample(totals.retries)
        self.writer.family("body_bytes_total", .counter, "Bytes of body after decompression.")
        self.writer.sample(totals.bodyBytes)
        if totals.wireVisits > 0 {
            self.writer.family("wire_bytes_total", .counter, "Bytes of body on the wire.")
            self.writer.sample(totals.wireBytes)
        }
        self.family(
            "links_total", "Links on the pages by what became of them.", "verdict",
            [
                ("found", totals.links.found), ("accepted", totals.links.accepted), ("new", totals.links.new),
                ("out_of_scope", totals.links.outOfScope), ("nofollow", totals.links.nofollow),
                ("invalid", totals.links.invalid), ("dropped", totals.linksDropped),
            ])
        self.family(
            "truncated_total", "Bodies and lists of links that are not whole, by cause.", "cause",
            self.snapshot.truncations.map { ($0.key, $0.value) })
        if !self.snapshot.limits.isEmpty {
            self.writer.family(
                "limited_seconds_total", .counter,
                "Time that the places of the crawl (--concurrency) waited, by what for; all places together.")
            for limiter in Limiter.allCases {
                let time = self.snapshot.limits.time(of: limiter).inSeconds
                self.writer.sample(NumberText.fixed(time, decimals: 3), [("by", limiter.rawValue)])
            }
        }
        if !self.snapshot.parked.patterns.isEmpty {
            self.writer.family("parked_urls", .gauge, "URLs not fetched, by parked pattern.")
            for pattern in self.snapshot.parked.patterns {
                self.writer.sample(pattern.urls, [("pattern", pattern.pattern)])
            }
        }
    }

    /// A counter with one label, sorted by its value; nothing where there is nothing to count.
    private mutating func family(
        _ name: String, _ help: String, _ label: String, _ counts: [(name: String, count: Int)]
    ) {
        guard !counts.isEmpty else { return }
        self.writer.family(name, .counter, help)
        for (value, count) in counts.sorted(by: { $0.name < $1.name }) { self.writer.sample(count, [(label, value)]) }
    }

    private mutating func distributions() {
        self.summary("latency_seconds", "From the request to the end of the body.", self.snapshot.latency, 1e6, 6)
        self.summary("first_byte_seconds", "From the request to the status line.", self.snapshot.firstByte, 1e6, 6)
        self.summary("page_size_bytes", "Bytes of body of fetched pages.", self.snapshot.sizes, 1, 0)
    }

    private mutating func summary(
        _ name: String, _ help: String, _ histogram: Histogram, _ unit: Double, _ decimals: Int
    ) {
        guard histogram.count > 0 else { return }
        self.writer.family(name, .summary, help)
        for (quantile, percent) in [
            ("0.5", 50), ("0.75", 75), ("0.9", 90), ("0.95", 95), ("0.99", 99), ("0.999", 99.9), ("1", 100),
        ] {
            guard let value = histogram.percentile(percent) else { continue }
            self.writer.sample(NumberText.fixed(Double(value) / unit, decimals: decimals), [("quantile", quantile)])
        }
        let sum = (histogram.mean ?? 0) * Double(histogram.count) / unit
        self.writer.sample(NumberText.fixed(sum, decimals: decimals), suffix: "_sum")
        self.writer.sample(histogram.count, suffix: "_count")
    }

    private mutating func families(by criterion: Breakdown.Criterion) {
        let breakdown = Breakdown(self.snapshot, by: criterion, transport: self.transport, top: self.top)
        guard !breakdown.rows.isEmpty else { return }
        let label = criterion.rawValue
        for (column, name) in breakdown.columns.enumerated().dropFirst() {
            let metric: (name: String, kind: PrometheusText.Kind, help: String)
            switch name {
            case "mean_ms": metric = ("latency_mean_seconds", .gauge, "Mean time of an answered visit")
            case "slowest_ms": metric = ("latency_max_seconds", .gauge, "Time of the slowest answered visit")
            // A page may turn out to lie nearer: these fall, too.
            case "visits" where criterion == .depth: metric = ("visits", .gauge, "Settled visits")
            case "bytes": metric = ("body_bytes_total", .counter, "Bytes of body after decompression")
            case "wire_bytes": metric = ("wire_bytes_total", .counter, "Bytes of body on the wire")
            case "requests", "retries", "answered":
                metric = (name + "_total", .counter, name.prefix(1).uppercased() + name.dropFirst())
            case "visits": metric = ("visits_total", .counter, "Settled visits")
            default: metric = ("status_\(name)_total", .counter, "Visits with status \(name)")
            }
            self.writer.family("\(label)_\(metric.name)", metric.kind, "\(metric.help), by \(label).")
            for row in breakdown.rows {
                guard let value = row[column].prometheus else { continue }
                self.writer.sample(value, [(label, row[0].untouched)])
            }
        }
    }
}

extension Cell {
    /// In base units; nil where it is missing.
    fileprivate var prometheus: String? {
        switch self {
        case .text, .missing: nil
        case .count(let count), .bytes(let count): String(count)
        case .microseconds(let time): NumberText.fixed(Double(time) / 1e6, decimals: 6)
        case .perSecond(let number), .share(let number): NumberText.fixed(number, decimals: 3)
        }
    }

    /// The text as it is; the writer escapes it.
    fileprivate var untouched: String {
        if case .text(let text) = self { text } else { self.plain }
    }
}
