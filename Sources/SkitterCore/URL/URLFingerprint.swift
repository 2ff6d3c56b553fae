/// Stands for a URL's key in the set of known URLs: 64 bits of a keyed hash.
///
/// Equal keys have equal fingerprints under the same seed. Among n keys two collide with a probability of about
/// n^2 / 2^65: 3 in a million for 10^7 URLs, 3 in a hundred for 10^9.
public struct URLFingerprint: Hashable, Comparable, Sendable {
    /// The hash; its order means nothing but is total.
    public var rawValue: UInt64

    /// A fingerprint that was stored.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// The fingerprint of the URL whose key is `key`.
    package init(ofKey key: Span<UInt8>, seed: UInt64) {
        var hash = SipHash(seed: seed)
        hash.update(key)
        self.rawValue = hash.finalize()
    }

    /// Orders by ``rawValue``.
    public static func < (left: URLFingerprint, right: URLFingerprint) -> Bool { left.rawValue < right.rawValue }
}
