package import SkitterCore

extension HTMLReport {
    /// What limited the crawl when: its bottleneck over time, each moment by its shares.
    var limits: String? {
        let limits = self.details.limits
        guard limits.length > .zero else { return nil }
        let totals = limits.totals
        func words(_ stretch: LimitSeries.Stretch) -> String {
            let share = NumberText.share(
                Int(stretch.length.inSeconds * 1_000), of: Int(limits.length.inSeconds * 1_000))
            return "\(stretch.limiter?.rawValue ?? "not known") \(share)"
        }
        let label = "Bottleneck over time: " + totals.map(words).joined(separator: ", ")
        let legend = totals.map {
            "<li>\(SVGChart.square(HTMLReport.colour($0.limiter)))\(HTMLText.escaped(words($0)))</li>"
        }
        return HTMLReport.section(
            "Bottleneck over time",
            "<p class=\"dim\">what the places of the crawl waited for (docs/observability.md)</p>\n"
                + SVGChart.columns(HTMLReport.layers(limits, totals), greatest: 1, label: label, fills: true)
                + HTMLReport.axis(["0:00", DurationText.clock(limits.length)])
                + "\n<ul class=\"legend\">\(legend.joined())</ul>")
    }

    /// Columns for each limiter on top of those before, the highest first: each is drawn over the one behind it.
    private static func layers(_ limits: LimitSeries, _ totals: [LimitSeries.Stretch]) -> [(
        values: [Double], colour: SVGChart.Colour
    )] {
        let parts = limits.parts(HTMLReport.columns)
        var heights = Array(repeating: 0.0, count: parts.count)
        var layers: [(values: [Double], colour: SVGChart.Colour)] = []
        for limiter in totals.compactMap(\.limiter) {
            for index in parts.indices { heights[index] += parts[index].share(of: limiter) }
            layers.append((heights, HTMLReport.colour(limiter)))
        }
        return layers.reversed()
    }

    /// The class that colours `limiter`, here and on the page of a running crawl.
    package static func colourName(of limiter: Limiter) -> String { HTMLReport.colour(limiter).rawValue }

    private static func colour(_ limiter: Limiter?) -> SVGChart.Colour {
        switch limiter {
        case .politeness: .info
        case .network: .teal
        case .server: .good
        case .dns: .none
        case .parse: .warn
        case .processor: .bad
        case .disk: .rust
        case .consumer: .olive
        case .frontierEmpty: .grey
        case .budget: .pink
        case .paused: .ink
        case nil: .card
        }
    }
}
