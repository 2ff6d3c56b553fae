/// Where a line of `pages.jsonl` begins, in one of the directories of a crawl: one number, in the order of reading.
struct RecordPlace: Hashable, Sendable {
    /// The number of the directory above 44 bits of offset: files of 16 TB.
    let number: Int

    init(_ number: Int) {
        self.number = number
    }

    /// Offset `offset` of the file in directory number `part`.
    init(part: Int, offset: Int) {
        self.number = part << RecordPlace.offsetBits | offset
    }

    var part: Int { self.number >> RecordPlace.offsetBits }
    var offset: Int { self.number & (1 << RecordPlace.offsetBits - 1) }

    private static let offsetBits = 44
}
