internal import SkitterDigest

/// Remembers which payloads were stored, as many as it has room for: those met least recently are forgotten, by halves.
struct PayloadMemory {
    /// The record that holds a payload.
    struct Original: Hashable {
        var id: WARCRecordID
        var startedMicroseconds: Int64
        var url: String
    }

    /// A generation that is full takes the place of the older one, so that nothing must be kept in order of use.
    private let generationSize: Int
    private var young: [Digest: Original] = [:]
    private var old: [Digest: Original] = [:]

    /// Room for at most `capacity` payloads.
    init(capacity: Int) {
        self.generationSize = max(0, capacity) / 2
    }

    /// The record that holds the payload of this digest, if it is remembered; it is then remembered anew.
    mutating func original(of digest: Digest) -> Original? {
        if let original = self.young[digest] { return original }
        guard let original = self.old[digest] else { return nil }
        self.remember(digest, original)
        return original
    }

    /// Remembers that `original` holds the payload of this digest.
    mutating func remember(_ digest: Digest, _ original: Original) {
        guard self.generationSize > 0 else { return }
        if self.young.count >= self.generationSize {
            self.old = self.young
            self.young = [:]
        }
        self.young[digest] = original
    }
}
