internal import SkitterArchive
internal import SkitterCore

/// Tells which page named a URL, for URLs in the order in which they became known.
///
/// That is the page of the step; the robots.txt of it where the step brought one; and for a link that waited for its host
/// to come into scope the page that it waited with.
struct ParentFinder {
    private let pages, robots, awaiting: RowCursor
    /// The page of a step that links wait with.
    private let waitingPages: RowCursor
    private var waiting = WaitingLinks()
    /// The parent of the step that was asked for last, and what it names itself.
    private var known: (step: Int64, parent: String?, own: Set<UInt64>?)?

    init(_ connection: SQLiteConnection, path: String) throws {
        func cursor(_ sql: String, _ table: String) throws -> RowCursor {
            try RowCursor(connection, sql, table: table, path: path)
        }
        self.pages = try cursor("SELECT step, url, links, redirect FROM pages ORDER BY step", "pages")
        self.robots = try cursor("SELECT step, origin FROM robots ORDER BY seq", "robots")
        self.awaiting = try cursor("SELECT step, id FROM awaiting ORDER BY seq", "awaiting")
        self.waitingPages = try cursor("SELECT step, url FROM pages ORDER BY step", "pages")
    }

    mutating func parent(of discovery: JournalNotes.Discovery, in step: Int64) throws -> String? {
        try self.readWaiting(before: step)
        if discovery.via == .seed { return nil }
        if self.known?.step != step { self.known = (step, try self.parent(ofStep: step), nil) }
        if let parent = self.waiting.take(discovery.id), try !self.names(discovery.id, in: step) { return parent }
        return self.known?.parent
    }

    /// Whether the page of `step`, which was asked for last, names URL `id` or redirects to it.
    private mutating func names(_ id: UInt64, in step: Int64) throws -> Bool {
        guard self.pages.step == step else { return false }
        if self.known?.own == nil {
            self.known?.own = Set(try self.pages.ids(2)).union([self.pages.optionalID(3)].compactMap(\.self))
        }
        return self.known?.own?.contains(id) == true
    }

    /// The page of `step`, on which the cursor stays, or the robots.txt that it brought.
    private mutating func parent(ofStep step: Int64) throws -> String? {
        var parent: String?
        while let at = self.pages.step, at < step { try self.pages.advance() }
        if self.pages.step == step { parent = self.pages.text(1) }
        while let at = self.robots.step, at <= step {
            if at == step { parent = parent ?? self.robots.text(1) + "/robots.txt" }
            try self.robots.advance()
        }
        return parent
    }

    private mutating func readWaiting(before step: Int64) throws {
        while let at = self.awaiting.step, at < step {
            while let page = self.waitingPages.step, page < at { try self.waitingPages.advance() }
            if self.waitingPages.step == at {
                self.waiting.wait(self.awaiting.id(1), parent: self.waitingPages.text(1))
            }
            try self.awaiting.advance()
        }
    }
}
