/// Some records of a ``PackedQueue``: in memory, in the store, or in both.
struct PackedBlock: Sendable {
    /// Blocks are not made longer than this; a record that is has one for itself.
    static let mostBytes = 1 << 14

    /// Empty where the block is in the store alone.
    private(set) var bytes: [UInt8] = []
    /// Where the store has it.
    private var offset: Int?
    /// The bytes of all its records.
    private(set) var count = 0

    var isResident: Bool { !self.bytes.isEmpty }

    /// Whether records of `count` bytes can be added.
    func hasRoom(for count: Int) -> Bool {
        self.offset == nil && (self.count == 0 || self.count + count <= PackedBlock.mostBytes)
    }

    /// Adds a record to a block that the store does not have.
    mutating func append(_ record: [UInt8], _ pool: inout SpillPool) {
        let before = self.bytes.capacity
        PackedWriter.append(record.count, to: &self.bytes)
        self.bytes.append(contentsOf: record)
        self.count = self.bytes.count
        pool.resident(self.bytes.capacity - before)
    }

    /// Brings it into memory; false where the store fails.
    mutating func load(_ pool: inout SpillPool) -> Bool {
        if self.isResident { return true }
        guard let bytes = self.read(from: pool.store) else { return false }
        self.bytes = bytes
        pool.resident(bytes.capacity)
        return true
    }

    /// All its bytes, which stay where they are; nil where the store fails.
    func read(from store: (any SpillStore)?) -> [UInt8]? {
        self.isResident ? self.bytes : self.read(0..<self.count, from: store)
    }

    /// Some of its bytes; nil where the store fails.
    func read(_ range: Range<Int>, from store: (any SpillStore)?) -> [UInt8]? {
        guard range.upperBound <= self.count else { return nil }
        if self.isResident { return Array(self.bytes[range]) }
        guard let offset = self.offset, let store else { return nil }
        var isRead = false
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            let room = UnsafeMutableRawBufferPointer(
                rebasing: UnsafeMutableRawBufferPointer(buffer)[..<range.count])
            isRead = store.read(into: room, at: offset + range.lowerBound)
            count = isRead ? range.count : 0
        }
        return isRead ? bytes : nil
    }

    /// Moves it out of memory; where the store fails it stays.
    mutating func spill(_ pool: inout SpillPool) {
        guard self.isResident, let store = pool.store else { return }
        if self.offset == nil {
            let offset = store.take(self.count)
            guard self.bytes.withUnsafeBytes({ store.write($0, at: offset) }) else { return }
            self.offset = offset
        }
        pool.resident(-self.bytes.capacity)
        self.bytes = []
    }

    /// Puts the records of `other`, which is gone then, behind its own; false where nothing has changed.
    mutating func join(_ other: PackedBlock, _ pool: inout SpillPool) -> Bool {
        guard self.count + other.count <= PackedBlock.mostBytes, self.load(&pool) else { return false }
        let before = self.bytes.capacity
        self.bytes += other.bytes
        pool.resident(self.bytes.capacity - before)
        self.count = self.bytes.count
        if let offset = self.offset { pool.store?.give(offset, self.count - other.count) }
        self.offset = nil
        other.remove(&pool)
        return true
    }

    /// Gives back what it takes.
    func remove(_ pool: inout SpillPool) {
        pool.resident(-self.bytes.capacity)
        if let offset = self.offset { pool.store?.give(offset, self.count) }
    }
}
