// Records a crawl in a database of one's own: OwnSink crawl pages.sqlite https://example.org/
//
// A RecordConsumer is handed what is durable in the crawl's directory, in order, and again what it had not taken when the crawl was
// killed; so rows are written by key, and a call after a kill goes on where the crawl stood. SQLite stands for any database here:
// with PostgreSQL the same would be an INSERT … ON CONFLICT … through a driver.

import Foundation
import GRDB
import Skitter

let arguments = CommandLine.arguments
guard arguments.count == 4 else {
    print("usage: OwnSink DIRECTORY DATABASE URL")
    exit(2)
}

struct PageTable: RecordConsumer {
    let database: DatabaseQueue

    init(path: String) throws {
        self.database = try DatabaseQueue(path: path)
        try self.database.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS page
                    (url TEXT PRIMARY KEY, status INTEGER, title TEXT, bytes INTEGER, parent TEXT)
                    """)
        }
    }

    func consume(_ entries: [StepEntry]) async throws {
        // One transaction for all: the crawl waits for it, and is told that they are taken when it returns.
        try await self.database.write { database in
            for page in entries.compactMap(\.visit) {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?)",
                    arguments: [page.url, page.status, page.title, page.bodyBytes, page.parent])
            }
        }
    }
}

var configuration = CrawlConfiguration()
configuration.directory = arguments[1]
configuration.reach.depth = nil
configuration.state.resumes = FileManager.default.fileExists(atPath: arguments[1])
let table = try PageTable(path: arguments[2])
do {
    let report = try await Crawler(configuration).run(
        seeds: configuration.state.resumes ? [] : [arguments[3]], consumer: table)
    print("\(report.ending.cause): \(report.snapshot.totals.visits) URLs visited")
} catch let error as CrawlError {
    // Such as a crawl that is finished, which does not go on.
    print(error)
    exit(error.cause.rawValue)
}
