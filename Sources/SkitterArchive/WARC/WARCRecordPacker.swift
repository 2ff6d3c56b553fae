internal import SkitterCompression
internal import SkitterCore
internal import SkitterDigest

/// Puts records together, one gzip member each; its buffers and the states of zlib and libcrypto serve all of them.
struct WARCRecordPacker: ~Copyable {
    private var members: GzipMemberWriter
    private var digests: DigestStream
    private var head: [UInt8] = []

    init(level: Int, digest: DigestAlgorithm) throws(ArchiveError) {
        let digests: DigestStream
        do {
            digests = try DigestStream(digest)
        } catch {
            throw ArchiveError(.failed, path: "WARC", "\(error); choose another digest")
        }
        let members: GzipMemberWriter
        do {
            members = try GzipMemberWriter(level: level)
        } catch {
            throw ArchiveError(.failed, path: "WARC", "\(error)")
        }
        self.digests = digests
        self.members = members
    }

    /// The digest of `bytes`.
    mutating func digest(of bytes: [UInt8]) -> Digest {
        self.digests.update(bytes.span)
        return self.digests.finish()
    }

    /// Begins a record; its fields follow.
    mutating func begin(_ type: StaticString, id: WARCRecordID, dateMicroseconds: Int64) {
        self.head.removeAll(keepingCapacity: true)
        self.head.append(contentsOf: "WARC/1.1\r\n".utf8)
        self.name("WARC-Type")
        type.withUTF8Buffer { self.head.append(contentsOf: $0) }
        self.head.append(contentsOf: "\r\n".utf8)
        self.field("WARC-Record-ID", id.description)
        self.name("WARC-Date")
        UTCTime.append(dateMicroseconds, to: &self.head)
        self.head.append(contentsOf: "\r\n".utf8)
    }

    /// Adds a field; a control character in its value becomes a space, so that it stays one line.
    mutating func field(_ name: StaticString, _ value: String) {
        self.name(name)
        let start = self.head.count
        self.head.append(contentsOf: value.utf8)
        for index in start..<self.head.count where self.head[index] < 0x20 || self.head[index] == 0x7F {
            self.head[index] = 0x20
        }
        self.head.append(contentsOf: "\r\n".utf8)
    }

    /// Ends the record: its block is `block`, then `rest` packed as `packing` says.
    mutating func end(
        contentType: String, block: [UInt8], rest: [UInt8] = [], packing: GzipMemberWriter.Packing = .compressed,
        to output: inout [UInt8]
    ) {
        self.digests.update(block.span)
        self.digests.update(rest.span)
        self.field("WARC-Block-Digest", self.digests.finish().warcText)
        self.field("Content-Type", contentType)
        self.field("Content-Length", String(block.count + rest.count))
        self.head.append(contentsOf: "\r\n".utf8)
        self.members.write(self.head, to: &output)
        self.members.write(block, to: &output)
        if !rest.isEmpty { self.members.write(rest, packing, to: &output) }
        self.head.removeAll(keepingCapacity: true)
        self.head.append(contentsOf: "\r\n\r\n".utf8)
        self.members.write(self.head, packing, to: &output)
        self.members.finish(to: &output)
    }

    private mutating func name(_ name: StaticString) {
        name.withUTF8Buffer { self.head.append(contentsOf: $0) }
        self.head.append(contentsOf: ": ".utf8)
    }
}
