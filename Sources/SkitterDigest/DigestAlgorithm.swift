/// A digest function of FIPS 180-4.
package enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// 20 bytes. What most archives compare by; colliding contents can be made on purpose.
    case sha1
    /// 32 bytes; no collision is known.
    case sha256

    /// The length of a digest.
    package var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        }
    }
}
