internal import SkitterCore

/// The members of a line of `pages.jsonl`, in the order in which they are written.
enum VisitMember: String, CaseIterable {
    case v
    case id
    case url
    case status
    case outcome
    case target
    case error
    case depthAtFetch = "depth_at_fetch"
    case parent
    case via
    case started
    case ms
    case firstByteMs = "first_byte_ms"
    case contentType = "content_type"
    case encoding
    case encodingFrom = "encoding_from"
    case bytes
    case wireBytes = "wire_bytes"
    case digest
    case etag
    case lastModified = "last_modified"
    case unchangedSince = "unchanged_since"
    case truncated
    case linksTruncated = "links_truncated"
    case attempts
    case title
    case canonical
    case robots
    case needsJavascript = "needs_javascript"
    case links
    case address

    static let keys = JSONKeys(VisitMember.allCases.map(\.rawValue))
    private static let members = VisitMember.allCases

    /// The member that a reader found; nil for one that this version does not know.
    init?(_ match: JSONReader.KeyMatch) {
        guard case .known(let index) = match else { return nil }
        self = VisitMember.members[index]
    }
}
