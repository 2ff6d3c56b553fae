/// Remembers every URL by the fingerprint of its key, with its least depth, its fewest redirects and its state.
///
/// Open addressing in 64 segments chosen by the top bits: a segment grows alone, so that growth never holds twice the
/// memory of the whole. 12 bytes a slot. Two URLs share a fingerprint with probability n² / 2⁶⁵ (3·10⁻⁶ at 10⁷ URLs);
/// the later one then counts as known.
package struct SeenSet: Sendable {
    /// What is remembered of one URL, in 32 bits.
    package struct Entry: Hashable, Sendable {
        /// Where the URL stands.
        package enum State: UInt8, Sendable {
            /// `heldBack` is a skip that is not final: a shorter path may still bring the URL in. `parked` is final.
            case pending, leased, fetched, redirected, failed, heldBack, skipped, parked
        }

        fileprivate var bits: UInt32

        package init(state: State, depth: Int, hops: Int = 0) {
            self.bits =
                UInt32(UInt8(clamping: hops)) << 24 | UInt32(state.rawValue) << 16 | UInt32(UInt16(clamping: depth))
        }

        package var state: State {
            get { State(rawValue: UInt8(truncatingIfNeeded: self.bits >> 16)) ?? .skipped }
            set { self.bits = UInt32(newValue.rawValue) << 16 | self.bits & 0xFF00_FFFF }
        }

        /// The least depth known so far; 65,535 stands for all beyond.
        package var depth: Int {
            get { Int(self.bits & 0xFFFF) }
            set { self.bits = self.bits & ~0xFFFF | UInt32(UInt16(clamping: newValue)) }
        }

        /// The fewest redirects in a row that led to it so far; 255 stands for all beyond.
        package var hops: Int {
            get { Int(self.bits >> 24) }
            set { self.bits = UInt32(UInt8(clamping: newValue)) << 24 | self.bits & 0xFF_FFFF }
        }

        fileprivate init(bits: UInt32) {
            self.bits = bits
        }
    }

    private struct Segment {
        /// 0 marks a free slot; the fingerprint 0 is kept as 1.
        var keys: [UInt64] = []
        var entries: [UInt32] = []
        var count = 0

        /// The slot that holds `key`, or the free slot where it belongs. The table is never full.
        func slot(of key: UInt64) -> Int {
            let mask = self.keys.count - 1
            var slot = Int(truncatingIfNeeded: key & UInt64(mask))
            while self.keys[slot] != key && self.keys[slot] != 0 { slot = (slot + 1) & mask }
            return slot
        }

        mutating func grow() {
            let old = self
            let size = Swift.max(16, old.keys.count * 2)
            self.keys = [UInt64](repeating: 0, count: size)
            self.entries = [UInt32](repeating: 0, count: size)
            for (key, entry) in zip(old.keys, old.entries) where key != 0 {
                let slot = self.slot(of: key)
                self.keys[slot] = key
                self.entries[slot] = entry
            }
        }
    }

    private var segments = [Segment](repeating: Segment(), count: 64)

    /// How many URLs are remembered.
    package private(set) var count = 0

    package init() {}

    /// What is remembered of the URL, or nil when it is new. Entries are never removed.
    package subscript(fingerprint: UInt64) -> Entry? {
        let key = Swift.max(fingerprint, 1)
        let segment = Int(key >> 58)
        if self.segments[segment].keys.isEmpty { return nil }
        let slot = self.segments[segment].slot(of: key)
        return self.segments[segment].keys[slot] == 0 ? nil : Entry(bits: self.segments[segment].entries[slot])
    }

    /// Remembers `entry`, in place of what was there.
    package mutating func set(_ entry: Entry, for fingerprint: UInt64) {
        let key = Swift.max(fingerprint, 1)
        let segment = Int(key >> 58)
        if (self.segments[segment].count + 1) * 5 > self.segments[segment].keys.count * 4 {
            self.segments[segment].grow()
        }
        let slot = self.segments[segment].slot(of: key)
        if self.segments[segment].keys[slot] == 0 {
            self.segments[segment].keys[slot] = key
            self.segments[segment].count += 1
            self.count += 1
        }
        self.segments[segment].entries[slot] = entry.bits
    }
}
