/// `report.html`: the figures at the end as a page for people.
package enum ReportFile {
    /// Puts `text` into `directory` in place of an earlier report.
    package static func write(_ text: String, to directory: CrawlDirectory) throws(ArchiveError) {
        try AtomicFile.write(Array(text.utf8), as: .report, in: directory.path)
    }
}
