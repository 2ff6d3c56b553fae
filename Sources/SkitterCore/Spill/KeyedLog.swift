/// Records that are looked for by a fingerprint: appended, never changed; of several with one fingerprint the last is found.
///
/// In memory a record costs its bytes and 12 of the index, beyond the pool's budget the index alone, of which 1.3 stay.
struct KeyedLog: Sendable {
    /// The block of each record's fingerprint, as ``code(ofBlock:)``.
    private var index: FingerprintMap
    private var records = PackedQueue()

    /// An index of more than `budget` bytes moves to `store`, where there is one.
    init(spillingTo store: (any SpillStore)?, budget: Int) {
        self.index = FingerprintMap(spillingTo: store, budget: budget)
    }

    /// The bytes that the index may take.
    var budget: Int {
        get { self.index.budget }
        set { self.index.budget = newValue }
    }

    /// Adds a record of `key` with the bytes that `pack` writes.
    mutating func append(_ key: UInt64, _ pool: inout SpillPool, _ pack: (inout PackedWriter) -> Void) {
        pool.record.removeAll()
        pool.record.fixed(key)
        pack(&pool.record)
        self.records.append(&pool)
        self.index.set(KeyedLog.code(ofBlock: self.records.blockCount - 1), for: max(key, 1))
    }

    /// Lends the last record of `key` to `body`; nil where there is none.
    func read<Result>(
        _ key: UInt64, in store: (any SpillStore)?, _ body: (inout PackedReader) -> Result
    ) -> Result? {
        guard let code = self.index[max(key, 1)] else { return nil }
        var result: Result?
        for block in KeyedLog.blocks(ofCode: code) where block < self.records.blockCount {
            self.records.forEach(ofBlock: block, in: store) { record, _ in
                if record.fixed() == key { result = body(&record) }
            }
        }
        return result
    }

    /// The records lie in so many blocks.
    var blockCount: Int { self.records.blockCount }

    /// Lends the records of a block to `body`, with their keys.
    func forEach(ofBlock block: Int, in store: (any SpillStore)?, _ body: (UInt64, inout PackedReader) -> Void) {
        self.records.forEach(ofBlock: block, in: store) { record, _ in body(record.fixed(), &record) }
    }

    mutating func spill(_ pool: inout SpillPool) { self.records.spillFullBlocks(&pool) }

    // MARK: - A block's number in 16 bits

    /// 4,096 numbers as they are, the others as 12 bits and a shift: 16 bits name some neighbours, of which all are searched.
    static func code(ofBlock block: Int) -> UInt16 {
        guard block >= 2048 else { return UInt16(block) }
        let shift = Int.bitWidth - block.leadingZeroBitCount - 12
        return UInt16(clamping: shift << 12) &+ UInt16(truncatingIfNeeded: block >> shift)
    }

    /// The blocks that a code names.
    static func blocks(ofCode code: UInt16) -> Range<Int> {
        let shift = Int(code >> 12)
        let first = Int(code & 0xFFF) << shift
        return first..<(first + 1 << shift)
    }
}
