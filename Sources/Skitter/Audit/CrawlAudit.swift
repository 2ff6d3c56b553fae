package import SkitterCore

internal import SkitterArchive
internal import SkitterStore

/// Checks from a crawl's directories alone whether it kept its promises; also while it runs. Changes nothing.
package struct CrawlAudit {
    /// One of the directories.
    private struct Part {
        let reader: CrawlDirectoryReader
        let journal: JournalReader?
        let robotsAgent: String
        /// Whether its crawler has ended; what lies behind the last commit of one that has not does not count.
        let isOver: Bool
        /// The visits in the order of their lines.
        var visits: [(id: UInt64, started: Int64, ended: Int64)] = []
        /// What lines of its files are called.
        let prefix: String
    }

    private let directories: CrawlDirectories
    private let parts: [Part]
    /// One for each directory.
    private let policies: [AuditPolicy]
    private var timeline = AuditTimeline()
    private var robots: AuditRobots
    private var ledger: AuditLedger
    /// Whether a journal tells of a robots.txt, or of a URL that became known: those of crawlers that share a frontier need not.
    private var knowsRobots = false
    private var knowsDiscoveries = false

    /// The audit of the crawl that lies in the directories at `paths`.
    ///
    /// - Throws: ``CrawlError`` where they hold no crawl, or not one, or what they hold cannot be read.
    package static func of(_ paths: [String], tolerance: Duration) throws(CrawlError) -> Audit {
        do {
            var audit = try CrawlAudit(try CrawlDirectories(paths), tolerance: tolerance)
            return try audit.run()
        } catch let error as ArchiveError {
            throw CrawlError(reading: error)
        } catch {
            throw CrawlError(cause: .unexpected, message: "\(error)")
        }
    }

    private init(_ directories: CrawlDirectories, tolerance: Duration) throws(ArchiveError) {
        self.directories = directories
        let isOne = directories.parts.count == 1
        var parts: [Part] = []
        var policies: [AuditPolicy] = []
        for reader in directories.parts {
            guard let manifest = reader.manifest else {
                throw ArchiveError(
                    .missing, path: reader.path, "has no manifest.json, which says what the crawl promised")
            }
            // Before the files: what this commit speaks of they hold, whatever is written meanwhile.
            let journal = try JournalReader.ifKept(in: reader.path)
            parts.append(
                Part(
                    reader: reader, journal: journal, robotsAgent: manifest.option("robots-agent") ?? "skitter",
                    isOver: manifest.ending != nil, prefix: isOne ? "" : reader.path + "/"))
            policies.append(AuditPolicy(manifest, tolerance: tolerance, crawler: isOne ? nil : reader.path))
        }
        (self.parts, self.policies) = (parts, policies)
        self.robots = AuditRobots(isPart: directories.isOneOfMany)
        self.ledger = AuditLedger(crawlers: directories.frontierID == nil ? [] : directories.parts.map(\.path))
    }

    private var isShared: Bool { self.directories.frontierID != nil }
    private var obeysRobots: Bool { self.policies.contains(where: \.obeysRobots) }
    private var hasJournals: Bool { self.parts.allSatisfy { $0.journal != nil } }

    private mutating func run() throws -> Audit {
        let replay = try self.directories.replay()
        if self.parts.count > 1 {
            for (number, part) in self.parts.enumerated() { try self.share(part, by: number) }
        }
        for (number, part) in self.parts.enumerated() { try self.read(part, number) }
        for (part, policy) in zip(self.parts, self.policies) where policy.obeysRobots && part.journal != nil {
            try self.readRefusals(part)
        }
        var checks = self.timeline.checks(self.policies)
        if self.isReplay { checks = checks.map { CrawlAudit.unsent($0.rule) } }
        checks.insert(self.robotsCheck, at: 4)
        if !self.hasJournals {
            let note = "not judged: the crawl has no journal, which says how long hosts asked to be left alone"
            checks[5].notes.append(note)
            self.ledger.note("without a journal the record does not tell which URLs became known")
        } else if !self.judgesDiscoveries {
            self.ledger.note("which URLs became known is told by the frontier that the crawlers shared")
        }
        checks.append(
            self.ledger.finished(
                hasJournal: self.judgesDiscoveries, isFinished: replay.ending?.isFinished ?? false,
                recorded: replay.recorded, settled: replay.settled))
        if self.parts.contains(where: { $0.reader.manifest?.runs.count ?? 1 > 1 }) {
            checks[0].notes.append("the crawl was resumed: all its runs are judged by the options of the last one")
        }
        return Audit(checks)
    }

    /// Whether a recording answered.
    private var isReplay: Bool {
        self.parts.contains { !($0.reader.manifest?.option("replay") ?? "").isEmpty }
    }

    /// The check of a rule about requests, where none were sent: the times of the record are then those of another crawl.
    private static func unsent(_ rule: Audit.Rule) -> Audit.Check {
        var check = Audit.Check(rule)
        check.notes.append("not judged: a recording answered (--replay), nothing was sent")
        return check
    }

    /// Whether it is told which URLs became known: to a crawler that is looked at alone others may have told some, and what one that
    /// runs or was killed found, another may have visited before it was committed.
    private var judgesDiscoveries: Bool {
        guard self.hasJournals else { return false }
        if !self.isShared { return true }
        return self.knowsDiscoveries && self.parts.count > 1 && self.parts.allSatisfy(\.isOver)
    }

    private var robotsCheck: Audit.Check {
        var check = self.robots.check
        if !self.obeysRobots {
            check.notes.append("not judged: the crawl did not ask for robots.txt (--robots off)")
        } else if !self.hasJournals {
            check.notes.append("not judged: the crawl has no journal, which holds the files")
        } else if self.isShared, !self.knowsRobots {
            check.notes.append("not judged: the journals hold no robots.txt")
        } else if self.directories.isOneOfMany {
            check.notes.append("only hosts whose robots.txt this crawler had asked for are judged")
        }
        return check
    }

    /// Tells all crawlers which files one of them asked for: they share them.
    private mutating func share(_ part: Part, by number: Int) throws {
        guard let journal = part.journal else { return }
        try journal.forEachStep(runStartedMicroseconds: 0) { step in
            guard let robots = step.notes?.robots else { return }
            self.knowsRobots = true
            self.robots.isShared(
                CrawlAudit.file(of: robots, agent: part.robotsAgent).file, of: robots.origin,
                at: CrawlAudit.instant(of: robots), by: number)
        }
    }

    private mutating func read(_ part: Part, _ number: Int) throws {
        var part = part
        if self.isShared { self.ledger.crawlerBegins() }
        self.robots.crawlerBegins(number)
        try self.readFiles(of: &part, number)
        if let journal = part.journal { try self.readJournal(journal, part, self.policies[number]) }
    }

    private mutating func readFiles(of part: inout Part, _ number: Int) throws(ArchiveError) {
        let limits = part.isOver ? nil : part.journal?.position.records
        var (timeline, ledger, visits) = (self.timeline, self.ledger, part.visits)
        let pages = try part.reader.forEachVisit(before: limits?.pages ?? .max) { record in
            timeline.visited(record, by: number)
            ledger.visited(record.id)
            visits.append(
                (record.id, record.startedMicroseconds, record.startedMicroseconds &+ record.totalMicroseconds))
        }
        let skips = try part.reader.forEachSkip(before: limits?.skipped ?? .max) { ledger.skipped($0.id, $0.reason) }
        for reading in [pages, skips] where reading.broken > 0 {
            ledger.violated(reading.name, "has \(reading.broken) lines that are no records")
        }
        (self.timeline, self.ledger, part.visits) = (timeline, ledger, visits)
    }

    /// Takes the steps in their order: what was known before each.
    private mutating func readJournal(_ journal: JournalReader, _ part: Part, _ policy: AuditPolicy) throws {
        var page = 0
        var mismatches = 0
        let judgesRobots = policy.obeysRobots && (self.parts.count == 1 || self.knowsRobots)
        try journal.forEachStep(runStartedMicroseconds: 0) { step in
            guard part.isOver || step.step <= journal.position.step else { return }
            var ended: Int64?
            if let visit = step.page {
                if page < part.visits.count, part.visits[page].id == visit.id {
                    ended = part.visits[page].ended
                    if judgesRobots { self.judgeRobots(visit, started: part.visits[page].started) }
                } else {
                    mismatches += 1
                    if mismatches == 1 {
                        self.ledger.violated(
                            part.prefix + "pages.jsonl",
                            "line \(page + 1) is not the visit of step \(step.step) of the journal")
                    }
                }
                page += 1
            }
            if let notes = step.notes {
                self.take(notes, ended: ended, hashSeed: journal.meta.hashSeed, agent: part.robotsAgent)
            }
        }
        if page < part.visits.count {
            self.ledger.violated(
                part.prefix + "pages.jsonl", "has \(part.visits.count - page) lines that the journal does not know")
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

    private mutating func take(_ notes: JournalNotes, ended: Int64?, hashSeed: UInt64, agent: String) {
        if !notes.seeds.isEmpty || !notes.discovered.isEmpty { self.knowsDiscoveries = true }
        for seed in notes.seeds { self.ledger.discovered(seed.url.fingerprint(seed: hashSeed).rawValue) }
        for discovery in notes.discovered { self.ledger.discovered(discovery.id) }
        // A host's pause after a refusal begins where its answer ended: that of the page, or of a try that is repeated, which is
        // due at once then, for its host is closed.
        var from = ended
        if let robots = notes.robots { from = self.take(robots, agent: agent) }
        guard let host = notes.host else { return }
        let isRefusal = host.refusalsInARow > 0
        if isRefusal, let retry = notes.retry { from = retry.due.microseconds }
        guard let from else { return }
        self.timeline.closed(host.name, from: from, until: host.notBefore.microseconds, isRefusal: isRefusal)
    }

    /// Takes a robots.txt, and says when it came.
    private mutating func take(_ robots: JournalNotes.Robots, agent: String) -> Int64 {
        self.knowsRobots = true
        let at = CrawlAudit.instant(of: robots)
        let (file, delay) = CrawlAudit.file(of: robots, agent: agent)
        self.robots.came(file, of: robots.origin, at: at)
        if let delay, let url = try? CrawlURL(robots.origin) {
            self.timeline.asked(url.hostname, for: delay, from: at)
        }
        return at
    }

    /// When it came, in microseconds since 1970: the journal says until when it is good.
    private static func instant(of robots: JournalNotes.Robots) -> Int64 {
        let lifetime = robots.error == nil ? FrontierPolicy().robotsLifetime : .seconds(3_600)
        return robots.until.microseconds &- lifetime.wholeNanoseconds / 1_000
    }

    /// What it comes to for `agent`.
    private static func file(of robots: JournalNotes.Robots, agent: String) -> (
        file: AuditRobots.File, delay: Duration?
    ) {
        if robots.error != nil { return (.unreachable, nil) }
        switch RobotsPolicy(.response(status: robots.status ?? 404, body: robots.body)) {
        case .rules(let file):
            let rules = file.rules(for: agent)
            return (.rules(rules), rules.crawlDelay)
        case .allowAll: return (.rules(RobotsRules()), nil)
        case .disallowAllAndRetry: return (.unreachable, nil)
        }
    }

    private mutating func readRefusals(_ part: Part) throws(ArchiveError) {
        var robots = self.robots
        _ = try part.reader.forEachSkip { if $0.reason == .robots { robots.skipped($0.url) } }
        self.robots = robots
    }
}

extension CrawlInstant {
    /// In microseconds since 1970, of an instant that counts from there.
    fileprivate var microseconds: Int64 { self == .distantFuture ? .max : self.nanoseconds / 1_000 }
}
