package import SkitterCore

/// The page of statistics that people read: sections with bars, in a width of their choosing.
package struct StatsPage {
    let snapshot: StatsSnapshot
    let layout: ReportLayout

    private let hostLimit: Int

    /// The page of `snapshot`, set on `layout`, with so many hosts by name.
    package init(_ snapshot: StatsSnapshot, _ layout: ReportLayout, hosts: Int = 10) {
        self.hostLimit = hosts
        self.snapshot = snapshot
        self.layout = layout
    }

    /// The whole page, a line break after each line. Sections about nothing are left out.
    package var text: String {
        [
            self.overview, self.throughput, self.statuses, self.types, self.depths, self.distributions, self.hosts,
            self.pages("Slowest", self.snapshot.slowest) { DurationText.compact(microseconds: $0) },
            self.pages("Largest", self.snapshot.largest) { ByteCountText.short(Int($0)) },
            self.failures, self.skips, self.parked,
        ].compactMap(\.self).joined(separator: "\n")
    }

    private var overview: String? {
        let snapshot = self.snapshot
        let totals = snapshot.totals
        let ledger = snapshot.ledger
        var facts: [(String, String)] = []
        if let started = snapshot.startedMicroseconds { facts.append(("started", UTCTime.text(started))) }
        facts.append(("time", DurationText.clock(snapshot.elapsed)))
        facts.append(
            (
                "visits",
                "\(NumberText.grouped(totals.visits)) (\(NumberText.rate(snapshot.visitsPerSecond))/s): "
                    + "\(LedgerText.fetched(totals)), \(NumberText.grouped(totals.redirected)) redirected, "
                    + "\(NumberText.grouped(totals.failed)) failed"
            ))
        facts.append(("skipped", NumberText.grouped(totals.skipped)))
        facts.append(("bytes", LedgerText.bytes(snapshot)))
        facts.append(("requests", LedgerText.requests(totals)))
        if let limits = LedgerText.limits(snapshot.limits) { facts.append(("limited", "by " + limits)) }
        facts.append(("links", LedgerText.links(totals)))
        facts.append(("ledger", LedgerText.standing(ledger)))
        if let scripts = LedgerText.scripts(totals) { facts.append(("scripts", scripts)) }
        return self.layout.paint("Crawl", .title) + "\n" + facts.map { FactLine.text($0.0, $0.1, self.layout) }.joined()
    }

    private var throughput: String? {
        let series = self.snapshot.throughput
        guard series.buckets.count > 1 else { return nil }
        let room = self.layout.columns - 32
        let scale = 1 / Double(series.bucketSeconds)
        let visits = series.buckets.map { Double($0.visits) * scale }
        let bytes = series.buckets.map { Double($0.bodyBytes) * scale }
        let lines = [
            ("pages/s", Sparkline.text(visits, columns: room) + " peak " + NumberText.rate(visits.max() ?? 0) + "/s"),
            ("bytes/s", Sparkline.text(bytes, columns: room) + " peak " + ByteCountText.rate(bytes.max() ?? 0)),
        ]
        return self.layout.paint("Throughput", .title) + "\n"
            + lines.map { FactLine.text($0.0, $0.1, self.layout) }.joined()
    }

    private var statuses: String? {
        let rows = Breakdown(self.snapshot, by: .status).rows.map { row in
            (name: row[0].readable, count: self.count(row[1]), tone: StatsPage.tone(ofStatus: row[0].plain))
        }
        return self.bars("Status", rows)
    }

    private var types: String? {
        self.bars("Type", self.snapshot.types.prefix(12).map { (TerminalText.escaped($0.type), $0.visits, nil) })
    }

    private var depths: String? {
        let depths = self.snapshot.depths
        let last = min(depths.count, 20)
        var rows: [(name: String, count: Int, tone: ReportLayout.Tone?)] = (0..<last).map {
            (Breakdown.depthName($0), depths[$0], nil)
        }
        if depths.count > last { rows.append(("deeper", depths[last...].reduce(0, +), nil)) }
        return self.bars("Depth", rows)
    }

    private var distributions: String? {
        let points = Percentiles.fitting(self.layout.columns)
        var table = TextTable([""] + points.map(\.name))
        let times = [("latency", self.snapshot.latency), ("first byte", self.snapshot.firstByte)]
        for (name, histogram) in times where histogram.count > 0 {
            table.append([name] + points.map { DurationText.compact(microseconds: $0.of(histogram) ?? 0) })
        }
        if self.snapshot.sizes.count > 0 {
            table.append(["size"] + points.map { ByteCountText.short(Int($0.of(self.snapshot.sizes) ?? 0)) })
        }
        guard self.snapshot.latency.count > 0 || self.snapshot.sizes.count > 0 else { return nil }
        return self.layout.paint("Percentiles", .title) + "\n" + table.text(self.layout)
    }

    private var hosts: String? {
        guard !self.snapshot.hosts.isEmpty else { return nil }
        // What tells most stays longest when the page narrows.
        let names = ["visits", "2xx", "3xx", "4xx", "5xx", "none", "bytes", "mean"]
        let shown = self.layout.columns < 50 ? [0, 6] : self.layout.columns < 72 ? [0, 1, 6, 7] : Array(names.indices)
        var table = TextTable(["Host"] + shown.map { names[$0] })
        for host in self.snapshot.hosts.prefix(self.hostLimit) {
            let cells = self.cells(host.figures)
            table.append([TerminalText.escaped(host.host)] + shown.map { cells[$0] })
        }
        let rest = self.snapshot.hosts.dropFirst(self.hostLimit)
        var text = table.text(self.layout)
        if !rest.isEmpty || self.snapshot.otherHosts.visits > 0 {
            let hosts = self.snapshot.hostCount - min(self.hostLimit, self.snapshot.hosts.count)
            let visits = rest.reduce(0) { $0 + $1.figures.visits } + self.snapshot.otherHosts.visits
            text += "and \(NumberText.grouped(hosts)) more with \(NumberText.grouped(visits)) visits: --by host\n"
        }
        return text
    }

    private func cells(_ figures: HostFigures) -> [String] {
        let classes = figures.classes
        let counts = [
            figures.visits, classes.success, classes.redirection, classes.clientError, classes.serverError,
            classes.unanswered,
        ]
        let mean = figures.meanMicroseconds.map { DurationText.compact(microseconds: $0) } ?? "-"
        return counts.map(NumberText.grouped) + [ByteCountText.short(figures.bodyBytes), mean]
    }
}
