/// A page already fetched turned out to lie nearer to a seed: one line of `depths.jsonl`.
public struct DepthChange: Sendable, Hashable {
    /// The fingerprint of the page's key, as in its record.
    public var id: UInt64
    /// Its least depth so far; the last line for an id is the final one.
    public var depth: Int

    /// Page `id` lies at `depth`.
    public init(id: UInt64, depth: Int) {
        self.id = id
        self.depth = depth
    }
}
