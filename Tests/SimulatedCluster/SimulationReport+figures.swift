#if Cluster
extension SimulationReport {
    /// How a figure is spread.
    package struct Spread: Sendable {
        package let least: Double
        package let median: Double
        package let p99: Double
        package let greatest: Double

        /// The spread of `values`, of which there is one at least.
        package init(_ values: [Double]) {
            let sorted = values.isEmpty ? [0] : values.sorted()
            self.least = sorted[0]
            self.median = sorted[sorted.count / 2]
            self.p99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
            self.greatest = sorted[sorted.count - 1]
        }
    }

    /// Seconds that hosts waited which could have been asked.
    package var waits: Spread {
        Spread(self.verdict.waits.map { Double($0) / 1e6 })
    }

    /// Crawlers that lived long enough for their pace to say something: those that were there for a tenth of the crawl.
    package var settledCrawlers: [Crawler] {
        self.crawlers.filter { Double($0.lived) / 1e6 >= self.seconds / 10 }
    }

    /// How unevenly the work of these seconds was spread: 0 where each did as much, 1 where one did all.
    package var gini: Double {
        let paces = self.settledCrawlers.map(\.pace).sorted()
        let sum = paces.reduce(0, +)
        guard sum > 0 else { return 0 }
        let weighted = paces.enumerated().reduce(0.0) { $0 + Double($1.offset + 1) * $1.element }
        let count = Double(paces.count)
        return 2 * weighted / (count * sum) - (count + 1) / count
    }

    private var pages: Double { Double(max(self.verdict.settled, 1)) }

    /// What it came to, in words.
    package var text: String {
        let waits = self.waits
        let paces = Spread(self.settledCrawlers.map(\.pace))
        let verdict = self.verdict
        let calls = self.calls.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
            "\(name) \((Double(count) / self.pages).rounded(to: 2))"
        }
        let rules = verdict.broken.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "\($0.key.rawValue): \($0.value)"
        }
        return """
            verdict: \(verdict.isClean ? "no rule was broken" : rules.joined(separator: "; "))
            \(verdict.known) URLs of \(verdict.hostsAsked) hosts that were asked, in \(Int(self.seconds)) s of the simulation
            requests: \(verdict.pageRequests) for pages, \(verdict.robotsRequests) for robots.txt, \(verdict.retries) to be \
            made again
            crawlers: \(self.crawlers.count), of which \(verdict.kills) were killed; \(verdict.freezes) stood still, \
            \(self.ends[.gaveUp] ?? 0) gave up
            on the wire then: \(verdict.strays) requests; \(verdict.besideStrays) others went to those hosts meanwhile
            wasted: \(verdict.wasted) requests for pages, \
            \((Double(verdict.wasted) / Double(max(1, verdict.kills + verdict.freezes))).rounded(to: 2)) for each \
            crawler that was killed or stood still
            waits of hosts: median \(waits.median.rounded(to: 3)) s, p99 \(waits.p99.rounded(to: 2)) s, most \
            \(waits.greatest.rounded(to: 1)) s
            pages for each second of a crawler's life: least \(paces.least.rounded(to: 3)), median \
            \(paces.median.rounded(to: 3)), most \(paces.greatest.rounded(to: 3)), gini \(self.gini.rounded(to: 3))
            calls a page: \((Double(self.calls.values.reduce(0, +)) / self.pages).rounded(to: 2)), of which \
            \(self.repeatedCalls) were made again: \(calls.joined(separator: ", "))
            """ + verdict.complaints.map { "\n  \($0)" }.joined()
    }

    /// Its files: name and lines of comma-separated values.
    package var files: [(name: String, lines: [String])] {
        let settled = self.settledCrawlers.sorted { $0.pace < $1.pace }
        let sorted = self.verdict.waits.sorted()
        let shares = stride(from: 0.0, through: 0.9999, by: 0.001).map { share in
            "\(share.rounded(to: 4)),\(sorted.isEmpty ? 0 : Double(sorted[Int(Double(sorted.count) * share)]) / 1e6)"
        }
        return [
            (
                "samples.csv",
                ["seconds,known,settled,leased,open_hosts,crawlers,calls"]
                    + self.samples.map {
                        "\($0.seconds),\($0.known),\($0.settled),\($0.leased),\($0.openHosts),\($0.crawlers),\($0.calls)"
                    }
            ),
            (
                "crawlers.csv",
                ["crawler,pages,lived_seconds,pages_a_second"]
                    + settled.map { "\($0.number),\($0.pages),\(Double($0.lived) / 1e6),\($0.pace)" }
            ),
            ("waits.csv", ["share,seconds"] + shares),
            ("calls.csv", ["call,number"] + self.calls.sorted { $0.key < $1.key }.map { "\($0.key),\($0.value)" }),
        ]
    }
}

extension Double {
    fileprivate func rounded(to digits: Int) -> Double {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}
#endif
