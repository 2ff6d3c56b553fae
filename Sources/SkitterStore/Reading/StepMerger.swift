internal import SkitterArchive
internal import SkitterCore

/// Brings the rows of all tables together, step by step: each table is in the order of steps already.
final class StepMerger {
    private let clock: StoreClock
    private let withRecords: Bool
    private let pages, skips, depths, seeds, urls, retries, hosts, robots, scope, awaiting: RowCursor
    /// Nil in a journal of the first version.
    private let parking: RowCursor?
    private let all: [RowCursor]
    private var waiting = WaitingLinks()

    init(_ connection: SQLiteConnection, path: String, clock: StoreClock, withRecords: Bool) throws {
        func cursor(_ table: String, _ columns: String, by order: String = "seq") throws -> RowCursor {
            try RowCursor(
                connection, "SELECT step, \(columns) FROM \(table) ORDER BY \(order)", table: table, path: path)
        }
        let record = withRecords ? "record" : "NULL"
        self.clock = clock
        self.withRecords = withRecords
        self.pages = try cursor(
            "pages", "id, url, outcome, error, status, depth_at_fetch, redirect, links, \(record)", by: "step")
        self.skips = try cursor("skips", "id, reason, \(record)")
        self.depths = try cursor("depths", "id, depth_from, depth")
        self.seeds = try cursor("seeds", "url, depth, via")
        self.urls = try cursor("urls", "id, url, depth, hops, via")
        self.retries = try cursor("retries", "id, attempts, due_us, cause")
        self.hosts = try cursor("hosts", "host, not_before_us, requests, retries, refusals")
        self.robots = try cursor("robots", "origin, status, until_us, error, body")
        self.scope = try cursor("scope", "url")
        self.awaiting = try cursor("awaiting", "id, url, via")
        let hasParking = try connection.hasTable("parking")
        self.parking = hasParking ? try cursor("parking", "pattern, decision") : nil
        self.all =
            [
                self.pages, self.skips, self.depths, self.seeds, self.urls, self.retries, self.hosts, self.robots,
                self.scope, self.awaiting,
            ] + (self.parking.map { [$0] } ?? [])
    }

    /// The next step that holds anything; nil behind the last one.
    func next() throws -> JournalStep? {
        var least: Int64?
        for cursor in self.all {
            if let step = cursor.step, step < least ?? .max { least = step }
        }
        guard let least else { return nil }
        var step = JournalStep(step: UInt64(bitPattern: least))
        if self.pages.step == least {
            step.page = try self.page()
            step.notes = try self.links()
            try self.pages.advance()
        }
        while self.skips.step == least {
            step.skipped.append(try self.skip())
            try self.skips.advance()
        }
        while self.depths.step == least {
            let change = DepthChange(
                id: self.depths.id(1), from: try self.depths.count(2), depth: try self.depths.count(3))
            step.depthChanges.append(change)
            try self.depths.advance()
        }
        try self.readNotes(of: &step, least)
        return step
    }

    private func readNotes(of step: inout JournalStep, _ number: Int64) throws {
        guard
            self.urls.step == number || self.hosts.step == number || self.seeds.step == number
                || self.retries.step == number || self.robots.step == number || self.scope.step == number
                || self.awaiting.step == number || self.parking?.step == number
        else { return }
        var notes = step.notes ?? JournalNotes()
        while self.seeds.step == number {
            let seed = Seed(
                url: try self.seeds.url(1), depth: try self.seeds.count(2), source: try self.seeds.source(3))
            notes.seeds.append(seed)
            try self.seeds.advance()
        }
        var own: Set<UInt64>?
        while self.urls.step == number {
            var discovery = try self.urls.discovery(from: 1)
            if let parent = self.waiting.take(discovery.id) {
                let links = own ?? Set(notes.accepted)
                own = links
                if !links.contains(discovery.id), notes.redirect != discovery.id { discovery.parent = parent }
            }
            notes.discovered.append(discovery)
            try self.urls.advance()
        }
        while self.awaiting.step == number {
            let link = Outlink(
                url: try self.awaiting.url(2), fingerprint: self.awaiting.id(1), source: try self.awaiting.source(3),
                isInScope: false)
            notes.awaiting.append(link)
            if let page = step.page { self.waiting.wait(link.fingerprint, parent: page.url) }
            try self.awaiting.advance()
        }
        while self.scope.step == number {
            notes.scopeExtension = try self.scope.url(1)
            try self.scope.advance()
        }
        while self.retries.step == number {
            notes.retry = try self.retry()
            try self.retries.advance()
        }
        while self.hosts.step == number {
            notes.host = try self.host()
            try self.hosts.advance()
        }
        while self.robots.step == number {
            notes.robots = try self.robotsFile()
            try self.robots.advance()
        }
        if let parking = self.parking {
            while parking.step == number {
                notes.parking = try self.decision(parking)
                try parking.advance()
            }
        }
        step.notes = notes
    }

    private func decision(_ row: RowCursor) throws -> Parking {
        switch row.text(2) {
        case "park": return Parking(row.text(1), isParked: true)
        case "unpark": return Parking(row.text(1), isParked: false)
        case let word: throw row.error("\"\(word)\" is no decision")
        }
    }

    private func page() throws -> JournalStep.Page {
        let row = self.pages
        let outcome: FrontierMachine.ReplayedStep.Outcome
        switch row.text(3) {
        case "fetched": outcome = .fetched
        case "redirected": outcome = .redirected
        case "failed": outcome = .failed(FailureClass(recorded: row.text(4)))
        case let word: throw row.error("\"\(word)\" is no outcome")
        }
        return JournalStep.Page(
            id: row.id(1), url: row.text(2), outcome: outcome, status: try row.optionalCount(5),
            depthAtFetch: try row.count(6), record: self.withRecords ? row.bytes(9) : [])
    }

    private func links() throws -> JournalNotes? {
        guard !self.pages.isNull(7) || !self.pages.isNull(8) else { return nil }
        var notes = JournalNotes()
        notes.redirect = self.pages.optionalID(7)
        notes.accepted = try self.pages.ids(8)
        return notes
    }

    private func skip() throws -> JournalStep.Skip {
        let word = self.skips.text(2)
        guard let reason = SkipReason(rawValue: word) else { throw self.skips.error("\"\(word)\" is no reason") }
        return JournalStep.Skip(
            id: self.skips.id(1), reason: reason, record: self.withRecords ? self.skips.bytes(3) : [])
    }

    private func retry() throws -> JournalNotes.Retry {
        JournalNotes.Retry(
            id: self.retries.id(1), attempts: try self.retries.count(2),
            due: self.clock.instant(self.retries.integer(3)),
            cause: self.retries.optionalText(4).map(FailureClass.init(recorded:)))
    }

    private func host() throws -> JournalNotes.Host {
        JournalNotes.Host(
            name: self.hosts.text(1), notBefore: self.clock.instant(self.hosts.integer(2)),
            requests: try self.hosts.count(3), retries: try self.hosts.count(4),
            refusalsInARow: try self.hosts.count(5))
    }

    private func robotsFile() throws -> JournalNotes.Robots {
        JournalNotes.Robots(
            origin: self.robots.text(1), status: try self.robots.optionalCount(2), body: self.robots.bytes(5),
            until: self.clock.instant(self.robots.integer(3)), error: self.robots.optionalText(4))
    }
}

extension RowCursor {
    /// A discovery in the columns from `column` on.
    func discovery(from column: CInt) throws -> JournalNotes.Discovery {
        JournalNotes.Discovery(
            id: self.id(column), url: try self.url(column + 1), depth: try self.count(column + 2),
            hops: try self.count(column + 3), via: try self.source(column + 4))
    }
}
