import SkitterCore
import SkitterReport

extension BenchResult {
    /// A figure of the run, as one SVG document: pages a second over the requests in flight where there are several numbers of
    /// them, else the seconds of each case; and what each cost.
    package var svg: String {
        var figure = SVGFigure(title: "skitter bench", words: [self.subtitle] + self.machine.lines.prefix(1))
        for list in self.configuration.lists {
            let place = list.latency.map { ", answered \($0.answeredText)" } ?? ""
            if self.configuration.concurrencies.count > 1 {
                for transport in self.configuration.transports {
                    figure.append(
                        lines: self.series(transport, list.latency),
                        over: self.configuration.concurrencies.map(String.init),
                        heading: "Pages a second over \(transport.rawValue)\(place)", axis: "requests in flight")
                }
            } else {
                figure.append(
                    bars: self.bars(.seconds, list.latency),
                    heading:
                        "Seconds, the median\(self.configuration.rounds > 1 ? " and the range of the rounds" : "")\(place)"
                )
                figure.append(bars: self.bars(.processor, list.latency), heading: "Processor seconds\(place)")
            }
        }
        return figure.text
    }

    private func bars(_ metric: BenchMetric, _ latency: Duration?) -> [SVGFigure.Bar] {
        self.rows.filter { $0.subject.latency == latency }.compactMap { row in
            guard let value = row.value(metric), let text = row.text(metric) else { return nil }
            var range: ClosedRange<Double>?
            if metric == .seconds, let low = row.value(.minSeconds), let high = row.value(.maxSeconds), low <= high {
                range = low...high
            }
            return SVGFigure.Bar(
                name: row.name, value: value, range: range, text: text, colour: row.subject.strategy.colour)
        }
    }

    private func series(_ transport: BenchTransport, _ latency: Duration?) -> [SVGFigure.Series] {
        self.configuration.strategies.map { strategy in
            let values = self.configuration.concurrencies.map { concurrency in
                self.row(
                    of: BenchCase(
                        strategy: strategy, transport: transport, concurrency: concurrency, latency: latency))?
                    .value(.pagesPerSecond)
            }
            return SVGFigure.Series(name: strategy.rawValue, values: values, colour: strategy.colour)
        }
    }
}

extension BenchStrategy {
    fileprivate var colour: SVGFigure.Colour {
        switch self {
        case .sync: .grey
        case .threads: .orange
        case .async: .blue
        case .actor: .purple
        case .processes: .green
        }
    }
}
