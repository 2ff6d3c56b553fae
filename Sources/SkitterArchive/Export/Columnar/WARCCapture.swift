package import SkitterCore
internal import SkitterDigest

/// A response as an archive has it, read back: what an index of captures tells of it.
package struct WARCCapture: Sendable, Hashable {
    /// The target as it stands there.
    package var url: String
    /// `WARC-Date` as it stands there.
    package var date: String
    /// The status of the response.
    package var status: Int
    /// The header fields of the response.
    package var fields: HTTPFields
    /// The SHA-1 of the payload in base 32, also of one that lies in an earlier record; nil where nobody can tell.
    package var sha1: String?
    /// A word of `WARC-Truncated`; nil where the payload is whole, or lies in an earlier record.
    package var truncated: String?
    /// The UUID of the record.
    package var recordID: String?
    /// Where the record begins in its file, and its length there.
    package var offset: Int
    /// See ``offset``.
    package var length: Int
}

/// Reads the captures of archives, file by file, in bounded memory.
package struct WARCCaptureReader: ~Copyable {
    private var stream: DigestStream
    private var payloads = RecentDigests()

    /// A reader that has read nothing.
    package init() throws(ArchiveError) {
        do {
            self.stream = try DigestStream(.sha1)
        } catch {
            throw ArchiveError(.failed, path: "libcrypto", "\(error), which content digests need")
        }
    }

    /// Hands each capture in the first `length` bytes of the WARC file at `path` to `body`: responses and revisits of HTTP.
    package mutating func read(_ path: String, length: Int = .max, _ body: (WARCCapture) -> Void) throws(ArchiveError) {
        var reader = try WARCReader(path, length: length)
        while let record = try reader.next() {
            guard record.type == "response" || record.type == "revisit", record.isHTTP, record.blockLength != 0,
                let url = record.targetURI
            else { continue }
            let head = try reader.readMessageHead()
            let isRevisit = record.type == "revisit"
            let sha1 = try self.sha1(record, head, isRevisit: isRevisit, &reader)
            guard let extent = try reader.finish() else { continue }
            guard let status = head.status.flatMap({ Int($0) }) else { continue }
            body(
                WARCCapture(
                    url: url, date: record.fields["WARC-Date"] ?? "", status: status, fields: head.fields, sha1: sha1,
                    // The profile of revisits demands the field, and it says nothing of the payload.
                    truncated: isRevisit ? nil : record.fields["WARC-Truncated"],
                    recordID: record.id.map(WARCCaptureReader.uuid), offset: extent.offset, length: extent.length))
        }
    }

    private mutating func sha1(
        _ record: WARCRecordHead, _ head: MessageHead, isRevisit: Bool, _ reader: inout WARCReader
    ) throws(ArchiveError) -> String? {
        let label = record.fields["WARC-Payload-Digest"]
        if let label, label.hasPrefix("sha1:") { return String(label.dropFirst(5)) }
        if isRevisit { return label.flatMap { self.payloads[$0] } }
        guard head.isComplete else { return nil }
        while case let bytes = try reader.readBlock(), !bytes.isEmpty { self.stream.update(bytes.span) }
        let text = self.stream.finish().base32
        if let label { self.payloads[label] = text }
        return text
    }

    private static func uuid(_ id: String) -> String {
        String(id.drop { $0 == "<" }.prefix { $0 != ">" }).replacingPrefix("urn:uuid:")
    }
}

/// The SHA-1 of payloads by what their records are labelled with: of as many as a writer remembers for its revisits at the least, and of
/// twice as many at the most.
private struct RecentDigests {
    private var young: [String: String] = [:]
    private var old: [String: String] = [:]
    /// What an archive of a crawl remembers (docs/warc.md).
    private static let count = 98_304

    subscript(label: String) -> String? {
        mutating get {
            if let known = self.young[label] { return known }
            guard let known = self.old[label] else { return nil }
            self[label] = known
            return known
        }
        set {
            self.young[label] = newValue
            guard self.young.count >= RecentDigests.count else { return }
            self.old = self.young
            self.young = [:]
        }
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String) -> String {
        self.hasPrefix(prefix) ? String(self.dropFirst(prefix.utf8.count)) : self
    }
}
