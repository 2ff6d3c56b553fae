package import SkitterCore

/// How often each URL gave what to each strategy.
package struct OutcomeTally: Sendable {
    /// What one URL gave to one strategy, all rounds together.
    package struct Counts: Hashable, Sendable {
        /// How often a body of so many bytes came.
        package var lengths: [Int: Int] = [:]
        /// How often which status came with a whole body.
        package var statuses: [Int: Int] = [:]
        /// How often a download failed for which reason.
        package var failures: [String: Int] = [:]

        /// How many downloads failed.
        package var failed: Int { self.failures.values.reduce(0, +) }
    }

    /// One URL of the list.
    package struct Entry: Sendable {
        package let url: CrawlURL
        /// By strategy, in the order of their turns.
        package fileprivate(set) var byStrategy: [(strategy: BenchStrategy, counts: Counts)] = []
    }

    /// Each URL once, in the list's order.
    package private(set) var entries: [Entry] = []

    /// The tally of `measurements` of the list `sites`.
    package init(sites: [CrawlURL], measurements: [CellMeasurement]) {
        var entryOfURL: [CrawlURL: Int] = [:]
        let entryOfSite = sites.map { url in
            if let entry = entryOfURL[url] { return entry }
            entryOfURL[url] = self.entries.count
            self.entries.append(Entry(url: url))
            return self.entries.count - 1
        }
        for measurement in measurements {
            for download in measurement.downloads {
                let entry = entryOfSite[download.number % sites.count]
                self.entries[entry].add(download.outcome, to: measurement.cell.strategy)
            }
        }
    }
}

extension OutcomeTally.Entry {
    fileprivate mutating func add(_ outcome: Download.Outcome, to strategy: BenchStrategy) {
        if self.byStrategy.last?.strategy != strategy, !self.byStrategy.contains(where: { $0.strategy == strategy }) {
            self.byStrategy.append((strategy, OutcomeTally.Counts()))
        }
        guard let index = self.byStrategy.lastIndex(where: { $0.strategy == strategy }) else { return }
        switch outcome {
        case .read(let bytes, let status):
            self.byStrategy[index].counts.lengths[bytes, default: 0] += 1
            self.byStrategy[index].counts.statuses[status, default: 0] += 1
        case .failed(let why):
            self.byStrategy[index].counts.failures[why, default: 0] += 1
        }
    }

    /// True when each download of each strategy came whole and they were all equally long.
    package var isEqual: Bool {
        self.byStrategy.allSatisfy { $0.counts.failures.isEmpty }
            && Set(self.byStrategy.flatMap { $0.counts.lengths.keys }).count == 1
    }
}
