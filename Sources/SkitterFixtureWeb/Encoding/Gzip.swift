/// Writes gzip members (RFC 1952).
enum Gzip {
    /// No name, no time, unknown system: the same bytes always.
    static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]

    static func member(_ bytes: [UInt8]) -> [UInt8] {
        var checksum = CRC32()
        checksum.update(bytes)
        return Self.header + Deflate.stored(bytes) + Self.trailer(checksum.value, bytes.count)
    }

    /// A member that expands to an HTML page of at least `bytes` bytes (at most 258 more than asked for and its start):
    /// the start of a page, then one letter over and over.
    static func bomb(bytes: Int) -> [UInt8] {
        let start = FixtureFault.pageBody("A bomb")
        let letter = UInt8(ascii: "x")
        let matches = max(0, bytes - start.count) / 258 + 1
        let run = 1 + 258 * matches
        var checksum = CRC32()
        checksum.update(start)
        checksum.update(repeating: letter, count: run)
        return Self.header + Deflate.storedBlock(start, isLast: false) + Deflate.run(of: letter, matches: matches)
            + Self.trailer(checksum.value, start.count + run)
    }

    private static func trailer(_ checksum: UInt32, _ count: Int) -> [UInt8] {
        [checksum, UInt32(truncatingIfNeeded: count)].flatMap { value in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
    }
}
