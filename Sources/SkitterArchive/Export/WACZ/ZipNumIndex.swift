internal import SkitterCompression
internal import SkitterDigest

/// Makes the compressed form of a sorted index (ZipNum) that replay reads by pieces: some thousand lines make a gzip member, and a second
/// index says with which line each begins, and where.
package struct ZipNumIndex: ~Copyable {
    /// The name of the compressed index, beside which the second one lies.
    package static let name = "index.cdx.gz"
    /// Lines of a member, as py-wacz has them.
    static let linesPerMember = 1024

    private var gzip: GzipMemberWriter
    private var digest: DigestStream
    private var rest: [UInt8] = []
    private var block: [UInt8] = []
    private var lines = 0
    private var offset = 0
    private var second: [UInt8] = []

    package init() throws(ArchiveError) {
        let gzip = try ZipNumIndex.gzipWriter()
        let digest = try DigestStream(sha256For: ZipNumIndex.name)
        self.init(gzip, digest)
    }

    private init(_ gzip: consuming GzipMemberWriter, _ digest: consuming DigestStream) {
        self.gzip = gzip
        self.digest = digest
        self.second += "!meta 0 {\"format\": \"cdxj-gzip-1.0\", \"filename\": \"\(ZipNumIndex.name)\"}\n".utf8
    }

    private static func gzipWriter() throws(ArchiveError) -> GzipMemberWriter {
        do throws(GzipUnavailable) { return try GzipMemberWriter(level: 6) } catch {
            throw ArchiveError(.failed, path: ZipNumIndex.name, "\(error)")
        }
    }

    /// Takes the next bytes of the index; answers what is to be written.
    package mutating func add(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        self.rest += bytes
        var start = 0
        while let end = self.rest[start...].firstIndex(of: 0x0A) {
            self.block += self.rest[start...end]
            self.lines += 1
            start = end + 1
            if self.lines == ZipNumIndex.linesPerMember { self.flush(to: &output) }
        }
        self.rest.removeSubrange(..<start)
        return output
    }

    /// The index is at its end: what is left to write.
    package mutating func finish() -> [UInt8] {
        var output: [UInt8] = []
        if self.lines > 0 { self.flush(to: &output) }
        return output
    }

    /// The second index. 150 bytes for each member are held in memory.
    package var secondIndex: [UInt8] { self.second }

    private mutating func flush(to output: inout [UInt8]) {
        var member: [UInt8] = []
        self.gzip.write(self.block, to: &member)
        self.gzip.finish(to: &member)
        self.digest.update(member.span)
        // Key and timestamp: no key holds a brace.
        let key = self.block.prefix { $0 != UInt8(ascii: "{") }
        self.second += key
        self.second +=
            "{\"offset\": \(self.offset), \"length\": \(member.count), \"digest\": \"\(self.digest.finish().warcText)\"}\n"
            .utf8
        self.offset += member.count
        self.block.removeAll(keepingCapacity: true)
        self.lines = 0
        output += member
    }
}

extension DigestStream {
    /// A stream of SHA-256 for what is written at `path`.
    init(sha256For path: String) throws(ArchiveError) {
        do throws(DigestUnavailable) { self = try DigestStream(.sha256) } catch {
            throw ArchiveError(.failed, path: path, "\(error), which its hashes need")
        }
    }
}
