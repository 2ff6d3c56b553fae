internal import GRDB
internal import SkitterArchive
internal import SkitterCore

/// Tells which page named a URL, for URLs in the order in which they became known.
///
/// That is the page of the step; the robots.txt of it where the step brought one; and for a link that waited for its host
/// to come into scope the page that it waited with. Links that wait are remembered, as the crawl itself did.
struct ParentFinder {
    private let pages, robots, awaiting: RowCursor
    /// The page of a step that links wait with.
    private let waitingPages: RowCursor
    private var waiting: [UInt64: String] = [:]
    /// The parent of the step that was asked for last.
    private var known: (step: Int64, parent: String?)?

    init(_ connection: Database, path: String) throws {
        func cursor(_ sql: String, _ table: String) throws -> RowCursor {
            try RowCursor(connection, sql, table: table, path: path)
        }
        self.pages = try cursor("SELECT step, url FROM pages ORDER BY step", "pages")
        self.robots = try cursor("SELECT step, origin FROM robots ORDER BY seq", "robots")
        self.awaiting = try cursor("SELECT step, id FROM awaiting ORDER BY seq", "awaiting")
        self.waitingPages = try cursor("SELECT step, url FROM pages ORDER BY step", "pages")
    }

    mutating func parent(of discovery: JournalNotes.Discovery, in step: Int64) throws -> String? {
        try self.readWaiting(before: step)
        if discovery.via == .seed { return nil }
        if !self.waiting.isEmpty, let parent = self.waiting.removeValue(forKey: discovery.id) { return parent }
        if let known = self.known, known.step == step { return known.parent }
        var parent: String?
        while let at = self.pages.step, at <= step {
            if at == step { parent = self.pages.text(1) }
            try self.pages.advance()
        }
        while let at = self.robots.step, at <= step {
            if at == step { parent = parent ?? self.robots.text(1) + "/robots.txt" }
            try self.robots.advance()
        }
        self.known = (step, parent)
        return parent
    }

    private mutating func readWaiting(before step: Int64) throws {
        while let at = self.awaiting.step, at < step {
            while let page = self.waitingPages.step, page < at { try self.waitingPages.advance() }
            if self.waitingPages.step == at, self.waiting[self.awaiting.id(1)] == nil {
                self.waiting[self.awaiting.id(1)] = self.waitingPages.text(1)
            }
            try self.awaiting.advance()
        }
    }
}
