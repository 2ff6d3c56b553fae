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
    private let connection: SQLiteConnection
    private let queries: Queries
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
        let connection = try JournalFile.read(journal.path)
        do {
            try connection.execute("ATTACH ? AS at", .text(CrawlFile.journalIndex.path(in: directory.path)))
            self.scopeExtensions = try connection.rows("SELECT url FROM scope ORDER BY seq") {
                try CrawlURL($0.text(0))
            }
            self.queries = try Queries(connection)
            // For good: each look-up by itself would lock both files and look whether they changed, at five times its price.
            try connection.execute(script: "BEGIN")
        } catch {
            throw ArchiveError(error, database: journal.path)
        }
        self.connection = connection
    }

    /// Why some pages were fetched as if this crawl did not know them; nil where everything could be read.
    package var failure: ArchiveError? { self.firstFailure }

    /// What the crawl found at the URL of this key. Pages whose links it did not keep, as journals did without a depth limit
    /// once, are none.
    package func page(at url: CrawlURL) -> EarlierPage? {
        let id = Int64(bitPattern: url.fingerprint(seed: self.hashSeed).rawValue)
        return self.reading {
            var page: EarlierPage?
            try self.queries.page.forEachRow(of: id) { row in
                let record: VisitRecord
                do throws(JSONError) {
                    var reader = JSONReader(row.bytes(1))
                    record = try reader.visit()
                } catch {
                    throw self.damage("a record that is none (\(error))")
                }
                guard row.integer(2) == Int64(record.links.accepted) &* 8 else { return }
                page = EarlierPage(record: record, step: UInt64(bitPattern: row.integer(0)))
            }
            if let found = page, found.record.links.outOfScope > 0 {
                try self.queries.waiting.forEachRow(of: Int64(bitPattern: found.step)) { _ in page?.keptLinks += 1 }
            }
            return page
        }
    }

    /// The links of `page`, those too that waited for their host.
    package func links(of page: EarlierPage) -> [EarlierLink]? {
        self.reading {
            let step = Int64(bitPattern: page.step)
            var ids: [UInt64] = []
            try self.queries.list.forEachRow(of: step) { row in
                guard let list = row.withBytes(0, IDList.ids) else { throw self.damage("a list of ids that is cut") }
                ids = list
            }
            var links: [EarlierLink] = []
            links.reserveCapacity(ids.count + page.keptLinks)
            for id in ids {
                let count = links.count
                try self.queries.url.forEachRow(of: Int64(bitPattern: id)) { links.append(try self.link($0)) }
                guard links.count == count + 1 else { throw self.damage("a link to a URL that never became known") }
            }
            if page.keptLinks > 0 { try self.queries.waiting.forEachRow(of: step) { links.append(try self.link($0)) } }
            return links
        }
    }

    private func link(_ row: SQLiteStatement) throws -> EarlierLink {
        let url = try? row.withBytes(0) { try CrawlURL.parse(Span(_unsafeBytes: $0), base: nil) }
        let source = LinkSource(rawValue: row.text(1))
        guard let url, let source else { throw self.damage("a URL that is none") }
        // Somebody else than a page may have named it first.
        return EarlierLink(url: url, source: source.isElement ? source : .a)
    }

    private func damage(_ what: String) -> ArchiveError {
        ArchiveError(.corrupt, path: self.path, "holds \(what)")
    }

    /// What `body` finds; nil where it cannot be read, which is not forgotten.
    private func reading<Result>(_ body: () throws -> Result?) -> Result? {
        do {
            return try body()
        } catch {
            if self.firstFailure == nil { self.firstFailure = ArchiveError(error, database: self.path) }
            return nil
        }
    }

    /// The look-ups, each prepared once.
    private struct Queries {
        /// Step, record and length of the list of links of the last visit to a URL, by its id, if it was fetched then.
        let page: SQLiteStatement
        /// The list of links of a page, by its step.
        let list: SQLiteStatement
        /// Text and source of a URL, by its id.
        let url: SQLiteStatement
        /// Text and source of each link that waited, by the step of its page.
        let waiting: SQLiteStatement

        init(_ connection: SQLiteConnection) throws {
            self.page = try SQLiteStatement(
                connection,
                """
                SELECT p.step, p.record, coalesce(length(p.links), 0) FROM at.settled s JOIN pages p ON p.step = s.step
                WHERE s.id = ? AND p.id = s.id AND p.outcome = 'fetched' ORDER BY s.step DESC LIMIT 1
                """)
            self.list = try SQLiteStatement(connection, "SELECT links FROM pages WHERE step = ?")
            self.url = try SQLiteStatement(
                connection,
                """
                SELECT coalesce(u.url, e.url), coalesce(u.via, e.via) FROM at.discovered d
                LEFT JOIN urls u ON u.seq = d.seq LEFT JOIN seeds e ON e.seq = -d.seq WHERE d.id = ?
                """)
            self.waiting = try SQLiteStatement(
                connection,
                "SELECT a.url, a.via FROM at.waiting w JOIN awaiting a ON a.seq = w.seq WHERE w.step = ? ORDER BY w.seq"
            )
        }
    }
}

extension LinkSource {
    /// Whether a page names links so: by an element, or to its handler.
    fileprivate var isElement: Bool {
        switch self {
        case .a, .area, .iframe, .frame, .refresh, .link, .img, .script, .source, .video, .audio, .track, .embed,
            .object, .input, .handler:
            true
        case .seed, .redirect, .sitemap, .sitemapFile: false
        }
    }
}
