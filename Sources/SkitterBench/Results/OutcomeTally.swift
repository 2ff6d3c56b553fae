package import SkitterCore
package import SkitterDigest

/// How often each URL gave what to each case.
package struct OutcomeTally: Sendable {
    /// What a body is compared by; shorter ones come first.
    package struct Body: Hashable, Comparable, Sendable {
        package let bytes: Int
        package let digest: Digest

        package static func < (left: Body, right: Body) -> Bool {
            (left.bytes, left.digest.hexadecimal) < (right.bytes, right.digest.hexadecimal)
        }
    }

    /// What one URL gave to one case, all rounds together.
    package struct Counts: Hashable, Sendable {
        /// How often which body came.
        package var bodies: [Body: Int] = [:]
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
        /// By case, in the order of their first turns.
        package fileprivate(set) var byCase: [(subject: BenchCase, counts: Counts)] = []
        fileprivate var indexOfCase: [BenchCase: Int] = [:]
    }

    /// Each URL once, in the list's order.
    package private(set) var entries: [Entry] = []

    /// The tally of `measurements`.
    package init(_ measurements: [CellMeasurement]) {
        var entryOfURL: [CrawlURL: Int] = [:]
        for measurement in measurements where !measurement.sites.isEmpty {
            let entryOfSite = measurement.sites.map { url in
                if let entry = entryOfURL[url] { return entry }
                entryOfURL[url] = self.entries.count
                self.entries.append(Entry(url: url))
                return self.entries.count - 1
            }
            for download in measurement.downloads {
                let entry = entryOfSite[download.number % measurement.sites.count]
                self.entries[entry].add(download.outcome, to: measurement.cell.subject)
            }
        }
    }
}

extension OutcomeTally.Entry {
    fileprivate mutating func add(_ outcome: Download.Outcome, to subject: BenchCase) {
        let index: Int
        if let known = self.indexOfCase[subject] {
            index = known
        } else {
            index = self.byCase.count
            self.indexOfCase[subject] = index
            self.byCase.append((subject, OutcomeTally.Counts()))
        }
        switch outcome {
        case .read(let bytes, let status, let digest):
            self.byCase[index].counts.bodies[OutcomeTally.Body(bytes: bytes, digest: digest), default: 0] += 1
            self.byCase[index].counts.statuses[status, default: 0] += 1
        case .failed(let why):
            self.byCase[index].counts.failures[why, default: 0] += 1
        }
    }

    /// True when each download in each case came whole and they were all the same, byte for byte.
    package var isEqual: Bool {
        self.byCase.allSatisfy { $0.counts.failures.isEmpty }
            && Set(self.byCase.flatMap { $0.counts.bodies.keys }).count == 1
    }
}
