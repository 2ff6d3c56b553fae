internal import SkitterCore

/// The first line of `exchanges.jsonl`: what the directory is, and whose.
package struct RecordingHeader: Sendable, Equatable {
    /// The version of the format.
    static let version = 1
    private static let format = "skitter-recording"

    /// The version of the program that began it.
    package var program: String
    /// The key of the crawl's fingerprints: a replay with it gives its URLs the same ids.
    package var hashSeed: UInt64
    /// When it was begun: microseconds since 1970 (UTC).
    package var startedMicroseconds: Int64

    package init(program: String, hashSeed: UInt64, startedMicroseconds: Int64) {
        self.program = program
        self.hashSeed = hashSeed
        self.startedMicroseconds = startedMicroseconds
    }

    /// With its line break.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("v", RecordingHeader.version)
        writer.member("format", RecordingHeader.format)
        writer.member("program", self.program)
        writer.key("hash_seed")
        writer.hexadecimal(self.hashSeed)
        writer.key("started")
        writer.time(self.startedMicroseconds)
        LineChecksum.end(&writer)
        return writer.bytes
    }

    /// Reads a line without its line break; `path` is that of its file.
    init(_ line: ArraySlice<UInt8>, path: String) throws(ArchiveError) {
        self.init(program: "", hashSeed: 0, startedMicroseconds: 0)
        var reader = JSONReader(Array(line))
        var format = ""
        var version = 0
        do throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "v": version = try reader.integer()
                case "format": format = try reader.string()
                case "program": self.program = try reader.string()
                case "hash_seed": self.hashSeed = try reader.hexadecimal16() ?? 0
                case "started": self.startedMicroseconds = try reader.time()
                default: try reader.skip()
                }
            }
            try reader.finish()
        } catch {
            throw ArchiveError(.foreign, path: path, "is no recording (\(error))")
        }
        guard format == RecordingHeader.format else { throw ArchiveError(.foreign, path: path, "is no recording") }
        guard version == RecordingHeader.version else {
            throw ArchiveError(
                .corrupt, path: path, "is a recording of version \(version); this program reads version 1")
        }
        guard LineChecksum.holds(line) else { throw ArchiveError(.corrupt, path: path, "has a damaged first line") }
    }
}
