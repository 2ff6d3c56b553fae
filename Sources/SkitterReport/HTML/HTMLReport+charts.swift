internal import SkitterCore

extension HTMLReport {
    static let columns = 240

    /// Pages and bytes a second over the crawl, failed visits in red before all.
    var throughput: String? {
        let series = self.snapshot.throughput
        guard !series.buckets.isEmpty else { return nil }
        let scale = 1 / Double(series.bucketSeconds)
        func rates(_ value: (ThroughputSeries.Bucket) -> Int) -> [Double] {
            SVGChart.means(series.buckets.map { Double(value($0)) * scale }, groups: HTMLReport.columns)
        }
        let (visits, failed, bytes) = (rates(\.visits), rates(\.failed), rates(\.bodyBytes))
        let (most, mostBytes) = (visits.max() ?? 0, bytes.max() ?? 0)
        let seconds = series.buckets.count * series.bucketSeconds
        let axis = HTMLReport.axis([
            "0:00", DurationText.clock(.seconds(seconds / 2)), DurationText.clock(.seconds(seconds)),
        ])
        let peak = "up to \(NumberText.rate(most)) pages a second"
        let bytesPeak = "up to \(ByteCountText.rate(mostBytes))"
        return HTMLReport.section(
            "Throughput",
            "<p class=\"dim\">\(HTMLText.escaped(peak)), failed visits in red</p>\n"
                + SVGChart.columns([(visits, .info), (failed, .bad)], greatest: most, label: "Pages a second: \(peak)")
                + axis + "\n<p class=\"dim\">\(HTMLText.escaped(bytesPeak))</p>\n"
                + SVGChart.columns([(bytes, .teal)], greatest: mostBytes, label: "Bytes a second: \(bytesPeak)") + axis)
    }

    /// How long answers took: a column for each quarter of a power of two, and the percentiles.
    var latency: String? {
        let histogram = self.snapshot.latency
        guard histogram.count > 0 else { return nil }
        let bins = HTMLReport.bins(histogram)
        let range =
            "\(DurationText.compact(microseconds: histogram.min ?? 0)) to "
            + DurationText.compact(microseconds: histogram.max ?? 0)
        let points = Percentiles.all
        var rows = [("latency", histogram), ("first byte", self.snapshot.firstByte)].filter { $0.1.count > 0 }
            .map { name, histogram in
                [name] + points.map { DurationText.compact(microseconds: $0.of(histogram) ?? 0) }
            }
        if self.snapshot.sizes.count > 0 {
            rows.append(["size"] + points.map { ByteCountText.short(Int($0.of(self.snapshot.sizes) ?? 0)) })
        }
        return HTMLReport.section(
            "Latency",
            SVGChart.columns(
                [(bins, .info)], greatest: bins.max() ?? 0,
                label: "Answers by the time they took, \(range), each column a quarter of a doubling")
                + HTMLReport.axis([
                    DurationText.compact(microseconds: histogram.min ?? 0), "doubling every four columns",
                    DurationText.compact(microseconds: histogram.max ?? 0),
                ]) + "\n"
                + HTMLReport.table(
                    [""] + points.map(\.name), wide: [1, 3, 5, 7], rows.map { $0.map(HTMLText.escaped) }))
    }

    /// Numbers of values in each quarter of a power of two, from the least value's to the greatest's.
    private static func bins(_ histogram: Histogram) -> [Double] {
        func bin(_ value: Int64) -> Int {
            let value = UInt64(max(value, 1))
            let power = 63 - value.leadingZeroBitCount
            // The two bits below the leading one, at any size.
            let quarter = power >= 2 ? value >> UInt64(power - 2) & 3 : value << UInt64(2 - power) & 3
            return power * 4 + Int(quarter)
        }
        let occupied = histogram.occupied
        guard let first = occupied.first, let last = occupied.last else { return [] }
        let start = bin(first.range.lowerBound)
        var bins = Array(repeating: 0.0, count: bin(last.range.lowerBound) - start + 1)
        for (range, count) in occupied { bins[bin(range.lowerBound) - start] += Double(count) }
        return bins
    }

    var statuses: String? {
        let breakdown = Breakdown(self.snapshot, by: .status)
        let rows = zip(breakdown.rows, breakdown.visits).map { row, count in
            BarRow(row[0].readable, count, HTMLReport.colour(ofStatus: row[0].plain))
        }
        return HTMLReport.bars("Status", rows)
    }

    private static func colour(ofStatus status: String) -> SVGChart.Colour {
        switch status.utf8.first {
        case UInt8(ascii: "2"): .good
        case UInt8(ascii: "3"): .info
        case UInt8(ascii: "4"): .warn
        case UInt8(ascii: "5"): .bad
        default: .none
        }
    }

    var types: String? {
        let types = self.snapshot.types
        let shown = types.prefix(min(12, self.top))
        let rest = types.dropFirst(shown.count).reduce(0) { $0 + $1.visits }
        var rows = shown.map { BarRow($0.type, $0.visits, .info) }
        if rest > 0 { rows.append((Breakdown.others, rest, .grey)) }
        return HTMLReport.bars(
            "Content type", rows, note: HTMLReport.others(types.count - shown.count, "types"))
    }

    var depths: String? {
        let depths = self.snapshot.depths
        let last = min(depths.count, 16)
        var rows = (0..<last).map { BarRow(Breakdown.depthName($0), depths[$0], .teal) }
        if depths.count > last { rows.append(("deeper", depths[last...].reduce(0, +), .grey)) }
        return HTMLReport.bars("Depth", rows)
    }

    var failures: String? {
        let breakdown = Breakdown(self.snapshot, by: .error)
        return HTMLReport.bars(
            "Failures", zip(breakdown.rows, breakdown.visits).map { BarRow($0[0].readable, $1, .bad) })
    }

    var skips: String? {
        HTMLReport.bars(
            "Skipped",
            SkipReason.allCases.compactMap { reason in
                self.snapshot.skips[reason].map { BarRow(reason.rawValue, $0.count, .grey) }
            })
    }
}
