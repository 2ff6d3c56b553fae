public import SkitterCore

/// The figures of a crawl at its end: `summary.json`. The members of the figures are those of `stats --format json`.
public struct Summary: Sendable {
    /// How the crawl ended.
    public var ending: CrawlEnding
    /// All its figures.
    public var snapshot: StatsSnapshot

    /// The summary of a crawl that ended so.
    public init(ending: CrawlEnding, snapshot: StatsSnapshot) {
        self.ending = ending
        self.snapshot = snapshot
    }

    /// Puts the summary into `directory` in place of an earlier one.
    public func write(to directory: CrawlDirectory) throws(ArchiveError) {
        var writer = JSONWriter(indented: false)
        writer.beginObject()
        writer.key("v")
        writer.value(JSONWriter.snapshotVersion)
        writer.key("exit")
        writer.ending(self.ending)
        writer.snapshot(self.snapshot)
        writer.endObject()
        writer.newline()
        try AtomicFile.write(writer.bytes, as: .summary, in: directory.path)
    }
}
