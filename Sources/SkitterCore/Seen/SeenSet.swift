/// Remembers every URL by the fingerprint of its key, with its least depth, its fewest redirects and its state.
///
/// At most 12 bytes a URL, growth included, up to a budget; beyond it what has settled or waits lies in a ``SpillStore``
/// (``FingerprintMap``). Two URLs share a fingerprint with probability n² / 2⁶⁵ (3·10⁻⁶ at 10⁷ URLs); the later one then counts
/// as known.
package struct SeenSet: Sendable {
    private var map: FingerprintMap
    /// What is too far away for 16 bits, in full.
    private var far: [UInt64: Entry] = [:]

    /// A set that moves to `store`, where there is one, what exceeds `budget` bytes.
    package init(spillingTo store: (any SpillStore)? = nil, budget: Int = .max) {
        self.map = FingerprintMap(spillingTo: store, budget: budget)
    }

    /// The bytes that it may take, but for what is far away.
    package var budget: Int {
        get { self.map.budget }
        set { self.map.budget = newValue }
    }

    /// How many URLs are remembered.
    package var count: Int { self.map.count }

    /// The memory that it takes, in bytes.
    package var bytes: Int { self.map.bytes + self.far.capacity * 24 }

    /// How many entries lie outside memory, those that have changed since included.
    package var spilledCount: Int { self.map.spilledCount }

    /// What is remembered of the URL, or nil when it is new. Entries are never removed.
    package subscript(fingerprint: UInt64) -> Entry? {
        let key = max(fingerprint, 1)
        guard let code = self.map[key] else { return nil }
        return Entry(code: code) ?? self.far[key]
    }

    /// Remembers `entry`, in place of what was there.
    package mutating func set(_ entry: Entry, for fingerprint: UInt64) {
        let key = max(fingerprint, 1)
        let code = entry.code
        if code == nil {
            self.far[key] = entry
        } else if !self.far.isEmpty {
            self.far[key] = nil
        }
        self.map.set(code ?? Entry.farCode, for: key)
    }
}
