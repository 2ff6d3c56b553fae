import SkitterArchive
import SkitterCore
import SkitterTesting

/// Steps of every shape from a seed, as a frontier would make them: each URL is discovered once and settled at most once.
struct StepDice {
    static let hashSeed: UInt64 = 0x0123_4567_89AB_CDEF
    static let runStarted: Int64 = 1_764_000_000_000_000

    private var generator: SplitMix64
    private var step: UInt64 = 0
    private var pending: [(id: UInt64, url: CrawlURL, depth: Int)] = []
    private var fetched: [(id: UInt64, depth: Int)] = []
    private var parked: [(id: UInt64, url: CrawlURL, depth: Int)] = []
    private var serial = 0
    /// What the steps so far come to.
    private(set) var ledger = Ledger()

    init(seed: UInt64) {
        self.generator = SplitMix64(seed: seed)
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self.generator) }

    private mutating func url() throws -> CrawlURL {
        self.serial += 1
        return try CrawlURL("http://h\(self.below(5)).example:8080/p/\(self.serial)?q=%22\(self.below(1_000_000))")
    }

    static func id(_ url: CrawlURL) -> UInt64 { url.fingerprint(seed: StepDice.hashSeed).rawValue }

    private mutating func discover(depth: Int, hops: Int = 0, via: LinkSource) throws -> JournalNotes.Discovery {
        let url = try self.url()
        let id = StepDice.id(url)
        self.pending.append((id, url, depth))
        self.ledger.discovered += 1
        self.ledger.pending += 1
        return JournalNotes.Discovery(id: id, url: url, depth: depth, hops: hops, via: via)
    }

    private mutating func instant() -> CrawlInstant {
        if self.below(20) == 0 { return .distantFuture }
        return CrawlInstant(nanoseconds: Int64(self.below(2_000_000_000) - 1_000_000_000) * 1000)
    }

    private mutating func host() -> JournalNotes.Host {
        JournalNotes.Host(
            name: "h\(self.below(5)).example", notBefore: self.instant(), requests: self.below(1000),
            retries: self.below(10), refusalsInARow: self.below(3))
    }

    /// The next `count` steps.
    mutating func entries(_ count: Int) throws -> [StepEntry] {
        var entries: [StepEntry] = []
        for _ in 0..<count { entries.append(try self.entry()) }
        return entries
    }

    private mutating func entry() throws -> StepEntry {
        self.step += 1
        if self.step == 1 || self.pending.isEmpty { return try self.seeds() }
        switch self.below(10) {
        case 0: return self.retry()
        case 1: return try self.robots()
        case 2: return self.skip()
        case 3 where !self.parked.isEmpty: return self.unpark()
        default: return try self.visit()
        }
    }

    private mutating func seeds() throws -> StepEntry {
        var notes = JournalNotes()
        for _ in 0..<2 {
            let discovery = try self.discover(depth: 0, via: .seed)
            notes.seeds.append(Seed(url: discovery.url))
            notes.discovered.append(discovery)
        }
        return StepEntry(step: self.step, notes: notes)
    }

    private mutating func retry() -> StepEntry {
        var notes = JournalNotes()
        let causes: [FailureClass?] = [nil, .server, FailureClass(.timeout)]
        notes.retry = JournalNotes.Retry(
            id: self.pending[self.below(self.pending.count)].id, attempts: 1 + self.below(3), due: self.instant(),
            cause: causes[self.below(3)])
        notes.host = self.host()
        return StepEntry(step: self.step, notes: notes)
    }

    private mutating func robots() throws -> StepEntry {
        var notes = JournalNotes()
        notes.robots = JournalNotes.Robots(
            origin: "http://h\(self.below(5)).example:8080", status: self.below(3) == 0 ? nil : 200,
            body: (0..<self.below(300)).map { UInt8(truncatingIfNeeded: $0 &* 7) }, until: self.instant(),
            error: self.below(3) == 0 ? "no \"answer\"" : nil)
        if self.below(3) == 0 { notes.discovered = [try self.discover(depth: 0, via: .sitemapFile)] }
        return StepEntry(step: self.step, notes: notes)
    }

    private mutating func skip() -> StepEntry {
        let url = self.pending.remove(at: self.below(self.pending.count))
        let reasons = SkipReason.allCases.filter { $0 != .unparked }
        var record = SkippedRecord(
            id: url.id, url: url.url.href, depth: url.depth, parent: nil, reason: reasons[self.below(reasons.count)],
            detail: self.below(2) == 0 ? nil : "line\u{2028}\"4\"")
        self.ledger.pending -= 1
        self.ledger.skipped[record.reason, default: 0] += 1
        if record.reason == .parked {
            record.isParkedByUser = self.below(2) == 0
            self.parked.append(url)
        }
        return StepEntry(step: self.step, skipped: [record])
    }

    /// The user decides; now and then a URL goes back into the queue.
    private mutating func unpark() -> StepEntry {
        var notes = JournalNotes()
        notes.parking = Parking("http://h\(self.below(5)).example/p/{n}", isParked: self.below(2) == 0)
        guard self.below(2) == 0 else { return StepEntry(step: self.step, notes: notes) }
        let url = self.parked.remove(at: self.below(self.parked.count))
        self.pending.append(url)
        self.ledger.skipped[.parked, default: 0] -= 1
        if self.ledger.skipped[.parked] == 0 { self.ledger.skipped[.parked] = nil }
        self.ledger.pending += 1
        let record = SkippedRecord(
            id: url.id, url: url.url.href, depth: url.depth, parent: nil, reason: .unparked, detail: "p")
        return StepEntry(step: self.step, skipped: [record], notes: self.below(2) == 0 ? notes : nil)
    }

    private mutating func visit() throws -> StepEntry {
        let url = self.pending.remove(at: self.below(self.pending.count))
        var visit = VisitRecord(
            id: url.id, url: url.url.href, depthAtFetch: url.depth, parent: "http://h.example/", via: "a",
            startedMicroseconds: StepDice.runStarted + Int64(self.step) * 1000, outcome: .fetched)
        visit.status = 200
        visit.title = self.below(2) == 0 ? "Title \u{1F577}\u{7}\n" : nil
        visit.bodyBytes = self.below(100_000)
        visit.contentType = "text/html"
        var entry = StepEntry(step: self.step)
        var notes = JournalNotes()
        notes.host = self.host()
        self.ledger.pending -= 1
        switch self.below(6) {
        case 0:
            visit.status = 302
            let target = try self.discover(depth: url.depth, hops: 1, via: .redirect)
            visit.outcome = .redirected(target: target.url.href)
            notes.discovered = [target]
            notes.redirect = target.id
            if self.below(2) == 0 { notes.scopeExtension = target.url }
            self.ledger.redirected += 1
        case 1:
            visit.status = nil
            visit.outcome = .failed(FailureClass(.resolve), message: "no such \"host\"")
            self.ledger.failed[FailureClass(.resolve), default: 0] += 1
        default:
            self.ledger.fetched += 1
            self.fetched.append((url.id, url.depth))
            for _ in 0..<self.below(4) { notes.discovered.append(try self.discover(depth: url.depth + 1, via: .a)) }
            notes.accepted = notes.discovered.map(\.id) + (0..<self.below(10)).map { UInt64($0) << 60 | 1 }
            if self.below(5) == 0 {
                let away = try CrawlURL("https://away.example/\(self.below(1000))")
                notes.awaiting = [Outlink(url: away, fingerprint: StepDice.id(away), source: .area, isInScope: false)]
            }
            if self.below(4) == 0, let page = self.fetched.indices.randomElement(using: &self.generator),
                self.fetched[page].depth > 0
            {
                let from = self.fetched[page].depth
                self.fetched[page].depth -= 1
                entry.depthChanges = [DepthChange(id: self.fetched[page].id, from: from, depth: from - 1)]
            }
        }
        entry.visit = visit
        entry.notes = notes
        return entry
    }
}
