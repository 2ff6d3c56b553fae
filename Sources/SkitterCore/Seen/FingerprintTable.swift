/// Fingerprints with 16 bits each, in memory, in the order of the fingerprints.
///
/// Linear probing in which each cluster is sorted (Amble and Knuth, "Ordered hash tables", 1974): a search ends at the first
/// greater key, so that a table can be 92 % full, and reading it slot by slot gives its entries in order. It grows by a
/// sixteenth, in 64 segments chosen by the top bits, each alone: 10 bytes a slot are at most 12 an entry, the copy made while
/// a segment grows included (once there are some hundred thousand).
struct FingerprintTable: Sendable {
    private struct Segment {
        /// 0 marks a free slot.
        var keys: [UInt64] = []
        var codes: [UInt16] = []
        var count = 0
        /// The slots at which a cluster may begin; behind them is room for the last one.
        var homes = 0

        /// The first slot that a key may stand in: ascending with the keys of the segment.
        func home(_ key: UInt64) -> Int {
            Int(truncatingIfNeeded: (key << 6).multipliedFullWidth(by: UInt64(self.homes)).high)
        }

        /// The slot that holds `key`, or where it belongs.
        func slot(_ key: UInt64) -> Int {
            var slot = self.home(key)
            self.keys.withUnsafeBufferPointer { keys in
                // Below the count of slots by the last one, which is free.
                while keys[slot] != 0 && keys[slot] < key { slot += 1 }
            }
            return slot
        }

        /// Puts the key into `slot`; what stands there and behind it moves on by one.
        mutating func insert(_ key: UInt64, _ code: UInt16, at slot: Int) {
            var free = slot
            while self.keys[free] != 0 { free += 1 }
            self.keys.withUnsafeMutableBufferPointer { keys in
                guard let base = keys.baseAddress else { return }
                (base + slot + 1).update(from: base + slot, count: free - slot)
                keys[slot] = key
            }
            self.codes.withUnsafeMutableBufferPointer { codes in
                guard let base = codes.baseAddress else { return }
                (base + slot + 1).update(from: base + slot, count: free - slot)
                codes[slot] = code
            }
            self.count += 1
        }

        /// Whether one more fits: below the greatest load, and with the last slot free after it.
        var hasRoom: Bool {
            guard let last = self.keys.indices.last else { return false }
            return (self.count + 1) * 25 <= self.homes * 23 && self.keys[last - 1] == 0
        }

        mutating func grow() {
            let old = self
            self.homes = old.homes < 1024 ? max(16, old.homes * 2) : old.homes + old.homes / 16
            self.place(old)
        }

        /// Takes the entries of `old`, which are in order: each goes behind the one before.
        private mutating func place(_ old: Segment) {
            let slots = self.homes + self.homes / 128 + 64
            self.keys = [UInt64](repeating: 0, count: slots)
            self.codes = [UInt16](repeating: 0, count: slots)
            var next = 0
            for (index, key) in old.keys.enumerated() where key != 0 {
                let slot = max(self.home(key), next)
                if slot + 2 >= slots {
                    // The last cluster is too long for its room, which happens to small tables: a wider one splits it.
                    self.homes += self.homes / 4
                    return self.place(old)
                }
                self.keys[slot] = key
                self.codes[slot] = old.codes[index]
                next = slot + 1
            }
            self.count = old.count
        }
    }

    private var segments = [Segment](repeating: Segment(), count: 64)

    private(set) var count = 0
    /// The memory that the entries take.
    private(set) var bytes = 0

    private static func segment(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 58) }

    /// The bits that `key`, which is not 0, was set with last.
    subscript(key: UInt64) -> UInt16? {
        let segment = FingerprintTable.segment(key)
        if self.segments[segment].keys.isEmpty { return nil }
        let slot = self.segments[segment].slot(key)
        return self.segments[segment].keys[slot] == key ? self.segments[segment].codes[slot] : nil
    }

    /// Sets the bits of `key`, which is not 0; returns whether it was not there.
    mutating func set(_ code: UInt16, for key: UInt64) -> Bool {
        let segment = FingerprintTable.segment(key)
        if !self.segments[segment].keys.isEmpty {
            let slot = self.segments[segment].slot(key)
            if self.segments[segment].keys[slot] == key {
                self.segments[segment].codes[slot] = code
                return false
            }
            if self.segments[segment].hasRoom {
                self.segments[segment].insert(key, code, at: slot)
                self.count += 1
                return true
            }
        }
        let before = self.segments[segment].keys.count
        repeat { self.segments[segment].grow() } while !self.segments[segment].hasRoom
        self.bytes += (self.segments[segment].keys.count - before) * 10
        self.segments[segment].insert(key, code, at: self.segments[segment].slot(key))
        self.count += 1
        return true
    }

    /// Reads a table from its least key to its greatest.
    struct Reader: IteratorProtocol {
        private let table: FingerprintTable
        private var segment = 0
        private var slot = 0

        init(_ table: FingerprintTable) { self.table = table }

        mutating func next() -> (key: UInt64, code: UInt16)? {
            while self.segment < 64 {
                let keys = self.table.segments[self.segment].keys
                while self.slot < keys.count {
                    defer { self.slot += 1 }
                    if keys[self.slot] != 0 {
                        return (keys[self.slot], self.table.segments[self.segment].codes[self.slot])
                    }
                }
                self.segment += 1
                self.slot = 0
            }
            return nil
        }
    }
}
