/// This libcrypto is set up to refuse an algorithm, or memory lacks.
package struct DigestUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    /// The algorithm that was asked for.
    package let algorithm: DigestAlgorithm

    package init(_ algorithm: DigestAlgorithm) {
        self.algorithm = algorithm
    }

    /// The words for people.
    package var description: String { "libcrypto offers no \(self.algorithm.rawValue)" }
}
