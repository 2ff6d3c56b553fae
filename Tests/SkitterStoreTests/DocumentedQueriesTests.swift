import FoundationEssentials
import SkitterArchive
import SkitterCore
import SkitterStore
import Testing

/// The queries in docs/crawl-directory.md are run as they stand there.
struct DocumentedQueriesTests {
    struct Query: Sendable, CustomStringConvertible {
        var description: String
        var sql = ""
    }

    static let queries: [Query] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appending(path: "docs/crawl-directory.md").path
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        var queries: [Query] = []
        var isSQL = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isSQL = line == "```sql"
            } else if isSQL, line.hasPrefix("-- ") {
                queries.append(Query(description: String(line.dropFirst(3))))
            } else if isSQL, !queries.isEmpty {
                queries[queries.count - 1].sql += line + "\n"
            }
        }
        return queries
    }()

    @Test func thereIsADozen() {
        #expect(Self.queries.count >= 12)
    }

    @Test(arguments: Self.queries)
    func itRunsAsItIsWritten(query: Query) async throws {
        let scratch = try Scratch()
        let sink = try JournalRecordSink(creatingIn: scratch.path, meta: .test, options: .test)
        try await sink.append(SmallCrawl.entries())
        let rows = try SQLiteConnection(scratch.path("crawl.sqlite"), .readOnly).rows(query.sql) { $0.text(0) }
        #expect(rows.isEmpty == query.description.hasSuffix("(none)"))
        switch query.description {
        case "does the ledger close? 1 for yes": #expect(rows.first == "1")
        case "how a URL was reached, from the seed on":
            #expect(rows == ["http://a.example/", "http://a.example/c", "http://a.example/d"])
        default: break
        }
        try await sink.close()
    }
}
