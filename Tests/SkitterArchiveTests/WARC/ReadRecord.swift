import FoundationEssentials
import SkitterArchive
import SkitterCompression
import SkitterCore
import SkitterDigest
import Testing

/// A record as it was read back, whole.
struct ReadRecord {
    var head: WARCRecordHead
    var block: [UInt8]
    var extent: WARCReader.Extent?

    /// All records of the file at `path`, and how it ends.
    static func all(_ path: String, pieces: Int = 1 << 16) throws -> (records: [ReadRecord], ending: WARCReader.Ending?)
    {
        var reader = try WARCReader(path)
        var records: [ReadRecord] = []
        while let head = try reader.next() {
            var block: [UInt8] = []
            while true {
                let bytes = try reader.readBlock(atMost: pieces)
                if bytes.isEmpty { break }
                block += bytes
            }
            records.append(ReadRecord(head: head, block: block, extent: try reader.finish()))
        }
        return (records, reader.ending)
    }

    func field(_ name: String) -> String? { self.head.fields[name] }

    var text: String { String(decoding: self.block, as: UTF8.self) }
}
