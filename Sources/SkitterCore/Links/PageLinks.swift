/// What a check of links keeps of one visit besides its record: where the page leads, and where one may point in it.
public struct PageLinks: Sendable {
    /// A link to a URL.
    public struct Link: Sendable, Hashable {
        /// The fingerprint of the URL's key.
        public var id: UInt64
        /// The URL with its fragment; nil where it has none.
        public var place: String?

        /// A link to the URL `id`.
        public init(id: UInt64, place: String? = nil) {
            self.id = id
            self.place = place
        }
    }

    /// Whether the page lies beyond the scope: nothing is followed from there.
    public var isBeyond: Bool
    /// Each once. None of a page beyond the scope.
    public var links: [Link] = []
    /// What stands where a URL should and is none, as it is written and cut where it is long.
    public var invalid: [String] = []
    /// The places of the page that a fragment may name, as `FragmentName` hashes them; nil where nobody can tell.
    public var anchors: [UInt64]?

    /// A page that leads nowhere.
    public init(isBeyond: Bool = false) {
        self.isBeyond = isBeyond
    }

    /// About the memory that it takes, in bytes.
    package var heldBytes: Int {
        self.links.reduce(0) { $0 + 32 + ($1.place?.utf8.count ?? 0) } + self.invalid.count * 64
            + (self.anchors?.count ?? 0) * 8
    }
}
