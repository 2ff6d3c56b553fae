internal import GRDB
package import SkitterArchive
package import SkitterCore

/// What an earlier crawl knows of its pages, looked up in its journal by the key of their URLs.
///
/// Nothing of it is held in memory: each answer is a few look-ups in `crawl.index.sqlite`, which is made where there is none,
/// and the rows that it points to. They block; this happens on a thread that does nothing else. The directory is locked
/// against crawls while this lives.
package actor EarlierCrawl: EarlierPages {
    /// The thread on which this actor runs; nothing else runs there.
    private let queue = WriterQueue(label: "skitter.earlier")
    /// The journal, with its index attached as `at`.
    private let database: DatabaseQueue
    /// The first thing that could not be read.
    private var firstFailure: ArchiveError?
    private let directory: CrawlDirectory
    private let path: String
    private let hashSeed: UInt64

    /// Where redirects of seeds extended the scope.
    package nonisolated let scopeExtensions: [CrawlURL]

    /// The thread of its own, not the pool that crawls.
    package nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// The crawl in `directory`. One without a journal is refused.
    package init(_ directory: CrawlDirectory) throws(ArchiveError) {
        let journal: JournalReader
        do {
            journal = try JournalReader(directory: directory.path)
        } catch {
            guard error.code == .missing else { throw error }
            throw ArchiveError(
                .foreign, path: error.path,
                "is not there: a crawl with --journal off cannot tell the links of its pages")
        }
        if try !JournalIndex.isCurrent(in: directory.path) {
            try directory.whileAlone { () throws(ArchiveError) in _ = try JournalIndex(directory: directory.path) }
        }
        self.directory = directory
        self.path = journal.path
        self.hashSeed = journal.meta.hashSeed
        self.database = journal.database
        let index = CrawlFile.journalIndex.path(in: directory.path)
        do {
            self.scopeExtensions = try journal.database.inDatabase { connection in
                try connection.execute(sql: "ATTACH ? AS at", arguments: [index])
                return try String.fetchAll(connection, sql: "SELECT url FROM scope ORDER BY seq").map {
                    try CrawlURL($0)
                }
            }
        } catch {
            throw ArchiveError(error, database: journal.path)
        }
    }

    /// Why some pages were fetched as if this crawl did not know them; nil where everything could be read.
    package var failure: ArchiveError? { self.firstFailure }

    /// What the crawl found at the URL of this key. Pages whose links it did not keep, as journals did without a depth limit
    /// once, are none.
    package func page(at url: CrawlURL) -> EarlierPage? {
        self.reading { connection in
            let id = Int64(bitPattern: url.fingerprint(seed: self.hashSeed).rawValue)
            let pages = try connection.cachedStatement(
                sql: """
                    SELECT p.step, p.record, length(p.links) FROM at.settled s JOIN pages p ON p.step = s.step
                    WHERE s.id = ? AND p.outcome = 'fetched' ORDER BY s.step DESC LIMIT 1
                    """)
            guard let row = try Row.fetchOne(pages, arguments: [id]) else { return nil }
            guard let step = Int64.fromDatabaseValue(row[0]), let line = String.fromDatabaseValue(row[1]) else {
                throw self.damage("what is no row of a page")
            }
            let record: VisitRecord
            do throws(JSONError) {
                var reader = JSONReader(Array(line.utf8))
                record = try reader.visit()
            } catch {
                throw self.damage("a record that is none (\(error))")
            }
            guard Int.fromDatabaseValue(row[2]) ?? 0 == record.links.accepted &* 8 else { return nil }
            guard record.links.outOfScope > 0 else {
                return EarlierPage(record: record, step: UInt64(bitPattern: step))
            }
            let waiting = try connection.cachedStatement(sql: "SELECT count(*) FROM at.waiting WHERE step = ?")
            let kept = try Int.fetchOne(waiting, arguments: [step]) ?? 0
            return EarlierPage(record: record, step: UInt64(bitPattern: step), keptLinks: kept)
        }
    }

    /// The links of `page`, those too that waited for their host.
    package func links(of page: EarlierPage) -> [EarlierLink]? {
        self.reading { connection in
            let step = Int64(bitPattern: page.step)
            let list = try RowCursor(
                connection, "SELECT step, links FROM pages WHERE step = \(step)", table: "pages", path: self.path)
            let ids = list.step == nil ? [] : try list.ids(1)
            let urls = try connection.cachedStatement(
                sql: "SELECT u.url, u.via FROM at.discovered d JOIN urls u ON u.seq = d.seq WHERE d.id = ?")
            let seeds = try connection.cachedStatement(
                sql: "SELECT e.url, e.via FROM at.discovered d JOIN seeds e ON e.seq = -d.seq WHERE d.id = ?")
            var links: [EarlierLink] = []
            links.reserveCapacity(ids.count)
            for id in ids {
                let id = Int64(bitPattern: id)
                guard let row = try Row.fetchOne(urls, arguments: [id]) ?? Row.fetchOne(seeds, arguments: [id]) else {
                    throw self.damage("a link to a URL that never became known")
                }
                links.append(try self.link(row))
            }
            guard page.keptLinks > 0 else { return links }
            let waiting = try connection.cachedStatement(
                sql: "SELECT a.url, a.via FROM at.waiting w JOIN awaiting a ON a.seq = w.seq WHERE w.step = ?")
            for row in try Row.fetchAll(waiting, arguments: [step]) { links.append(try self.link(row)) }
            return links
        }
    }

    private func link(_ row: Row) throws -> EarlierLink {
        guard let text = String.fromDatabaseValue(row[0]), let url = try? CrawlURL(text),
            let source = String.fromDatabaseValue(row[1]).flatMap(LinkSource.init)
        else { throw self.damage("a URL that is none") }
        // Somebody else than a page may have named it first.
        return EarlierLink(url: url, source: source.isElement ? source : .a)
    }

    private func damage(_ what: String) -> ArchiveError {
        ArchiveError(.corrupt, path: self.path, "holds \(what)")
    }

    /// What `body` finds; nil where it cannot be read, which is not forgotten.
    private func reading<Result>(_ body: (Database) throws -> Result?) -> Result? {
        do {
            return try self.database.inDatabase(body)
        } catch {
            if self.firstFailure == nil { self.firstFailure = ArchiveError(error, database: self.path) }
            return nil
        }
    }
}

extension LinkSource {
    /// Whether an element of a page names links so.
    fileprivate var isElement: Bool {
        switch self {
        case .a, .area, .iframe, .frame, .refresh: true
        case .seed, .redirect, .sitemap, .sitemapFile: false
        }
    }
}
