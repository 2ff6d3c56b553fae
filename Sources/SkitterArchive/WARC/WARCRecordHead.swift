package import SkitterCore

/// The head of a record: its version and its named fields.
package struct WARCRecordHead: Sendable, Hashable {
    /// The named fields, in order.
    package let fields: HTTPFields
    /// The first line, as in `WARC/1.1`.
    package let version: String

    init(_ head: MessageHead) {
        self.fields = head.fields
        self.version = head.firstLine
    }

    /// `WARC-Type`, empty where it is missing.
    package var type: String { self.fields["WARC-Type"] ?? "" }

    /// `WARC-Record-ID` as it stands there.
    package var id: String? { self.fields["WARC-Record-ID"] }

    /// `WARC-Target-URI` without the angle brackets that some writers put around it, its spaces escaped.
    package var targetURI: String? {
        guard var text = self.fields["WARC-Target-URI"] else { return nil }
        if text.hasPrefix("<") && text.hasSuffix(">") && text.utf8.count >= 2 {
            text = String(text.dropFirst().dropLast())
        }
        return text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
    }

    /// The length of the block: nil where none is given (it then ends with the member), 0 where what is given is none.
    package var blockLength: Int? {
        guard let text = self.fields["Content-Length"] else { return nil }
        return max(0, Int(text) ?? 0)
    }

    /// True where the block is an HTTP message.
    package var isHTTP: Bool {
        guard ["response", "request", "revisit"].contains(self.type), let uri = self.targetURI else { return false }
        return uri.hasPrefix("http:") || uri.hasPrefix("https:")
    }
}
