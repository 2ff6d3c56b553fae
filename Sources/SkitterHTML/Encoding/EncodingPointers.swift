/// A table read backwards: from code points to pointers.
struct EncodingPointers: Sendable {
    /// Code point in the upper half, pointer in the lower; sorted, one entry for each code point.
    private let entries: [UInt64]

    /// Of several pointers of one code point the first counts, but the last where `prefersLast`.
    private init(
        _ table: EncodingTable, _ pointers: Range<Int>? = nil, excluding excluded: Range<Int> = 0..<0,
        prefersLast: Set<UInt32> = []
    ) {
        let pointers = pointers ?? 0..<table.count
        var all: [UInt64] = []
        all.reserveCapacity(pointers.count)
        for pointer in pointers where !excluded.contains(pointer) {
            if let scalar = table[pointer] {
                all.append(UInt64(scalar) << 32 | UInt64(pointer))
            }
        }
        all.sort()
        var entries: [UInt64] = []
        entries.reserveCapacity(all.count)
        for entry in all {
            if let last = entries.last, last >> 32 == entry >> 32 {
                if prefersLast.contains(UInt32(truncatingIfNeeded: entry >> 32)) {
                    entries[entries.count - 1] = entry
                }
            } else {
                entries.append(entry)
            }
        }
        self.entries = entries
    }

    func pointer(of scalar: UInt32) -> Int? {
        var low = 0
        var high = self.entries.count
        while low < high {
            let middle = (low + high) / 2
            if self.entries[middle] >> 32 < UInt64(scalar) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < self.entries.count, self.entries[low] >> 32 == UInt64(scalar) else { return nil }
        return Int(self.entries[low] & 0xFFFF_FFFF)
    }

    static let gb18030 = EncodingPointers(.gb18030)
    /// "Index Big5 pointer": nothing of Hong Kong's extension, and the later of the doubled box drawings and numerals.
    static let big5 = EncodingPointers(
        .big5, excluding: 0..<((0xA1 - 0x81) * 157), prefersLast: [0x2550, 0x255E, 0x2561, 0x256A, 0x5341, 0x5345])
    static let eucKR = EncodingPointers(.eucKR)
    static let jis0208 = EncodingPointers(.jis0208)
    /// "Index Shift_JIS pointer": without NEC's copy of IBM's characters.
    static let shiftJIS = EncodingPointers(.jis0208, excluding: 8272..<8836)
    /// One for each row of ``EncodingTable/singleByte``; the pointers count from the table's start.
    static let singleByte = (0..<(EncodingTable.singleByte.count / 128)).map { row in
        EncodingPointers(.singleByte, (row * 128)..<(row * 128 + 128))
    }
}
