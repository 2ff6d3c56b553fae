internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// A crawl that was stopped or killed, as its directory tells: what a run needs to go on with it.
struct UnfinishedCrawl {
    /// What was crawled and how.
    let manifest: Manifest
    /// The key of its fingerprints.
    let hashSeed: UInt64
    /// How long its runs lasted, up to the last commit.
    let elapsed: Duration
    /// False where it was killed before it had a journal: it begins.
    let hasJournal: Bool

    /// The crawl in the directory at `path`, which the caller has locked. One that is finished, and one without a journal, are
    /// refused.
    init(in path: String) throws(ArchiveError) {
        self.manifest = try Manifest(readingFrom: path)
        let reader: JournalReader
        do {
            reader = try JournalReader(directory: path, recovers: true)
        } catch {
            guard error.code == .missing else { throw error }
            if let hashSeed = self.manifest.hashSeedOfUnbegun(in: path) {
                (self.hashSeed, self.elapsed, self.hasJournal) = (hashSeed, .zero, false)
                return
            }
            throw ArchiveError(
                .notEmpty, path: error.path,
                "is not there: a crawl with --journal off cannot be resumed; begin again with --overwrite")
        }
        if let ending = reader.position.ending, ending.isFinished {
            throw ArchiveError(
                .notEmpty, path: path,
                "holds a crawl that is finished (\(ending.cause)); look at it with skitter stats, or begin again with --overwrite"
            )
        }
        self.hasJournal = true
        self.hashSeed = reader.meta.hashSeed
        let last =
            self.manifest.runs.last
            ?? Manifest.Run(
                startedMicroseconds: self.manifest.startedMicroseconds, elapsedMicroseconds: 0)
        let lasted = max(0, reader.position.writtenMicroseconds - last.startedMicroseconds)
        self.elapsed = .microseconds(last.elapsedMicroseconds + lasted)
    }

    /// The options that say what is crawled: a resumed crawl cannot have others.
    private static let fixed = [
        "depth", "scope", "beyond", "include", "exclude", "max-url-length", "sitemap", "robots", "robots-agent",
        "max-redirects",
        "header", "header-of", "user", "cookies", "warc", "replay",
    ]

    /// Throws where one of `options` contradicts what was crawled so far.
    func check(_ options: [Manifest.Option]) throws(ConfigurationError) {
        for option in options where UnfinishedCrawl.fixed.contains(option.name) {
            guard let before = self.manifest.option(option.name),
                before != option.value
            else { continue }
            throw ConfigurationError(
                "--\(option.name) '\(option.value)' contradicts the crawl that is to go on, which has '\(before)'")
        }
    }
}

extension Manifest {
    /// The key of a crawl that was to keep a journal and was killed before there was one; nil for any other.
    fileprivate func hashSeedOfUnbegun(in path: String) -> UInt64? {
        guard self.option("journal") == "on", !CrawlDirectory.hasRecords(path) else { return nil }
        return self.option("hash-seed").flatMap { UInt64($0) }
    }
}
