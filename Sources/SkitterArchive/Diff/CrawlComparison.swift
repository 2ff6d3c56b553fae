public import SkitterCore

/// Compares two crawls by their records, URL by URL. Holds some 200 bytes for each URL of both.
public struct CrawlComparison: Sendable {
    /// What is compared of a visit.
    private struct Visit {
        var outcome: Outcome
        var digest: UInt64?
        /// Where it redirects to, what is wrong, or its title.
        var detail: String?

        enum Outcome { case fetched, redirected, failed }

        init(_ record: VisitRecord) {
            self.digest = record.digest
            switch record.outcome {
            case .fetched:
                self.outcome = .fetched
                self.detail = record.title
            case .redirected(let target):
                self.outcome = .redirected
                self.detail = target
            case .failed(let failure, let message):
                self.outcome = .failed
                self.detail =
                    record.status.map { "status \($0)" } ?? message.map { "\(failure): \($0)" } ?? "\(failure)"
            }
        }
    }

    /// The differences, by kind and URL.
    public private(set) var differences: [CrawlDifference] = []
    /// URLs visited in both crawls with the same outcome.
    public private(set) var unchanged = 0
    /// What reading the records came to.
    public private(set) var readings: [FileReading] = []

    /// What differs in `after` from `before`.
    public init(before: CrawlDirectories, after: CrawlDirectories) throws(ArchiveError) {
        var old: [String: Visit] = [:]
        var new: [String: Visit] = [:]
        self.readings += try before.forEachVisit { old[$0.url] = Visit($0) }
        self.readings += try after.forEachVisit { new[$0.url] = Visit($0) }
        var gone: [UInt64: [String]] = [:]
        for (url, visit) in old {
            if let now = new[url] {
                self.compare(url, visit, now)
            } else if visit.outcome == .fetched, let digest = visit.digest {
                gone[digest, default: []].append(url)
            } else {
                self.differences.append(CrawlDifference(kind: .removed, url: url, detail: visit.detail))
            }
        }
        let found = new.filter { old[$0.key] == nil }.sorted { $0.key < $1.key }
        for (url, visit) in found {
            // A body that left exactly one URL has moved to the first new URL that has it.
            if visit.outcome == .fetched, let digest = visit.digest, let from = gone[digest], from.count == 1 {
                gone[digest] = nil
                self.differences.append(CrawlDifference(kind: .moved, url: from[0], detail: url))
            } else {
                self.differences.append(CrawlDifference(kind: .added, url: url, detail: visit.detail))
            }
        }
        for url in gone.values.joined() {
            self.differences.append(CrawlDifference(kind: .removed, url: url, detail: old[url]?.detail))
        }
        self.sort()
    }

    private mutating func compare(_ url: String, _ old: Visit, _ new: Visit) {
        let kind: CrawlDifference.Kind
        switch (old.outcome, new.outcome) {
        case (.failed, .failed): kind = .changed
        case (_, .failed): kind = .broken
        case (.failed, _): kind = .mended
        case (.fetched, .fetched): kind = .changed
        case (.redirected, .redirected), (.fetched, .redirected), (.redirected, .fetched): kind = .moved
        }
        let isSame =
            switch (old.outcome, new.outcome) {
            case (.failed, .failed): true
            // Nobody knows where one of them has none.
            case (.fetched, .fetched): old.digest == new.digest || old.digest == nil || new.digest == nil
            case (.redirected, .redirected): old.detail == new.detail
            default: false
            }
        if isSame {
            self.unchanged += 1
        } else {
            self.differences.append(CrawlDifference(kind: kind, url: url, detail: new.detail))
        }
    }

    private mutating func sort() {
        let order = Dictionary(uniqueKeysWithValues: CrawlDifference.Kind.allCases.enumerated().map { ($1, $0) })
        self.differences.sort { (order[$0.kind] ?? 0, $0.url) < (order[$1.kind] ?? 0, $1.url) }
    }
}
