internal import SkitterCore

extension Manifest {
    /// The manifest of the crawl in `directory`.
    public init(readingFrom directory: String) throws(ArchiveError) {
        let path = CrawlFile.manifest.path(in: directory)
        let bytes = try WholeFile.read(path)
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            try self.init(reading: &reader)
        } catch {
            throw ArchiveError(.corrupt, path: path, "is not the manifest of a crawl (\(error))")
        }
    }

    private init(reading reader: inout JSONReader) throws(JSONError) {
        self.init(
            programVersion: "", startedMicroseconds: 0, transport: "", transportReason: "", seeds: [], options: [])
        var format: String?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "format": format = try reader.string()
            case "v": try reader.version()
            case "skitter": self.programVersion = try reader.string()
            case "started": self.startedMicroseconds = try reader.time()
            case "finished": self.finishedMicroseconds = try reader.null() ? nil : reader.time()
            case "exit": self.ending = try reader.ending()
            case "transport": self.transport = try reader.string()
            case "transport_reason": self.transportReason = try reader.string()
            case "seeds":
                try reader.beginArray()
                while try reader.nextElement() { self.seeds.append(try reader.string()) }
            case "options":
                try reader.beginObject()
                while let name = try reader.nextKey() {
                    self.options.append(Option(name: name, value: try reader.string()))
                }
            case "arguments":
                try reader.beginArray()
                while try reader.nextElement() { self.arguments.append(try reader.string()) }
            case "runs":
                self.runs = []
                try reader.beginArray()
                while try reader.nextElement() { self.runs.append(try reader.run()) }
            default: try reader.skip()
            }
        }
        try reader.finish()
        guard format == Manifest.format else { throw reader.error("it does not name the format \(Manifest.format)") }
    }
}

extension JSONReader {
    /// A run of a crawl.
    fileprivate mutating func run() throws(JSONError) -> Manifest.Run {
        var run = Manifest.Run(startedMicroseconds: 0, elapsedMicroseconds: 0)
        try self.beginObject()
        while let key = try self.nextKey() {
            switch key {
            case "started": run.startedMicroseconds = try self.time()
            case "elapsed_before_us": run.elapsedMicroseconds = Int64(try self.count())
            default: try self.skip()
            }
        }
        return run
    }

    /// How a run ended; nil for null.
    mutating func ending() throws(JSONError) -> CrawlEnding? {
        if try self.null() { return nil }
        var ending = CrawlEnding(code: 1, cause: "")
        try self.beginObject()
        while let key = try self.nextKey() {
            switch key {
            case "code": ending.code = try self.count()
            case "cause": ending.cause = try self.string()
            default: try self.skip()
            }
        }
        return ending
    }
}
