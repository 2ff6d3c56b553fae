internal import SkitterCore

/// What `summary.json` knows and the records do not: the ledger, how the crawl ended, and what was never settled.
struct RecordedSummary: Sendable {
    private(set) var ledger = Ledger()
    private(set) var ending: CrawlEnding?
    private(set) var elapsed: Duration = .zero
    private(set) var pageRequests = 0
    private(set) var robotsRequests = 0
    private(set) var retries = 0
    private(set) var retryCauses: [(cause: FailureClass, count: Int)] = []
    private(set) var linksDropped = 0
    private(set) var limits = LimitMeter()

    /// The summary in `directory`; nil where there is none, for the crawl runs or was killed.
    init?(readingFrom directory: String) throws(ArchiveError) {
        let path = CrawlFile.summary.path(in: directory)
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(path)
        } catch {
            if error.code == .missing { return nil }
            throw error
        }
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            try self.read(&reader)
        } catch {
            throw ArchiveError(
                .corrupt, path: path,
                "is not the summary of a crawl (\(error)); without this file the records alone are counted")
        }
    }

    private mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        var hasLedger = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "v": try reader.version()
            case "exit": self.ending = try reader.ending()
            case "elapsed_s": self.elapsed = .milliseconds(try reader.fixed(decimals: 3))
            case "ledger":
                self.ledger = try reader.ledger()
                hasLedger = true
            case "requests": try self.readRequests(&reader)
            case "links":
                try reader.beginObject()
                while let name = try reader.nextKey() {
                    if name == "dropped" { self.linksDropped = try reader.count() } else { try reader.skip() }
                }
            case "limited_by_s":
                try reader.beginObject()
                while let word = try reader.nextKey() {
                    let time = Duration.milliseconds(try reader.fixed(decimals: 3))
                    if let limiter = Limiter(rawValue: word) { self.limits.waited(time, on: limiter) }
                }
            default: try reader.skip()
            }
        }
        try reader.finish()
        guard hasLedger else { throw reader.error("it holds no ledger") }
    }

    private mutating func readRequests(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "pages": self.pageRequests = try reader.count()
            case "robots": self.robotsRequests = try reader.count()
            case "retries": self.retries = try reader.count()
            case "retry_causes":
                for (word, count) in try reader.counts() {
                    self.retryCauses.append((FailureClass(recorded: word), count))
                }
            default: try reader.skip()
            }
        }
    }
}

extension JSONReader {
    fileprivate mutating func ledger() throws(JSONError) -> Ledger {
        var ledger = Ledger()
        try self.beginObject()
        while let key = try self.nextKey() {
            switch key {
            case "discovered": ledger.discovered = try self.count()
            case "pending": ledger.pending = try self.count()
            case "leased": ledger.leased = try self.count()
            case "fetched": ledger.fetched = try self.count()
            case "redirected": ledger.redirected = try self.count()
            case "failed":
                for (word, count) in try self.counts() { ledger.failed[FailureClass(recorded: word)] = count }
            case "skipped":
                for (word, count) in try self.counts() {
                    guard let reason = SkipReason(rawValue: word) else {
                        throw self.error("it names a reason that is none")
                    }
                    ledger.skipped[reason] = count
                }
            case "parked": ledger.parked = try self.count()
            default: try self.skip()
            }
        }
        return ledger
    }

    /// An object of numbers, at most 1,000 of them.
    fileprivate mutating func counts() throws(JSONError) -> [(word: String, count: Int)] {
        var counts: [(word: String, count: Int)] = []
        try self.beginObject()
        while let word = try self.nextKey() {
            guard counts.count < 1_000 else { throw self.error("there are too many members") }
            counts.append((word, try self.count()))
        }
        return counts
    }
}
