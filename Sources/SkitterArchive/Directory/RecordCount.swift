internal import SkitterCore

/// What the records of a crawl come to, in whichever of its directories they lie.
struct RecordCount: Sendable {
    private(set) var stats: CrawlStats
    /// What is named one by one; nil where nobody asks for it.
    private(set) var tally: DetailTally?
    /// What tells a page that two crawlers recorded, and finds a page whose depth another crawler lowered; nil where one directory
    /// holds the whole crawl.
    private var pages: RecordedPages?
    /// URLs that went back into the queue, by their patterns: of several directories, those are counted when all others are.
    private var takenBack: [String: Int] = [:]
    /// The end of the last answer.
    private(set) var last = CrawlInstant.start
    /// Records of pages that had one before.
    private(set) var repeated = ExampleGroup()

    /// Nothing is counted yet of a crawl that began at `startedMicroseconds`, where that is known.
    init(startedMicroseconds: Int64?, isShared: Bool, withDetails: Bool) {
        self.stats = CrawlStats(startedMicroseconds: startedMicroseconds)
        self.tally = withDetails ? DetailTally() : nil
        self.pages = isShared ? RecordedPages() : nil
    }

    /// Nothing, in place of a count that is being changed.
    static let none = RecordCount(startedMicroseconds: nil, isShared: false, withDetails: false)

    /// Counts a visit at the instant at which its response ended, on the clock of the crawl's start. Its line is at `place`.
    mutating func visited(_ record: VisitRecord, at place: RecordPlace, in directory: String) {
        self.tally?.visited(record, at: place.number)
        let started = self.stats.startedMicroseconds ?? record.startedMicroseconds
        self.stats.startedMicroseconds = started
        let now = CrawlInstant(
            sinceStart: .microseconds(record.startedMicroseconds &- started &+ record.totalMicroseconds))
        self.last = max(self.last, now)
        self.stats.visited(record, at: now)
        switch self.pages?.visited(record.id, depth: record.depthAtFetch) {
        case .isFirst(let depth) where depth < record.depthAtFetch:
            self.stats.pageMoved(from: record.depthAtFetch, to: depth)
        case .isRepeated: self.repeated.count(url: record.url, message: directory)
        case .isFirst, nil: break
        }
    }

    mutating func skipped(_ record: SkippedRecord) {
        if record.reason == .unparked, self.pages != nil {
            self.takenBack[record.detail ?? "", default: 0] += 1
            return
        }
        self.tally?.skipped(record)
        self.stats.skipped(record)
    }

    /// The skips of all directories were counted, as far as they are written.
    mutating func skipsEnded() {
        for (pattern, urls) in self.takenBack { self.stats.takenBack(pattern, urls: urls) }
        self.takenBack = [:]
    }

    mutating func depthChanged(_ change: DepthChange) {
        guard let action = self.pages?.depthChanged(change) else {
            self.stats.depthChanged(id: change.id, from: change.from, to: change.depth)
            return
        }
        if action.isNew { self.stats.depthsLowered() }
        if let move = action.move { self.stats.pageMoved(from: move.from, to: move.to) }
    }
}
