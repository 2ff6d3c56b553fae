internal import SkitterCore

/// The members of `links` in a line of `pages.jsonl`, in the order in which they are written.
enum LinkMember: String, CaseIterable {
    case found
    case accepted
    case new
    case outOfScope = "out_of_scope"
    case nofollow
    case invalid

    static let keys = JSONKeys(LinkMember.allCases.map(\.rawValue))
    private static let members = LinkMember.allCases

    /// The member that a reader found; nil for one that this version does not know.
    init?(_ match: JSONReader.KeyMatch) {
        guard case .known(let index) = match else { return nil }
        self = LinkMember.members[index]
    }
}
