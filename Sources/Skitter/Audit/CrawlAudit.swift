package import SkitterCore

internal import SkitterArchive
internal import SkitterStore

/// Checks from a crawl's directory alone whether it kept its promises; also while it runs. Changes nothing.
package struct CrawlAudit {
    private let reader: CrawlDirectoryReader
    private let journal: JournalReader?
    private let policy: AuditPolicy
    private let robotsAgent: String
    private var timeline = AuditTimeline()
    private var robots = AuditRobots()
    private var ledger = AuditLedger()
    /// The visits in the order of their lines.
    private var visits: [(id: UInt64, started: Int64, ended: Int64)] = []

    /// The audit of the directory at `path`.
    ///
    /// - Throws: ``CrawlError`` where it holds no crawl, or what it holds cannot be read.
    package static func of(_ path: String, tolerance: Duration) throws(CrawlError) -> Audit {
        do {
            var audit = try CrawlAudit(path, tolerance: tolerance)
            return try audit.run()
        } catch let error as ArchiveError {
            throw CrawlError(reading: error)
        } catch {
            throw CrawlError(cause: .unexpected, message: "\(error)")
        }
    }

    private init(_ path: String, tolerance: Duration) throws(ArchiveError) {
        self.reader = try CrawlDirectoryReader(path)
        guard let manifest = self.reader.manifest else {
            throw ArchiveError(.missing, path: path, "has no manifest.json, which says what the crawl promised")
        }
        // Before the files: what this commit speaks of they hold, whatever is written meanwhile.
        self.journal = try JournalReader.ifKept(in: path)
        self.policy = AuditPolicy(manifest, tolerance: tolerance)
        self.robotsAgent = manifest.option("robots-agent") ?? "skitter"
    }

    private mutating func run() throws -> Audit {
        let replay = try self.reader.replay()
        try self.readFiles(isOver: replay.ending != nil)
        if let journal { try self.readJournal(journal, isOver: replay.ending != nil) }
        if self.policy.obeysRobots, self.journal != nil { try self.readRefusals() }
        var checks = self.timeline.checks(self.policy)
        checks.insert(self.robotsCheck, at: 4)
        if self.journal == nil {
            let note = "not judged: the crawl has no journal, which says how long hosts asked to be left alone"
            checks[5].notes.append(note)
            self.ledger.note("without a journal the record does not tell which URLs became known")
        }
        checks.append(
            self.ledger.finished(
                hasJournal: self.journal != nil, isFinished: replay.ending?.isFinished ?? false,
                recorded: replay.recorded, settled: replay.settled))
        if self.reader.manifest?.runs.count ?? 1 > 1 {
            checks[0].notes.append("the crawl was resumed: all its runs are judged by the options of the last one")
        }
        return Audit(checks)
    }

    private var robotsCheck: Audit.Check {
        var check = self.robots.check
        if !self.policy.obeysRobots {
            check.notes.append("not judged: the crawl did not ask for robots.txt (--robots off)")
        } else if self.journal == nil {
            check.notes.append("not judged: the crawl has no journal, which holds the files")
        }
        return check
    }

    private mutating func readFiles(isOver: Bool) throws(ArchiveError) {
        // What lies behind the last commit of a crawl that has not ended does not count.
        let limits = isOver ? nil : self.journal?.position.records
        var (timeline, ledger, visits) = (self.timeline, self.ledger, self.visits)
        let pages = try self.reader.forEachVisit(before: limits?.pages ?? .max) { record in
            timeline.visited(record)
            ledger.visited(record.id)
            visits.append(
                (record.id, record.startedMicroseconds, record.startedMicroseconds &+ record.totalMicroseconds))
        }
        let skips = try self.reader.forEachSkip(before: limits?.skipped ?? .max) { ledger.skipped($0.id, $0.reason) }
        for reading in [pages, skips] where reading.broken > 0 {
            ledger.violated(reading.name, "has \(reading.broken) lines that are no records")
        }
        (self.timeline, self.ledger, self.visits) = (timeline, ledger, visits)
    }

    /// Takes the steps in their order: what was known before each.
    private mutating func readJournal(_ journal: JournalReader, isOver: Bool) throws {
        var page = 0
        var mismatches = 0
        try journal.forEachStep(runStartedMicroseconds: 0) { step in
            guard isOver || step.step <= journal.position.step else { return }
            var ended: Int64?
            if let visit = step.page {
                if page < self.visits.count, self.visits[page].id == visit.id {
                    ended = self.visits[page].ended
                    if self.policy.obeysRobots { self.judgeRobots(visit, started: self.visits[page].started) }
                } else {
                    mismatches += 1
                    if mismatches == 1 {
                        self.ledger.violated(
                            "pages.jsonl", "line \(page + 1) is not the visit of step \(step.step) of the journal")
                    }
                }
                page += 1
            }
            if let notes = step.notes { self.take(notes, ended: ended, hashSeed: journal.meta.hashSeed) }
        }
        if page < self.visits.count {
            self.ledger.violated("pages.jsonl", "has \(self.visits.count - page) lines that the journal does not know")
        }
    }

    /// A visit that sent no request asked for nothing.
    private mutating func judgeRobots(_ page: JournalStep.Page, started: Int64) {
        if case .failed(let failure) = page.outcome,
            failure.description == "refused" || failure.description == "resolve"
        {
            return
        }
        self.robots.visited(page.url, at: started)
    }

    private mutating func take(_ notes: JournalNotes, ended: Int64?, hashSeed: UInt64) {
        for seed in notes.seeds { self.ledger.discovered(seed.url.fingerprint(seed: hashSeed).rawValue) }
        for discovery in notes.discovered { self.ledger.discovered(discovery.id) }
        // A host's pause after a refusal begins where its answer ended: that of the page, or of a try that is repeated, which is
        // due at once then, for its host is closed.
        var from = ended
        if let robots = notes.robots { from = self.take(robots) }
        guard let host = notes.host else { return }
        let isRefusal = host.refusalsInARow > 0
        if isRefusal, let retry = notes.retry { from = retry.due.microseconds }
        guard let from else { return }
        self.timeline.closed(host.name, from: from, until: host.notBefore.microseconds, isRefusal: isRefusal)
    }

    /// When the robots.txt came, in microseconds since 1970: the journal says until when it is good.
    private mutating func take(_ robots: JournalNotes.Robots) -> Int64 {
        let policy = FrontierPolicy()
        guard robots.error == nil else {
            let at = robots.until.microseconds - 3_600 * 1_000_000
            self.robots.came(.unreachable, of: robots.origin, at: at)
            return at
        }
        let at = robots.until.microseconds - policy.robotsLifetime.wholeNanoseconds / 1_000
        switch RobotsPolicy(.response(status: robots.status ?? 404, body: robots.body)) {
        case .rules(let file):
            let rules = file.rules(for: self.robotsAgent)
            self.robots.came(.rules(rules), of: robots.origin, at: at)
            if let delay = rules.crawlDelay, let url = try? CrawlURL(robots.origin) {
                self.timeline.asked(url.hostname, for: delay, from: at)
            }
        case .allowAll: self.robots.came(.rules(RobotsRules()), of: robots.origin, at: at)
        case .disallowAllAndRetry: self.robots.came(.unreachable, of: robots.origin, at: at)
        }
        return at
    }

    private mutating func readRefusals() throws(ArchiveError) {
        var robots = self.robots
        _ = try self.reader.forEachSkip { if $0.reason == .robots { robots.skipped($0.url) } }
        self.robots = robots
    }
}

extension CrawlInstant {
    /// In microseconds since 1970, of an instant that counts from there.
    fileprivate var microseconds: Int64 { self == .distantFuture ? .max : self.nanoseconds / 1_000 }
}
