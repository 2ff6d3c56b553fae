/// Fingerprints with 16 bits each, sorted, in a ``SpillStore``: pages of 400 entries, their keys first.
struct FingerprintRun: Sendable {
    private static let pageEntries = 400
    private static let pageBytes = FingerprintRun.pageEntries * 10

    private let offset: Int
    let count: Int
    /// The bytes that were taken for it.
    private let room: Int
    /// The first key of each page.
    private let firstKeys: [UInt64]
    private let filter: FingerprintFilter

    private static func byteCount(_ count: Int) -> Int {
        (count + FingerprintRun.pageEntries - 1) / FingerprintRun.pageEntries * FingerprintRun.pageBytes
    }

    /// The memory that it takes.
    var bytes: Int { self.filter.bytes + self.firstKeys.count * 8 }

    /// Gives its room back.
    func remove(from store: any SpillStore) {
        store.give(self.offset, self.room)
    }

    /// The bits of `key`; one read at most, and none for nearly all keys that are not there.
    func code(of key: UInt64, in store: any SpillStore) -> UInt16? {
        guard self.filter.mayContain(key) else { return nil }
        // The last page whose first key is not greater.
        var low = 0
        var high = self.firstKeys.count
        while low < high {
            let middle = (low + high) / 2
            if self.firstKeys[middle] <= key { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let page = low - 1
        let entries = min(FingerprintRun.pageEntries, self.count - page * FingerprintRun.pageEntries)
        return withUnsafeTemporaryAllocation(byteCount: FingerprintRun.pageBytes, alignment: 8) { bytes in
            let offset = self.offset + page * FingerprintRun.pageBytes
            guard store.read(into: bytes, at: offset) else { return nil }
            let keys = bytes.assumingMemoryBound(to: UInt64.self)
            var low = 0
            var high = entries
            while low < high {
                let middle = (low + high) / 2
                if keys[middle] < key { low = middle + 1 } else { high = middle }
            }
            guard low < entries, keys[low] == key else { return nil }
            return bytes.load(fromByteOffset: FingerprintRun.pageEntries * 8 + low * 2, as: UInt16.self)
        }
    }

    /// Reads a run from its least key to its greatest.
    struct Reader: IteratorProtocol {
        private static let pagesARead = 64

        private let run: FingerprintRun
        private let store: any SpillStore
        private var bytes: [UInt8] = []
        private var index = 0

        init(_ run: FingerprintRun, _ store: any SpillStore) {
            self.run = run
            self.store = store
        }

        /// Nil at the end, and after a read that failed, which the store remembers.
        mutating func next() -> (key: UInt64, code: UInt16)? {
            guard self.index < self.run.count else { return nil }
            let (page, entry) = self.index.quotientAndRemainder(dividingBy: FingerprintRun.pageEntries)
            let pageInBytes = page % Reader.pagesARead
            if entry == 0, pageInBytes == 0, !self.fill(from: page) { return nil }
            self.index += 1
            let start = pageInBytes * FingerprintRun.pageBytes
            return self.bytes.withUnsafeBytes { bytes in
                (
                    bytes.loadUnaligned(fromByteOffset: start + entry * 8, as: UInt64.self),
                    bytes.loadUnaligned(
                        fromByteOffset: start + FingerprintRun.pageEntries * 8 + entry * 2, as: UInt16.self)
                )
            }
        }

        private mutating func fill(from page: Int) -> Bool {
            let pages = min(Reader.pagesARead, self.run.firstKeys.count - page)
            self.bytes = [UInt8](repeating: 0, count: pages * FingerprintRun.pageBytes)
            let offset = self.run.offset + page * FingerprintRun.pageBytes
            return self.bytes.withUnsafeMutableBytes { self.store.read(into: $0, at: offset) }
        }
    }
}

extension FingerprintRun {
    /// Writes `table` and the runs below it, the newest first, as one run; `count` is that of all their entries. Of a key that
    /// several hold, the newest bits count. Nil where the store fails.
    init?(merging table: FingerprintTable, over older: [Reader], count: Int, in store: any SpillStore) {
        let room = FingerprintRun.byteCount(count)
        let offset = store.take(room)
        var newest = FingerprintTable.Reader(table)
        var older = older
        var heads: [(key: UInt64, code: UInt16)?] = [newest.next()]
        for index in older.indices { heads.append(older[index].next()) }
        var writer = Writer(count: count, offset: offset, store: store)
        while true {
            var least: (key: UInt64, code: UInt16)?
            for case let head? in heads where head.key < least?.key ?? .max || least == nil { least = head }
            guard let least else { break }
            guard writer.append(least.key, least.code) else { return nil }
            for index in heads.indices where heads[index]?.key == least.key {
                heads[index] = index == 0 ? newest.next() : older[index - 1].next()
            }
        }
        guard writer.flush(), store.failure == nil else { return nil }
        self.offset = offset
        self.count = writer.count
        self.room = room
        self.firstKeys = writer.firstKeys
        self.filter = writer.filter
    }

    private struct Writer {
        private static let pagesAWrite = 64

        private let store: any SpillStore
        private let offset: Int
        private var bytes = [UInt8](repeating: 0, count: Writer.pagesAWrite * FingerprintRun.pageBytes)
        private var written = 0
        var count = 0
        var firstKeys: [UInt64] = []
        var filter: FingerprintFilter

        init(count: Int, offset: Int, store: any SpillStore) {
            self.filter = FingerprintFilter(count: count)
            self.offset = offset
            self.store = store
        }

        mutating func append(_ key: UInt64, _ code: UInt16) -> Bool {
            let (page, entry) = self.count.quotientAndRemainder(dividingBy: FingerprintRun.pageEntries)
            if entry == 0 {
                if page - self.written == Writer.pagesAWrite, !self.flush() { return false }
                self.firstKeys.append(key)
            }
            let start = (page - self.written) * FingerprintRun.pageBytes
            self.bytes.withUnsafeMutableBytes { bytes in
                bytes.storeBytes(of: key, toByteOffset: start + entry * 8, as: UInt64.self)
                bytes.storeBytes(
                    of: code, toByteOffset: start + FingerprintRun.pageEntries * 8 + entry * 2, as: UInt16.self)
            }
            self.filter.insert(key)
            self.count += 1
            return true
        }

        /// Writes the pages that were begun.
        mutating func flush() -> Bool {
            let pages = self.firstKeys.count - self.written
            let offset = self.offset + self.written * FingerprintRun.pageBytes
            self.written += pages
            let store = self.store
            return self.bytes.withUnsafeBytes { bytes in
                store.write(UnsafeRawBufferPointer(rebasing: bytes[..<(pages * FingerprintRun.pageBytes)]), at: offset)
            }
        }
    }
}
