internal import SkitterCore

extension TimeSeriesFile {
    /// What limited the crawl in `directory` over its time, as `timeseries.csv` tells; rows that are none are passed over, and
    /// one without shares counts as limited by its last word alone.
    static func limits(in directory: String) throws(ArchiveError) -> LimitSeries {
        var series = LimitSeries()
        let bytes: [UInt8]
        do {
            bytes = try WholeFile.read(CrawlFile.timeSeries.path(in: directory))
        } catch {
            if error.code == .missing { return series }
            throw error
        }
        let lines = bytes.split(separator: 0x0A)
        let names = lines.first.map(TimeSeriesFile.fields) ?? []
        let columns = Limiter.allCases.compactMap { limiter in
            names.firstIndex(of: limiter.rawValue).map { (limiter: limiter, column: $0) }
        }
        for line in lines.dropFirst() {
            let fields = TimeSeriesFile.fields(of: line)
            guard fields.count > 2, let seconds = Double(fields[0]), seconds >= 0, seconds < 1e9 else { continue }
            var limits = LimitMeter()
            for (limiter, column) in columns where column < fields.count {
                guard let share = Double(fields[column]), share >= 0, share <= 1 else { continue }
                limits.waited(.seconds(1) * share, on: limiter)
            }
            if limits.isEmpty, let limiter = Limiter(rawValue: fields[fields.count - 1]) {
                limits.waited(.seconds(1), on: limiter)
            }
            series.add(limits, until: .milliseconds(Int64(seconds * 1_000)))
        }
        return series
    }

    private static func fields(of line: ArraySlice<UInt8>) -> [String] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
