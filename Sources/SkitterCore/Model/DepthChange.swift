/// A page already fetched turned out to lie nearer to a seed: one line of `depths.jsonl`.
public struct DepthChange: Sendable, Hashable {
    /// The fingerprint of the page's key, as in its record.
    public var id: UInt64
    /// Its least depth so far; the last line for an id is the final one.
    public var depth: Int

    /// Where it was thought to lie before.
    public var from: Int

    /// Page `id` lies at `depth`, not at `from`.
    public init(id: UInt64, from: Int, depth: Int) {
        self.id = id
        self.from = from
        self.depth = depth
    }
}
