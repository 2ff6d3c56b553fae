internal import SkitterCore

extension TimeSeriesFile {
    /// Hands what limited the crawl until when to `body`, row by row, as `timeseries.csv` in `directory` tells; rows that are
    /// none are passed over.
    static func forEachLimit(in directory: String, _ body: (Limiter?, _ until: Duration) -> Void) throws(ArchiveError) {
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(CrawlFile.timeSeries.path(in: directory))
        } catch {
            if error.code == .missing { return }
            throw error
        }
        for line in bytes.split(separator: 0x0A).dropFirst() {
            let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            guard let first = fields.first, let last = fields.last, fields.count > 2,
                let seconds = Double(String(decoding: first, as: UTF8.self)), seconds >= 0, seconds < 1e9
            else { continue }
            body(Limiter(rawValue: String(decoding: last, as: UTF8.self)), .milliseconds(Int64(seconds * 1_000)))
        }
    }
}
