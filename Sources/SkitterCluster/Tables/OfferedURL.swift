#if Cluster
/// What an offer of a URL that was not known came to.
package struct OfferedURL: Sendable, Hashable {
    /// What it is now.
    package enum Standing: Int16, Sendable {
        /// Somebody else brought it in this very moment: offered again, it will show whether this way is shorter.
        case missed = 0
        case known = 1
        /// Out of scope, and kept in case that widens.
        case apart = 2
    }

    package let id: UInt64
    package let standing: Standing

    package init(id: UInt64, standing: Standing) {
        self.id = id
        self.standing = standing
    }
}
#endif
