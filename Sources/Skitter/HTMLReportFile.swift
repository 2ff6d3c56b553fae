package import SkitterArchive
package import SkitterCore
package import SkitterReport

extension ReportHeading {
    /// What `manifest` says of a crawl that ended so.
    package init(_ manifest: Manifest?, ending: CrawlEnding?) {
        self.init()
        self.seeds = manifest?.seeds ?? []
        self.ending = ending
        self.transport = manifest?.transport ?? ""
        self.programVersion = manifest?.programVersion ?? ""
    }
}

/// `report.html`, written where a crawl ends.
enum HTMLReportFile {
    /// Puts the report of a crawl that ended so into `directory`, in place of an earlier one.
    ///
    /// Reading the records again for broken links and equal pages takes no longer than `readingTime`, and the report says how far
    /// it came: a crawl of some million pages must not be held up by its report.
    static func write(
        to directory: CrawlDirectory, _ snapshot: StatsSnapshot, _ manifest: Manifest, readingTime: Duration
    ) throws(ArchiveError) {
        var follower = CrawlFollower(try CrawlDirectoryReader(directory.path), withDetails: true)
        let clock = ContinuousClock()
        let end = clock.now + readingTime
        try follower.advance { clock.now < end }
        let text = HTMLReport.text(
            snapshot, details: try follower.details() ?? CrawlDetails(),
            heading: ReportHeading(manifest, ending: manifest.ending))
        try ReportFile.write(text, to: directory)
    }
}
