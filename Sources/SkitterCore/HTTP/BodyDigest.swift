/// A 64-bit digest that tells whether a body changed. Fast and not keyed: who wants two of his bodies to have one digest can
/// have that.
public enum BodyDigest {
    /// The digest of all bytes; the same in every version and on every machine, for records keep it.
    public static func of(_ body: [UInt8]) -> UInt64 {
        PageDigest.of(body.span)
    }
}
