internal import SkitterArchive
internal import SkitterCore
internal import SkitterEngine
internal import SkitterStore

/// The earlier crawl of which a crawl asks servers what has changed since.
struct EarlierBasis: Sendable {
    /// Its pages.
    let crawl: EarlierCrawl
    /// What it crawled and how.
    private let manifest: Manifest

    /// The crawl in the directory at `path`, which stays locked against crawls that write there.
    ///
    /// - Throws: ``ArchiveError`` where it holds no crawl with a journal, ``ConfigurationError`` where `configuration` asks for
    ///   what that crawl cannot be the basis of.
    init(_ path: String, for configuration: CrawlConfiguration) throws {
        let directory = try CrawlDirectory(consulting: path)
        if directory.isSame(as: configuration.directory) {
            throw ConfigurationError("--if-modified names the directory that this crawl writes to: name an earlier one")
        }
        let manifest = try Manifest(readingFrom: path)
        let agent = manifest.option("robots-agent")
        if agent != configuration.http.robotsAgent {
            throw ConfigurationError(
                "--robots-agent '\(configuration.http.robotsAgent)' contradicts the crawl in \(path), which read its pages as '\(agent ?? "")'"
            )
        }
        if configuration.state.archives, manifest.option("warc") != "on" {
            throw ConfigurationError(
                "--warc with --if-modified needs an earlier crawl with --warc: what has not changed since that in \(path) would be in no archive"
            )
        }
        self.manifest = manifest
        self.crawl = try EarlierCrawl(directory)
    }

    /// Which pages a crawl with `options` asks for only if they have changed.
    func visits(wiring: EngineWiring, options: [Manifest.Option]) throws -> EarlierVisits {
        let rules = ["scope", "include", "exclude", "max-url-length"]
        func asksBeyond(_ value: String?) -> Bool { value == "ask" }
        let isAlike =
            rules.allSatisfy { rule in
                options.first { $0.name == rule }?.value == self.manifest.option(rule)
            }
            // A crawl of an earlier version does not say.
            && asksBeyond(options.first { $0.name == "beyond" }?.value) == asksBeyond(self.manifest.option("beyond"))
        guard isAlike else { return EarlierVisits(self.crawl, scope: nil) }
        let sitemaps = (self.manifest.option("sitemap") ?? "").split(separator: " ").filter { $0 != "auto" }
        let seeds = try (self.manifest.seeds + sitemaps.map(String.init)).map { try CrawlURL($0) }
        return EarlierVisits(self.crawl, scope: try wiring.scope(seeds: seeds + self.crawl.scopeExtensions))
    }
}
