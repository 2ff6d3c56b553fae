/// The rules of the Public Suffix List: one text with all names, and an open-addressing table of offsets into it.
struct SuffixRules: Sendable {
    /// What a name stands for; one name may have several.
    struct Kind: OptionSet {
        let rawValue: UInt8

        /// The name itself is a public suffix.
        static let name = Kind(rawValue: 1)
        /// Every label directly below the name makes one (`*.name`).
        static let wildcard = Kind(rawValue: 2)
        /// The name is none although a wildcard matches it (`!name`).
        static let exception = Kind(rawValue: 4)
    }

    /// Where the parts of a host begin.
    struct Split {
        var suffix: Int
        /// Nil when the host is a public suffix.
        var registrable: Int?
    }

    private struct Entry {
        var offset: UInt32
        var length: UInt16
        var kind: Kind
    }

    private var names: [UInt8] = []
    private var entries: [Entry] = []
    /// Entry number plus one, by hash; 0 is a free slot. A power of two in size, at most half full.
    private var slots: [UInt32] = []

    var count: Int { self.entries.count }

    mutating func add(_ name: [UInt8], _ kind: Kind) {
        guard name.count <= Int(UInt16.max), self.names.count <= Int(Int32.max) else { return }
        self.entries.append(
            Entry(offset: UInt32(self.names.count), length: UInt16(name.count), kind: kind))
        self.names.append(contentsOf: name)
    }

    /// Builds the table; names that were added twice are joined.
    mutating func index() {
        var size = 16
        while size < self.entries.count * 2 { size *= 2 }
        self.slots = Array(repeating: 0, count: size)
        let added = self.entries
        self.entries = []
        self.entries.reserveCapacity(added.count)
        for entry in added {
            let start = Int(entry.offset)
            let range = start..<start + Int(entry.length)
            var hash = Self.hashSeed
            for index in range.reversed() { hash = Self.hash(hash, self.names[index]) }
            let slot = self.slot(hash, range.count) { self.names[start + $0] }
            if self.slots[slot] == 0 {
                self.entries.append(entry)
                self.slots[slot] = UInt32(self.entries.count)
            } else {
                self.entries[Int(self.slots[slot]) - 1].kind.formUnion(entry.kind)
            }
        }
    }

    /// FNV-1a over the bytes from the last to the first, so that a longer suffix continues a shorter one. The list is
    /// trusted and a host only reads the table, so a keyed hash is not needed.
    private static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    /// The slot of the name whose bytes `byte` gives, or the free one where it would go.
    @inline(__always)
    private func slot(_ hash: UInt64, _ length: Int, _ byte: (Int) -> UInt8) -> Int {
        let mask = self.slots.count - 1
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while self.slots[slot] != 0 {
            let entry = self.entries[Int(self.slots[slot]) - 1]
            if Int(entry.length) == length, self.matches(entry, byte) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    @inline(__always)
    private func matches(_ entry: Entry, _ byte: (Int) -> UInt8) -> Bool {
        for index in 0..<Int(entry.length) where self.names[Int(entry.offset) + index] != byte(index) { return false }
        return true
    }

    /// Applies the algorithm of publicsuffix.org/list to a host of lower-case ASCII; nil for addresses and for hosts
    /// with empty labels. One trailing dot is passed over.
    func split(_ host: Span<UInt8>) -> Split? {
        var end = host.count
        if end > 1, host[end - 1] == 0x2E { end -= 1 }
        guard end > 0, host[0] != 0x5B, IPv4Parser.parse(host) == .noNumber else { return nil }
        var suffix: Int?
        var hash = Self.hashSeed
        var isWildcard = false
        var labelEnd = end
        var index = end
        // Every label start is a candidate, from the shortest suffix to the longest; the longest rule wins.
        while true {
            while index > 0, host[index - 1] != 0x2E {
                index -= 1
                hash = Self.hash(hash, host[index])
            }
            guard index < labelEnd else { return nil }
            let kind = self.kind(hash, host, index, end)
            if kind.contains(.exception) {
                suffix = min(labelEnd + 1, end)
                break
            }
            // Without a rule the last label is the suffix (the default rule `*`).
            if kind.contains(.name) || isWildcard || suffix == nil { suffix = index }
            isWildcard = kind.contains(.wildcard)
            if index == 0 { break }
            hash = Self.hash(hash, 0x2E)
            labelEnd = index - 1
            index -= 1
        }
        guard let suffix, Self.hasNoEmptyLabel(host, end) else { return nil }
        guard suffix > 1 else { return Split(suffix: suffix, registrable: nil) }
        var start = suffix - 1
        while start > 0, host[start - 1] != 0x2E { start -= 1 }
        return Split(suffix: suffix, registrable: start)
    }

    private func kind(_ hash: UInt64, _ host: Span<UInt8>, _ start: Int, _ end: Int) -> Kind {
        let slot = self.slot(hash, end - start) { host[start + $0] }
        let number = self.slots[slot]
        return number == 0 ? [] : self.entries[Int(number) - 1].kind
    }

    private static func hasNoEmptyLabel(_ host: Span<UInt8>, _ end: Int) -> Bool {
        var previous: UInt8 = 0x2E
        for index in 0..<end {
            if host[index] == 0x2E, previous == 0x2E { return false }
            previous = host[index]
        }
        return true
    }
}
