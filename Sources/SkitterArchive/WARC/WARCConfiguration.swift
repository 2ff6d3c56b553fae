package import SkitterDigest

/// How WARC files are written.
package struct WARCConfiguration: Sendable {
    /// The first part of each file's name; bytes other than letters, digits, `.`, `_` and `-` become `_`.
    package var name = "skitter"
    /// A file that has reached this length is followed by the next one: 1 GB, as Annex C of ISO 28500 recommends.
    ///
    /// Records are never split, so that a file may be longer by one exchange.
    package var fileLimitBytes = 1_000_000_000
    /// zlib's level, 0...9, for what is not compressed already. 1: see docs/warc.md for what the others cost.
    package var compressionLevel = 1
    /// The function of block and payload digests. SHA-256: whoever can make two contents of one digest could have the
    /// second archived as a revisit of the first, and SHA-1 no longer stands in the way.
    package var digest = DigestAlgorithm.sha256
    /// How many payloads are remembered to find duplicates, at most 300 bytes each; 0 keeps every response whole.
    ///
    /// Beyond it the payloads that were met least recently are forgotten, and stored again when they come back. The
    /// default is what two hash tables of 65,536 places hold.
    package var rememberedPayloads = 98_304
    /// True where a file is to be on the device before the next one is begun, so that one `synchronize()` on the
    /// current file makes all of them safe against a loss of power.
    package var survivesPowerLoss = false
    /// What each file's `warcinfo` record says, in this order, as in `software`, `operator`, `robots`, `isPartOf`.
    package var information: [(name: String, value: String)] = []

    /// The defaults.
    package init() {}
}
