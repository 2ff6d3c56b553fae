internal import SkitterCore

extension TimeSeriesFile {
    /// A line of `stalls.jsonl`.
    static func line(_ stall: Stall, noticed wallMicroseconds: Int64) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("noticed")
        writer.time(wallMicroseconds)
        writer.key("since_s")
        writer.value(stall.since.inSeconds, decimals: 3)
        writer.key("length_s")
        writer.value(stall.length.inSeconds, decimals: 3)
        writer.key("stage")
        writer.value(stall.stage.rawValue)
        writer.key("subject")
        writer.optional(stall.subject)
        writer.endObject()
        writer.newline()
        return writer.bytes
    }
}
