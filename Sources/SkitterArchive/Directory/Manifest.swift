public import SkitterCore

/// What was crawled, how, when, and how it ended: `manifest.json`.
///
/// Written before the first request and again at the end, each time in one step. It may be read by others: what is
/// secret in an option (credentials, cookies) is for the caller to leave out.
public struct Manifest: Hashable, Sendable {
    /// One option in force.
    public struct Option: Hashable, Sendable {
        /// Its long name, without dashes.
        public var name: String
        /// Its value as the command line would have it.
        public var value: String

        /// Option `name` has `value`.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// One run of the crawl: the first, or one that went on.
    public struct Run: Hashable, Sendable {
        /// When it started, in microseconds since 1970 (UTC).
        public var startedMicroseconds: Int64
        /// How long all runs before it lasted.
        public var elapsedMicroseconds: Int64

        /// A run that started `elapsedMicroseconds` of crawling after the first one did.
        public init(startedMicroseconds: Int64, elapsedMicroseconds: Int64) {
            self.startedMicroseconds = startedMicroseconds
            self.elapsedMicroseconds = elapsedMicroseconds
        }
    }

    /// The version of the program.
    public var programVersion: String
    /// When the crawl started, in microseconds since 1970 (UTC).
    public var startedMicroseconds: Int64
    /// When it ended; nil while it runs, and for ever when it was killed.
    public var finishedMicroseconds: Int64?
    /// How it ended.
    public var ending: CrawlEnding?
    /// The kind of session: `curl` or `urlsession`.
    public var transport: String
    /// Why it was chosen, in words.
    public var transportReason: String
    /// The seeds as given, in order.
    public var seeds: [String]
    /// The options in force, defaults too, in the order of the help page.
    public var options: [Option]
    /// The words of the command line that a resumed crawl repeats: no seeds, and nothing secret.
    public var arguments: [String] = []
    /// The runs so far; more than one where the crawl was resumed.
    public var runs: [Run]

    /// The manifest of a crawl that starts.
    public init(
        programVersion: String, startedMicroseconds: Int64, transport: String, transportReason: String,
        seeds: [String], options: [Option]
    ) {
        self.programVersion = programVersion
        self.startedMicroseconds = startedMicroseconds
        self.transport = transport
        self.transportReason = transportReason
        self.seeds = seeds
        self.options = options
        self.runs = [Run(startedMicroseconds: startedMicroseconds, elapsedMicroseconds: 0)]
    }

    /// The value in force of the option called `name` (without its dashes); nil where a crawl of that version had none.
    public func option(_ name: String) -> String? {
        self.options.first { $0.name == name }?.value
    }

    /// The number of the frontier that the crawler shared with others, the same in all directories of their crawl; nil for a crawl of
    /// one machine.
    public var frontierID: String? {
        self.option("frontier-id").flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Puts the manifest into `directory` in place of an earlier one.
    public func write(to directory: CrawlDirectory) throws(ArchiveError) {
        try AtomicFile.write(self.json, as: .manifest, in: directory.path)
    }

    /// The word that tells this file from any other `manifest.json`.
    static let format = "skitter-crawl"

    private var json: [UInt8] {
        var writer = JSONWriter(indented: true)
        writer.beginObject()
        writer.key("format")
        writer.value(Manifest.format)
        writer.key("v")
        writer.value(RecordFormat.version)
        writer.key("skitter")
        writer.value(self.programVersion)
        writer.key("started")
        writer.time(self.startedMicroseconds)
        writer.key("finished")
        if let finished = self.finishedMicroseconds { writer.time(finished) } else { writer.null() }
        writer.key("exit")
        writer.ending(self.ending)
        writer.key("transport")
        writer.value(self.transport)
        writer.key("transport_reason")
        writer.value(self.transportReason)
        writer.key("seeds")
        writer.values(self.seeds)
        writer.key("options")
        writer.beginObject()
        for option in self.options {
            writer.key(text: option.name)
            writer.value(option.value)
        }
        writer.endObject()
        writer.key("arguments")
        writer.values(self.arguments)
        writer.key("runs")
        writer.objects(self.runs) { writer, run in
            writer.key("started")
            writer.time(run.startedMicroseconds)
            writer.member("elapsed_before_us", Int(run.elapsedMicroseconds))
        }
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}
