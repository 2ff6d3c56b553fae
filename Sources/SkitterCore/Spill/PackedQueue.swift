internal import DequeModule

/// A queue of records as bytes: the first to come is the first to leave. Its blocks leave memory when they are told to, and
/// come back when their turn comes; where the store fails records are lost, and the store tells.
struct PackedQueue: Sendable {
    /// Where a record lies; it holds until the queue changes.
    struct Position: Sendable {
        let block: Int32
        let offset: Int32
        let count: Int32
    }

    private var blocks: Deque<PackedBlock> = []
    /// Where the first record begins in the first block.
    private var start = 0

    /// Records in the queue.
    private(set) var count = 0

    var isEmpty: Bool { self.count == 0 }

    /// The number of blocks: records that are appended lie in the last one or in a new one.
    var blockCount: Int { self.blocks.count }

    /// Adds the record that ``SpillPool/record`` holds.
    mutating func append(_ pool: inout SpillPool) {
        self.count += 1
        if self.blocks.last?.hasRoom(for: pool.record.bytes.count + 5) != true { self.blocks.append(PackedBlock()) }
        let record = pool.record
        self.blocks[self.blocks.count - 1].append(record.bytes, &pool)
    }

    /// Takes the first record out, and lends it to `body`. Nil where there is none, or the store fails.
    mutating func popFirst<Result>(
        _ pool: inout SpillPool, _ body: (inout PackedReader, inout SpillPool) -> Result
    ) -> Result? {
        guard self.count > 0 else { return nil }
        self.count -= 1
        guard !self.blocks.isEmpty, self.blocks[0].load(&pool) else { return nil }
        var result: Result?
        let end = self.blocks[0].bytes.withUnsafeBytes { bytes -> Int? in
            guard let record = PackedQueue.record(of: bytes, at: self.start) else { return nil }
            var reader = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[record]))
            result = body(&reader, &pool)
            return record.upperBound
        }
        if let end, end < self.blocks[0].count {
            self.start = end
        } else {
            if end == nil { pool.store?.isDamaged() }
            self.start = 0
            self.blocks.removeFirst().remove(&pool)
        }
        return result
    }

    /// Lends the first record to `body`, and keeps it. Nil where there is none, or the store fails.
    mutating func withFirst<Result>(_ pool: inout SpillPool, _ body: (inout PackedReader) -> Result) -> Result? {
        guard self.count > 0, !self.blocks.isEmpty, self.blocks[0].load(&pool) else { return nil }
        return self.blocks[0].bytes.withUnsafeBytes { bytes in
            PackedQueue.record(of: bytes, at: self.start).map {
                var reader = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[$0]))
                return body(&reader)
            }
        }
    }

    /// Lends every record to `body`, in their order. Blocks that are not in memory are read one by one, and do not stay.
    func forEach(in store: (any SpillStore)?, _ body: (inout PackedReader, Position) -> Void) {
        for block in self.blocks.indices { self.forEach(ofBlock: block, in: store, body) }
    }

    /// Lends the records of one block to `body`.
    func forEach(
        ofBlock block: Int, in store: (any SpillStore)?, _ body: (inout PackedReader, Position) -> Void
    ) {
        guard self.blocks.indices.contains(block), let bytes = self.blocks[block].read(from: store) else { return }
        bytes.withUnsafeBytes { bytes in
            var offset = block == 0 ? self.start : 0
            while offset < bytes.count {
                guard let record = PackedQueue.record(of: bytes, at: offset) else {
                    store?.isDamaged()
                    return
                }
                let position = Position(
                    block: Int32(clamping: block), offset: Int32(clamping: record.lowerBound),
                    count: Int32(clamping: record.count))
                var reader = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[record]))
                body(&reader, position)
                offset = record.upperBound
            }
        }
    }

    /// Lends about `count` records to `body`, whole blocks from all over the queue, each with how many it stands for.
    func sample(_ count: Int, in store: (any SpillStore)?, _ body: (inout PackedReader, Double) -> Void) {
        guard self.count > 0 else { return }
        let blocks = max(1, min(self.blocks.count, self.blocks.count * count / self.count))
        let chosen = (0..<blocks).map { $0 * self.blocks.count / blocks }
        var read = 0
        for block in chosen { self.forEach(ofBlock: block, in: store) { _, _ in read += 1 } }
        guard read > 0 else { return }
        let weight = Double(self.count) / Double(read)
        for block in chosen { self.forEach(ofBlock: block, in: store) { record, _ in body(&record, weight) } }
    }

    /// Lends the record at `position` to `body`.
    func read(_ position: Position, in store: (any SpillStore)?, _ body: (inout PackedReader) -> Void) {
        let start = Int(position.offset)
        guard self.blocks.indices.contains(Int(position.block)),
            let bytes = self.blocks[Int(position.block)].read(start..<(start + Int(position.count)), from: store)
        else { return }
        bytes.withUnsafeBytes {
            var record = PackedReader($0)
            body(&record)
        }
    }

    /// Moves all that is in memory out of it.
    mutating func spill(_ pool: inout SpillPool) {
        // What comes in drops would lie there in drops: a block is joined to the one before, if that is not much longer. So
        // no record is written often.
        while self.blocks.count > 2, let last = self.blocks.last, last.isResident,
            self.blocks[self.blocks.count - 2].count <= 2 * last.count,
            self.blocks[self.blocks.count - 2].join(last, &pool)
        {
            self.blocks.removeLast()
        }
        self.spill(blocksBelow: self.blocks.count, &pool)
    }

    /// Moves the blocks that are full out of memory; each record stays in its block.
    mutating func spillFullBlocks(_ pool: inout SpillPool) {
        self.spill(blocksBelow: self.blocks.count - 1, &pool)
    }

    private mutating func spill(blocksBelow end: Int, _ pool: inout SpillPool) {
        guard end > 0 else { return }
        self.blocks[0].spill(&pool)
        // Only the first and those filled last can be in memory.
        var index = end - 1
        while index > 0, self.blocks[index].isResident {
            self.blocks[index].spill(&pool)
            index -= 1
        }
    }

    /// Empties the queue.
    mutating func removeAll(_ pool: inout SpillPool) {
        for block in self.blocks { block.remove(&pool) }
        self = PackedQueue()
    }

    /// Where the bytes of the record lie whose length stands at `offset`; nil where there is no whole record.
    private static func record(of bytes: UnsafeRawBufferPointer, at offset: Int) -> Range<Int>? {
        guard offset < bytes.count else { return nil }
        var reader = PackedReader(UnsafeRawBufferPointer(rebasing: bytes[offset...]))
        let count = reader.number()
        let start = bytes.count - reader.rest.count
        guard !reader.isDamaged, count >= 0, count <= bytes.count - start else { return nil }
        return start..<(start + count)
    }
}
