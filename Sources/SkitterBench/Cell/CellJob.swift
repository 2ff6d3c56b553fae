package import SkitterCore

/// What one cell does, told to its process as JSON: the same for every strategy, so that only the strategy differs.
package struct CellJob: Codable, Sendable {
    package var strategy: BenchStrategy
    package var transport: BenchTransport
    /// The list of sites.
    package var sites: [Site]
    /// How many times the list is downloaded.
    package var copies: Int
    /// Requests in flight for every strategy but `sync`.
    package var concurrency: Int
    /// Worker processes of the strategy `processes`, at most.
    package var processes: Int
    /// What is done with each body.
    package var work: BenchWork
    /// How many downloads are due in a second; nil for as many as come to their end.
    package var ratePerSecond: Double?
    /// When the first of them is due; set by the cell's process when its strategy begins.
    package var scheduleStart: ContinuousClock.Instant?
    package var timeoutSeconds: Double
    package var bodyLimitBytes: Int
    package var userAgent: String
    /// Each download is told on standard output when it ends, instead of all of them when the clock has stopped.
    package var tellsAtOnce: Bool

    /// The job of `cell`; `cores` stands in for a number of processes that was not given.
    package init(_ cell: BenchCell, of configuration: BenchConfiguration, cores: Int, tellsAtOnce: Bool) {
        self.strategy = cell.subject.strategy
        self.transport = cell.subject.transport
        let list = configuration.lists.first { $0.latency == cell.subject.latency }
        self.sites = (list?.sites ?? []).map { Site(url: $0) }
        self.copies = configuration.copies
        self.concurrency = cell.subject.concurrency
        self.processes = max(1, configuration.processes ?? cores)
        self.work = configuration.work
        self.ratePerSecond = configuration.ratePerSecond
        self.timeoutSeconds = configuration.timeout.inSeconds
        self.bodyLimitBytes = configuration.bodyLimitBytes
        self.userAgent = configuration.userAgent
        self.tellsAtOnce = tellsAtOnce
    }

    /// The downloads are numbered from 0 up to this: the list, then the list again.
    package var downloads: Int { self.sites.count * self.copies }

    /// The request with which download `number` begins: the same over every transport, but for `Accept-Encoding`, which a
    /// session chooses.
    package func request(of number: Int) -> FetchRequest {
        let fields = HTTPFields([
            HTTPFields.Field(name: "User-Agent", value: self.userAgent),
            HTTPFields.Field(name: "Accept", value: "*/*"), HTTPFields.Field(name: "Accept-Language", value: "en"),
        ])
        return FetchRequest(
            url: self.sites[number % self.sites.count].url, fields: fields, timeout: .seconds(self.timeoutSeconds),
            bodyLimitBytes: self.bodyLimitBytes)
    }

    /// Requests in flight of each worker process: together exactly ``concurrency``, none idle, none with two more than
    /// another.
    package var shares: [Int] {
        let workers = min(self.processes, self.concurrency)
        return (0..<workers).map { self.concurrency / workers + ($0 < self.concurrency % workers ? 1 : 0) }
    }

    /// A URL that goes through JSON as its text.
    package struct Site: Codable, Sendable {
        package var url: CrawlURL

        package init(url: CrawlURL) {
            self.url = url
        }

        package init(from decoder: any Decoder) throws {
            self.url = try CrawlURL(decoder.singleValueContainer().decode(String.self))
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(self.url.href)
        }
    }
}
