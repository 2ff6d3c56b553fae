package import SkitterCore

/// The figures of a crawl, taken apart by one criterion: rows for tables, for CSV, for JSON and for Prometheus alike.
package struct Breakdown: Sendable {
    /// What figures can be taken apart by.
    package enum Criterion: String, CaseIterable, Sendable {
        case host, status, type, depth, time, error, transport
    }

    /// What the rows are taken apart by.
    let criterion: Criterion
    /// Names of the columns, as machines read them; the first names the row.
    let columns: [String]
    /// One row for each host, status, … in the order in which people look for them.
    private(set) var rows: [[Cell]] = []

    /// The figures of `snapshot` by `criterion`.
    ///
    /// - Parameters:
    ///   - transport: the kind of session; a crawl has one.
    ///   - limits: what limited the crawl when, for ``Criterion/time``.
    ///   - top: so many rows with the most visits stay, the others become one; nil for all. Of hosts, `snapshot` names no
    ///     more than it was made for.
    package init(
        _ snapshot: StatsSnapshot, by criterion: Criterion, transport: String = "", limits: LimitSeries? = nil,
        top: Int? = nil
    ) {
        self.criterion = criterion
        switch criterion {
        case .host:
            self.columns = [
                "host", "visits", "2xx", "3xx", "4xx", "5xx", "other", "none", "requests", "bytes", "mean_ms",
                "slowest_ms",
            ]
            self.rows = snapshot.hosts.map { Breakdown.row($0.host, $0.figures) }
            if snapshot.otherHosts.visits > 0 {
                self.rows.append(Breakdown.row(Breakdown.others, snapshot.otherHosts))
            }
        case .status:
            self.columns = ["status", "visits"]
            self.rows = Breakdown.statuses(snapshot)
        case .type:
            self.columns = ["type", "visits", "bytes"]
            self.rows = snapshot.types.map { [.text($0.type), .count($0.visits), .bytes($0.bodyBytes)] }
        case .depth:
            self.columns = ["depth", "visits"]
            self.rows = snapshot.depths.enumerated().map {
                [.text(Breakdown.depthName($0.offset)), .count($0.element)]
            }
        case .time:
            self.columns = ["time_s", "visits", "failed", "bytes", "visits_per_s", "limited_by", "limit_share"]
            self.rows = Breakdown.stretches(snapshot.throughput, limits)
        case .error:
            self.columns = ["error", "visits"]
            self.rows = snapshot.failures.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
                .map { [.text($0.key.description), .count($0.value.count)] }
        case .transport:
            self.columns = [
                "transport", "visits", "answered", "requests", "retries", "bytes", "wire_bytes", "mean_ms",
            ]
            self.rows = [Breakdown.row(transport: transport, snapshot)]
        }
        if let top, criterion != .host { self.keep(top) }
    }

    /// The name of the row that gathers what is not named.
    static let others = "(others)"

    /// The depth that stands at `index` of ``StatsSnapshot/depths``.
    static func depthName(_ index: Int) -> String {
        index < 1_000 ? String(index) : "1000+"
    }

    /// The column whose figures are the rows' sizes.
    var visits: [Int] {
        self.rows.map { if case .count(let count) = $0[1] { count } else { 0 } }
    }

    private mutating func keep(_ top: Int) {
        guard self.rows.count > top else { return }
        let visits = self.visits
        // What is gathered already stays gathered.
        let named = self.rows.indices.filter { self.rows[$0][0] != .text(Breakdown.others) }
        let kept = Set(named.sorted { (visits[$1], $0) < (visits[$0], $1) }.prefix(max(0, top)))
        let rest = self.rows.indices.filter { !kept.contains($0) }.map { self.rows[$0] }
        self.rows = self.rows.indices.filter(kept.contains).map { self.rows[$0] }
        guard let first = rest.first else { return }
        var sum = rest.dropFirst().reduce(first) { sum, row in zip(sum, row).map(Cell.sum) }
        sum[0] = .text(Breakdown.others)
        self.rows.append(sum)
    }

    private static func statuses(_ snapshot: StatsSnapshot) -> [[Cell]] {
        var rows: [[Cell]] = snapshot.statuses.sorted { $0.key < $1.key }
            .map { [.text(String($0.key)), .count($0.value)] }
        // Codes outside 100...599 have no row of their own.
        let known = snapshot.statuses.values.reduce(0, +)
        let strange = snapshot.classes.total - snapshot.classes.unanswered - known
        if strange > 0 { rows.append([.text("other"), .count(strange)]) }
        if snapshot.classes.unanswered > 0 { rows.append([.text("none"), .count(snapshot.classes.unanswered)]) }
        return rows
    }

    private static func stretches(_ series: ThroughputSeries, _ limits: LimitSeries?) -> [[Cell]] {
        let edges = (0...series.buckets.count).map { Duration.seconds($0 * series.bucketSeconds) }
        let longest = limits?.parts(edges: edges).map(\.longest) ?? []
        return series.buckets.enumerated().map { index, bucket in
            let limit = index < longest.count ? longest[index] : nil
            return [
                .text(String(index * series.bucketSeconds)), .count(bucket.visits), .count(bucket.failed),
                .bytes(bucket.bodyBytes), .perSecond(Double(bucket.visits) / Double(series.bucketSeconds)),
                limit.map { .text($0.limiter.rawValue) } ?? .missing, limit.map { .share($0.share) } ?? .missing,
            ]
        }
    }

    private static func row(transport: String, _ snapshot: StatsSnapshot) -> [Cell] {
        let totals = snapshot.totals
        return [
            .text(transport.isEmpty ? "(unknown)" : transport), .count(totals.visits),
            .count(snapshot.classes.total - snapshot.classes.unanswered), .count(totals.pageRequests),
            .count(totals.retries), .bytes(totals.bodyBytes),
            totals.wireVisits > 0 ? .bytes(totals.wireBytes) : .missing,
            snapshot.latency.mean.map { .microseconds(Int64($0.rounded())) } ?? .missing,
        ]
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
