package import SkitterCore

/// The figures of a crawl, taken apart by one criterion: rows for a table, for CSV and for JSON alike.
package struct Breakdown: Sendable {
    /// What figures can be taken apart by.
    package enum Criterion: String, CaseIterable, Sendable {
        case host, status, type, depth, time
    }

    /// What the rows are taken apart by.
    let criterion: Criterion
    /// Names of the columns, as machines read them; the first names the row.
    let columns: [String]
    /// One row for each host, status, … in the order in which people look for them.
    private(set) var rows: [[Cell]] = []

    /// The figures of `snapshot` by `criterion`.
    package init(_ snapshot: StatsSnapshot, by criterion: Criterion) {
        self.criterion = criterion
        switch criterion {
        case .host:
            self.columns = [
                "host", "visits", "2xx", "3xx", "4xx", "5xx", "other", "none", "requests", "bytes", "mean_ms",
                "slowest_ms",
            ]
            self.rows = snapshot.hosts.map { Breakdown.row($0.host, $0.figures) }
            if snapshot.otherHosts.visits > 0 { self.rows.append(Breakdown.row("(others)", snapshot.otherHosts)) }
        case .status:
            self.columns = ["status", "visits"]
            self.rows = snapshot.statuses.sorted { $0.key < $1.key }.map { [.text(String($0.key)), .count($0.value)] }
            // Codes outside 100...599 have no row of their own.
            let known = snapshot.statuses.values.reduce(0, +)
            let strange = snapshot.classes.total - snapshot.classes.unanswered - known
            if strange > 0 { self.rows.append([.text("other"), .count(strange)]) }
            if snapshot.classes.unanswered > 0 {
                self.rows.append([.text("none"), .count(snapshot.classes.unanswered)])
            }
        case .type:
            self.columns = ["type", "visits", "bytes"]
            self.rows = snapshot.types.map { [.text($0.type), .count($0.visits), .bytes($0.bodyBytes)] }
        case .depth:
            self.columns = ["depth", "visits"]
            self.rows = snapshot.depths.enumerated().map {
                [.text(Breakdown.depthName($0.offset)), .count($0.element)]
            }
        case .time:
            self.columns = ["time_s", "visits", "failed", "bytes", "visits_per_s"]
            let seconds = snapshot.throughput.bucketSeconds
            self.rows = snapshot.throughput.buckets.enumerated().map { index, bucket in
                [
                    .text(String(index * seconds)), .count(bucket.visits), .count(bucket.failed),
                    .bytes(bucket.bodyBytes),
                    .perSecond(Double(bucket.visits) / Double(seconds)),
                ]
            }
        }
    }

    /// The depth that stands at `index` of ``StatsSnapshot/depths``.
    static func depthName(_ index: Int) -> String {
        index < 1_000 ? String(index) : "1000+"
    }

    private static func row(_ name: String, _ figures: HostFigures) -> [Cell] {
        let classes = figures.classes
        return [
            .text(name), .count(figures.visits), .count(classes.success), .count(classes.redirection),
            .count(classes.clientError), .count(classes.serverError), .count(classes.other), .count(classes.unanswered),
            .count(figures.requests), .bytes(figures.bodyBytes),
            figures.meanMicroseconds.map(Cell.microseconds) ?? .missing,
            figures.answered > 0 ? .microseconds(figures.slowestMicroseconds) : .missing,
        ]
    }
}
