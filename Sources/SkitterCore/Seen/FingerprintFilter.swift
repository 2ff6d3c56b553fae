/// Tells of most fingerprints that are not in a run that they are not: a blocked Bloom filter (Putze, Sanders, Singler,
/// "Cache-, hash- and space-efficient Bloom filters", 2007), 10 bits an entry, one cache line a question.
struct FingerprintFilter: Sendable {
    private static let probes = 6

    /// Blocks of 512 bits.
    private var words: [UInt64]
    private let blocks: UInt64

    /// A filter for `count` entries.
    init(count: Int) {
        let blocks = max(1, (count * 10 + 511) / 512)
        self.blocks = UInt64(blocks)
        self.words = [UInt64](repeating: 0, count: blocks * 8)
    }

    var bytes: Int { self.words.count * 8 }

    mutating func insert(_ key: UInt64) {
        let start = self.block(key)
        var bits = FingerprintFilter.bits(key)
        for _ in 0..<FingerprintFilter.probes {
            self.words[start + Int(bits >> 6 & 7)] |= 1 << (bits & 63)
            bits >>= 9
        }
    }

    /// False for most keys that were not put in; true for all that were.
    func mayContain(_ key: UInt64) -> Bool {
        let start = self.block(key)
        var bits = FingerprintFilter.bits(key)
        for _ in 0..<FingerprintFilter.probes {
            if self.words[start + Int(bits >> 6 & 7)] & 1 << (bits & 63) == 0 { return false }
            bits >>= 9
        }
        return true
    }

    private func block(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: key.multipliedFullWidth(by: self.blocks).high) * 8
    }

    /// Bits that are not those by which the block was chosen: the odd constant spreads the low ones upwards.
    private static func bits(_ key: UInt64) -> UInt64 { (key &* 0x9E37_79B9_7F4A_7C15) >> 10 }
}
