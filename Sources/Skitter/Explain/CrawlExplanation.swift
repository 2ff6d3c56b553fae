package import SkitterCore

internal import SkitterArchive
internal import SkitterStore

/// Explains why a URL is in a crawl or not, from the crawl's directories alone; also while the crawl runs. Changes nothing.
package enum CrawlExplanation {
    /// All that the directories at `paths`, which hold one crawl between them, say of `given`, which may be written as on the command
    /// line.
    ///
    /// - Throws: ``CrawlError`` where they hold no crawl, or not one, or `given` is no URL to fetch.
    package static func of(_ given: String, in paths: [String]) throws(CrawlError) -> URLExplanation {
        var list = URLList()
        list.add(given)
        if let rejected = list.rejected.first { throw CrawlError(cause: .usage, message: "\(rejected)") }
        guard let url = list.urls.first?.withoutCredentials() else {
            throw CrawlError(cause: .usage, message: "an empty text is no URL")
        }
        do {
            return try self.explanation(of: url, given: given, in: try CrawlDirectories(paths))
        } catch let error as ArchiveError {
            throw CrawlError(reading: error)
        } catch {
            throw CrawlError(cause: .unexpected, message: "\(error)")
        }
    }

    private static func explanation(of url: CrawlURL, given: String, in directories: CrawlDirectories) throws
        -> URLExplanation
    {
        guard let manifest = directories.manifest else {
            throw ArchiveError(
                .missing, path: directories.names, "has no manifest.json, which says what the crawl was to do")
        }
        let journals = try directories.parts.compactMap { try JournalReader.ifKept(in: $0.path) }
        let id = journals.first.map { url.fingerprint(seed: $0.meta.hashSeed).rawValue }
        let scope = try RecordedScope(manifest, extensions: try journals.flatMap { try $0.scopeExtensions() })
        var explanation = URLExplanation(
            given: given, url: url, id: id, scope: scope.reason(for: url), robotsURL: url.origin + "/robots.txt",
            robots: try self.robots(for: url, manifest, journals))
        let isAlone = directories.parts.count == 1
        explanation.ending = isAlone ? journals.first.map(\.position.ending) ?? manifest.ending : manifest.ending
        let search = try RecordSearch(directories, url: url.href, id: id)
        explanation.depth = search.depth
        explanation.twins = search.twins
        explanation.twinCount = search.twinCount
        switch search.found {
        case .visit(let record):
            explanation.state = .visited(record)
            explanation.way =
                try search.way(to: record.parent)
                + [URLExplanation.Step(url: record.url, via: record.via)]
        case .skip(let record):
            explanation.state = .skipped(record)
            explanation.way =
                try search.way(to: record.parent)
                + [URLExplanation.Step(url: record.url, via: record.parent == nil ? "seed" : "link")]
        case .nothing: break
        }
        if let id { for journal in journals { try self.complete(&explanation, url: url, id: id, journal, search) } }
        return explanation
    }

    /// What a journal alone knows.
    private static func complete(
        _ explanation: inout URLExplanation, url: CrawlURL, id: UInt64, _ journal: JournalReader, _ search: RecordSearch
    ) throws {
        if case .unknown = explanation.state {
            try journal.forEachDiscovery(where: { $0 == id }) { discovery, parent, _ in
                explanation.state = .pending
                explanation.depth = discovery.depth
                explanation.way =
                    try search.way(to: parent)
                    + [URLExplanation.Step(url: discovery.url.href, via: discovery.via.rawValue)]
            }
        }
        if case .pending = explanation.state, let retry = try journal.retry(of: id),
            retry.attempts > explanation.retry?.attempts ?? 0
        {
            explanation.retry = retry
        }
        guard let opens = try journal.host(url.hostname)?.notBeforeMicroseconds else { return }
        explanation.hostOpensMicroseconds = max(opens, explanation.hostOpensMicroseconds ?? .min)
    }

    private static func robots(for url: CrawlURL, _ manifest: Manifest, _ journals: [JournalReader]) throws
        -> URLExplanation.RobotsReason
    {
        if manifest.option("robots") == "off" { return .off }
        if journals.isEmpty { return .unrecorded }
        let rows = try journals.compactMap { try $0.robots(of: url.origin) }
        guard let row = rows.max(by: { $0.fetchedMicroseconds < $1.fetchedMicroseconds }) else { return .unasked }
        if let error = row.error { return .unreachable(error) }
        let agent = manifest.option("robots-agent") ?? "skitter"
        let file: RobotsTxt
        switch RobotsPolicy(.response(status: row.status ?? 404, body: row.body)) {
        case .rules(let rules): file = rules
        case .allowAll: file = RobotsTxt(parsing: [])
        case .disallowAllAndRetry: return .unreachable("status \(row.status ?? 0)")
        }
        return .file(
            status: row.status, file.reason(agent: agent, path: url.requestTarget),
            crawlDelay: file.crawlDelay(agent: agent))
    }
}
