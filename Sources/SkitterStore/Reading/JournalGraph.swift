package import SkitterArchive
internal import SkitterCore

/// The links of a crawl, read from its journal in the order of its steps. Memory does not grow with it: what has to be looked up lies in
/// a temporary table of SQLite, outside the journal, which is not changed.
package final class JournalGraph {
    /// The file.
    package let path: String
    private let connection: SQLiteConnection
    /// What became known, by id.
    private let url: SQLiteStatement

    /// The graph of the crawl that `journal` tells of, as it is now.
    package init(_ journal: JournalReader) throws(ArchiveError) {
        self.path = journal.path
        self.connection = try JournalFile.read(journal.path)
        do {
            // One snapshot for all that is asked: a crawl may go on meanwhile.
            try self.connection.execute(
                script: """
                    BEGIN;
                    CREATE TEMP TABLE node (id INTEGER PRIMARY KEY, url TEXT NOT NULL, outcome TEXT, status INTEGER);
                    INSERT OR IGNORE INTO node (id, url) SELECT id, url FROM urls ORDER BY id;
                    INSERT OR IGNORE INTO node (id, url) SELECT id, url FROM seeds ORDER BY id;
                    INSERT OR REPLACE INTO node SELECT id, url, outcome, status FROM pages ORDER BY id;
                    """)
            self.url = try SQLiteStatement(self.connection, "SELECT url FROM node WHERE id = ?")
        } catch {
            throw ArchiveError(error, database: journal.path)
        }
    }

    /// Hands each known URL to `body`, once, in the order of their ids.
    package func forEachNode(_ body: (LinkGraphNode) throws -> Void) throws(ArchiveError) {
        try self.reading { connection in
            let rows = try SQLiteStatement(connection, "SELECT id, url, outcome, status FROM node ORDER BY id")
            try rows.forEachRow { row in
                guard let id = row.integerIfAny(0), let url = row.textIfAny(1) else {
                    throw ArchiveError(.corrupt, path: self.path, "holds a URL that is none")
                }
                try body(
                    LinkGraphNode(
                        id: UInt64(bitPattern: id), url: url, outcome: row.textIfAny(2),
                        status: row.integerIfAny(3).map(Int.init)))
            }
        }
    }

    /// Hands each link and each redirect that was followed to `body`, in the order in which their pages came.
    package func forEachEdge(_ body: (LinkGraphEdge) throws -> Void) throws(ArchiveError) {
        try self.reading { connection in
            let pages = try RowCursor(
                connection,
                "SELECT step, id, redirect, links FROM pages WHERE links IS NOT NULL OR redirect IS NOT NULL ORDER BY step",
                table: "pages", path: self.path)
            while pages.step != nil {
                let source = pages.id(1)
                if !pages.isNull(2) {
                    try body(LinkGraphEdge(source: source, target: pages.id(2), isRedirect: true))
                }
                for target in try pages.ids(3) {
                    try body(LinkGraphEdge(source: source, target: target, isRedirect: false))
                }
                try pages.advance()
            }
        }
    }

    /// The text of the URL `id`, if it is known here. Also from within a pass.
    package func url(of id: UInt64) throws(ArchiveError) -> String? {
        do {
            var text: String?
            try self.url.forEachRow(of: Int64(bitPattern: id)) { row in
                text = row.text(0)
            }
            return text
        } catch {
            throw ArchiveError(error, database: self.path)
        }
    }

    private func reading(_ body: (SQLiteConnection) throws -> Void) throws(ArchiveError) {
        do {
            try body(self.connection)
        } catch {
            throw ArchiveError(error, database: self.path)
        }
    }
}
