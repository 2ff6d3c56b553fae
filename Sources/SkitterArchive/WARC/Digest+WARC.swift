package import SkitterDigest

extension Digest {
    /// The labelled digest of a header field: SHA-1 in base 32, SHA-256 in hexadecimal digits, since base 32 would need
    /// padding, which is no token there (ISO 28500, 5.8, and the recommendations of its users, issues 48 and 80).
    package var warcText: String {
        switch self.algorithm {
        case .sha1: "sha1:" + self.base32
        case .sha256: "sha256:" + self.hexadecimal
        }
    }
}
