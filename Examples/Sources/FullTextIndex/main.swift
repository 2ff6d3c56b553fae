// A search engine for one site: FullTextIndex index.sqlite https://example.org/ 'words to look for'
//
// The text of each page goes into a full-text table of SQLite (FTS5). A page handler may be handed a page again after a crash, so a
// page takes the place of its earlier self.

import Foundation
import GRDB
import Skitter

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print("usage: FullTextIndex DATABASE URL WORDS")
    exit(2)
}
let database = try DatabaseQueue(path: arguments[1])
try database.write { database in
    try database.execute(
        sql: """
            CREATE TABLE IF NOT EXISTS page (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);
            CREATE VIRTUAL TABLE IF NOT EXISTS text USING fts5(title, body, tokenize = 'porter unicode61');
            """)
}

var parts = CrawlParts()
parts.onPage { page in
    let (url, title, text) = (page.url.href, page.title ?? page.url.href, page.text)
    try await database.write { database in
        try database.execute(sql: "INSERT INTO page (url) VALUES (?) ON CONFLICT DO NOTHING", arguments: [url])
        let id = try Int64.fetchOne(database, sql: "SELECT id FROM page WHERE url = ?", arguments: [url])
        try database.execute(sql: "DELETE FROM text WHERE rowid = ?", arguments: [id])
        try database.execute(
            sql: "INSERT INTO text (rowid, title, body) VALUES (?, ?, ?)", arguments: [id, title, text])
    }
    return .goOn
}
let report = try await Crawler(parts: parts).run(seeds: [arguments[2]])
print("\(report.ending.cause): \(report.snapshot.totals.visits) URLs visited")

let hits = try database.read { database in
    try Row.fetchAll(
        database,
        sql: """
            SELECT url, title, snippet(text, 1, '[', ']', ' … ', 12) AS words FROM text JOIN page ON page.id = text.rowid
            WHERE text MATCH ? ORDER BY rank LIMIT 10
            """, arguments: [FTS5Words(arguments[3]).query])
}
for hit in hits {
    let words = (hit["words"] as String).replacing("\n", with: " ")
    print("\(hit["title"] as String)  \(hit["url"] as String)\n    \(words)")
}

/// What a person types is words, not the language of FTS5.
struct FTS5Words {
    let query: String

    init(_ text: String) {
        self.query = text.split(separator: " ")
            .map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: " ")
    }
}
