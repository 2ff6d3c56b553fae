package import SkitterCore

/// All figures of a crawl: a page for people, JSON and CSV for machines.
package enum StatsReport {
    /// One JSON text on one line; docs/crawl-directory.md describes its members.
    package static func json(_ snapshot: StatsSnapshot) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(JSONWriter.snapshotVersion)
        writer.snapshot(snapshot)
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// One figure: what it belongs to, its name, its value.
    typealias Figure = (section: String, name: String, value: Cell)

    /// CSV with the columns `section,name,value`: one figure a line.
    package static func csv(_ snapshot: StatsSnapshot) -> String {
        var text = CSVText.line(["section", "name", "value"])
        for (section, name, value) in StatsReport.figures(snapshot) + StatsReport.groups(snapshot) {
            text += CSVText.line([section, name, value.plain])
        }
        return text
    }

    /// The figures that every crawl has.
    static func figures(_ snapshot: StatsSnapshot) -> [Figure] {
        let totals = snapshot.totals
        let ledger = snapshot.ledger
        var figures: [Figure] = [
            ("time", "elapsed_ms", .microseconds(snapshot.elapsed.wholeNanoseconds / 1_000)),
            ("ledger", "discovered", .count(ledger.discovered)), ("ledger", "pending", .count(ledger.pending)),
            ("ledger", "leased", .count(ledger.leased)), ("ledger", "fetched", .count(ledger.fetched)),
            ("ledger", "redirected", .count(ledger.redirected)), ("ledger", "failed", .count(ledger.failedCount)),
            ("ledger", "skipped", .count(ledger.skippedCount)), ("ledger", "parked", .count(ledger.parked)),
            ("totals", "visits", .count(totals.visits)), ("totals", "fetched", .count(totals.fetched)),
            ("totals", "unchanged", .count(totals.unchanged)),
            ("totals", "redirected", .count(totals.redirected)), ("totals", "failed", .count(totals.failed)),
            ("totals", "skipped", .count(totals.skipped)), ("totals", "bytes", .bytes(totals.bodyBytes)),
            ("totals", "wire_bytes", totals.wireVisits > 0 ? .bytes(totals.wireBytes) : .missing),
            ("totals", "needs_javascript", .count(totals.scriptPages)),
            ("totals", "visits_per_s", .perSecond(snapshot.visitsPerSecond)),
            ("totals", "bytes_per_s", .perSecond(snapshot.bytesPerSecond)),
            ("requests", "pages", .count(totals.pageRequests)), ("requests", "robots", .count(totals.robotsRequests)),
            ("requests", "retries", .count(totals.retries)),
        ]
        for (name, histogram) in [("latency_ms", snapshot.latency), ("first_byte_ms", snapshot.firstByte)] {
            figures += Percentiles.all.map { (name, $0.name, $0.of(histogram).map(Cell.microseconds) ?? .missing) }
        }
        figures += Percentiles.all.map {
            ("size_bytes", $0.name, $0.of(snapshot.sizes).map { .bytes(Int($0)) } ?? .missing)
        }
        return figures
    }

    /// The figures by status, type, depth, host, failure, reason and parked pattern.
    private static func groups(_ snapshot: StatsSnapshot) -> [Figure] {
        var figures: [Figure] = []
        for criterion in [Breakdown.Criterion.status, .type, .depth] {
            for row in Breakdown(snapshot, by: criterion).rows {
                figures.append((criterion.rawValue, row[0].plain, row[1]))
            }
        }
        for host in snapshot.hosts {
            figures.append(("host", TerminalText.escaped(host.host), .count(host.figures.visits)))
        }
        for (failure, group) in snapshot.failures.sorted(by: { $0.key < $1.key }) {
            figures.append(("failure", TerminalText.escaped(failure.description), .count(group.count)))
        }
        for reason in SkipReason.allCases {
            if let group = snapshot.skips[reason] { figures.append(("skip", reason.rawValue, .count(group.count))) }
        }
        for pattern in snapshot.parked.patterns {
            figures.append(("parked", TerminalText.escaped(pattern.pattern), .count(pattern.urls)))
        }
        return figures
    }
}
