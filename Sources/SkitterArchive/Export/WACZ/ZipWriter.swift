#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif
internal import SkitterCompression
internal import SkitterCore

/// Writes a zip file (APPNOTE.TXT 6.3.9) whose entries are stored as they are, entry by entry and piece by piece: what is held in memory
/// is 46 bytes and the name of each. Where 32 bits are not enough the fields of ZIP64 are written, and nowhere else.
///
/// The file takes its name when it is whole; where it ends early nothing of it is left.
package struct ZipWriter: ~Copyable {
    /// An entry that is in the file.
    package struct Entry: Sendable, Hashable {
        package var name: String
        package var bytes: UInt64
        var crc: UInt32
        var offset: UInt64
        /// Whether its sizes are in the fields of ZIP64, in both of its headers: readers take it that where one has no extra field
        /// the other has none.
        var isLarge: Bool
    }

    /// What stands in the place of a number that is too large for 32 bits.
    private static let tooLarge: UInt64 = 0xFFFF_FFFF
    /// Unix, and a version that knows ZIP64.
    private static let madeBy: UInt16 = 3 << 8 | 45

    private let path: String
    private let temporary: String
    /// From this number on the fields of ZIP64 are needed.
    private let limit: UInt64
    private let descriptor: Descriptor
    /// Date and time of all entries, as DOS has them.
    private let time: (date: UInt16, time: UInt16)
    private var entries: [Entry] = []
    private var isOpen = false
    private var crc = CRC32()
    private var length: UInt64 = 0
    private var isFinished = false

    /// A file that will be at `path`, where nothing is yet; its entries are of the instant `microseconds` after 1970 (UTC).
    ///
    /// - Parameter limit: from which number on the fields of ZIP64 are used. Tests need no gigabytes for it.
    package init(_ path: String, at microseconds: Int64, limit: UInt64 = 0xFFFF_FFFF) throws(ArchiveError) {
        self.limit = min(limit, ZipWriter.tooLarge)
        self.path = path
        self.temporary = path + ".tmp"
        self.time = ZipWriter.dosTime(microseconds)
        var status = stat()
        if stat(path, &status) == 0 {
            throw ArchiveError(.notEmpty, path: path, "is there already; nothing is overwritten")
        }
        do throws(SystemError) {
            self.descriptor = try Descriptor(self.temporary, O_RDWR | O_CREAT | O_TRUNC)
        } catch {
            throw ArchiveError(error.isFull ? .full : .unwritable, path: path, "cannot be made (\(error.reason))")
        }
    }

    deinit {
        if !self.isFinished { unlink(self.temporary) }
    }

    /// An entry called `name` begins, of at most `mostBytes` bytes; more are refused when they come.
    package mutating func begin(_ name: String, mostBytes: UInt64) throws(ArchiveError) {
        precondition(!self.isOpen, "the entry before has ended")
        self.isOpen = true
        self.crc = CRC32()
        self.entries.append(
            Entry(name: name, bytes: 0, crc: 0, offset: self.length, isLarge: mostBytes >= self.limit))
        try self.append(self.localHeader(self.entries[self.entries.count - 1]))
    }

    /// The next bytes of the entry.
    package mutating func write(_ bytes: [UInt8]) throws(ArchiveError) {
        let index = self.entries.count - 1
        self.entries[index].bytes += UInt64(bytes.count)
        guard self.entries[index].isLarge || self.entries[index].bytes < self.limit else {
            throw ArchiveError(
                .failed, path: self.path, "cannot hold \(self.entries[index].name): it is larger than it was to be")
        }
        self.crc.update(bytes.span)
        try self.append(bytes)
    }

    /// The entry ends.
    package mutating func end() throws(ArchiveError) {
        precondition(self.isOpen, "an entry has begun")
        self.isOpen = false
        let index = self.entries.count - 1
        self.entries[index].crc = self.crc.value
        // Its checksum was not known when its header was written.
        try self.put(self.localHeader(self.entries[index]), at: self.entries[index].offset)
    }

    /// Writes where everything is, and gives the file its name; answers its entries.
    package consuming func finish() throws(ArchiveError) -> [Entry] {
        let start = self.length
        for entry in self.entries { try self.append(self.centralHeader(entry)) }
        let size = self.length - start
        try self.append(self.end(count: UInt64(self.entries.count), size: size, start: start))
        guard fsync(self.descriptor.number) == 0, rename(self.temporary, self.path) == 0 else {
            throw ArchiveError(
                .failed, path: self.path, "could not be put in its place (\(SystemError(number: errno).reason))")
        }
        self.isFinished = true
        return self.entries
    }

    // MARK: - Headers

    /// 4.3.7. With ZIP64 both sizes are in the extra field.
    private func localHeader(_ entry: Entry) -> [UInt8] {
        var bytes: [UInt8] = []
        let name = Array(entry.name.utf8)
        bytes.little(UInt32(0x0403_4B50))
        bytes.little(UInt16(entry.isLarge ? 45 : 10))
        bytes.little(ZipWriter.flags(name))
        bytes.little(UInt16(0))
        bytes.little(self.time.time)
        bytes.little(self.time.date)
        bytes.little(entry.crc)
        let size = entry.isLarge ? UInt32.max : UInt32(truncatingIfNeeded: entry.bytes)
        bytes.little(size)
        bytes.little(size)
        bytes.little(UInt16(name.count))
        bytes.little(UInt16(entry.isLarge ? 20 : 0))
        bytes += name
        if entry.isLarge {
            bytes.little(UInt16(1))
            bytes.little(UInt16(16))
            bytes.little(entry.bytes)
            bytes.little(entry.bytes)
        }
        return bytes
    }

    /// 4.3.12, with what does not fit in the extra field (4.5.3), in its order.
    private func centralHeader(_ entry: Entry) -> [UInt8] {
        var extra: [UInt8] = []
        if entry.isLarge {
            extra.little(entry.bytes)
            extra.little(entry.bytes)
        }
        if entry.offset >= self.limit { extra.little(entry.offset) }
        let name = Array(entry.name.utf8)
        let size = entry.isLarge ? UInt32.max : UInt32(truncatingIfNeeded: entry.bytes)
        var bytes: [UInt8] = []
        bytes.little(UInt32(0x0201_4B50))
        bytes.little(ZipWriter.madeBy)
        bytes.little(UInt16(extra.isEmpty ? 10 : 45))
        bytes.little(ZipWriter.flags(name))
        bytes.little(UInt16(0))
        bytes.little(self.time.time)
        bytes.little(self.time.date)
        bytes.little(entry.crc)
        bytes.little(size)
        bytes.little(size)
        bytes.little(UInt16(name.count))
        bytes.little(UInt16(extra.isEmpty ? 0 : extra.count + 4))
        bytes.little(UInt16(0))
        bytes.little(UInt16(0))
        bytes.little(UInt16(0))
        // A file that its owner may write and others read.
        bytes.little(UInt32(0o100644) << 16)
        bytes.little(self.short(entry.offset))
        bytes += name
        if !extra.isEmpty {
            bytes.little(UInt16(1))
            bytes.little(UInt16(extra.count))
            bytes += extra
        }
        return bytes
    }

    /// 4.3.16, and before it 4.3.14 and 4.3.15 where a number does not fit.
    private func end(count: UInt64, size: UInt64, start: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        if count >= 0xFFFF || size >= self.limit || start >= self.limit {
            bytes.little(UInt32(0x0606_4B50))
            bytes.little(UInt64(44))
            bytes.little(ZipWriter.madeBy)
            bytes.little(UInt16(45))
            bytes.little(UInt32(0))
            bytes.little(UInt32(0))
            bytes.little(count)
            bytes.little(count)
            bytes.little(size)
            bytes.little(start)
            bytes.little(UInt32(0x0706_4B50))
            bytes.little(UInt32(0))
            bytes.little(self.length)
            bytes.little(UInt32(1))
        }
        bytes.little(UInt32(0x0605_4B50))
        bytes.little(UInt16(0))
        bytes.little(UInt16(0))
        bytes.little(UInt16(min(count, 0xFFFF)))
        bytes.little(UInt16(min(count, 0xFFFF)))
        bytes.little(self.short(size))
        bytes.little(self.short(start))
        bytes.little(UInt16(0))
        return bytes
    }

    /// `number` where 32 bits have it, else what says that it stands elsewhere.
    private func short(_ number: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: number >= self.limit ? ZipWriter.tooLarge : number)
    }

    /// Bit 11: the name is UTF-8.
    private static func flags(_ name: [UInt8]) -> UInt16 {
        name.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11
    }

    /// DOS counts years from 1980 in seven bits, and seconds by two.
    private static func dosTime(_ microseconds: Int64) -> (date: UInt16, time: UInt16) {
        let digits = UTCTime.compactText(microseconds).utf8.filter { $0 != UInt8(ascii: "-") }.map { UInt16($0 - 0x30) }
        func number(_ range: Range<Int>) -> UInt16 { digits[range].reduce(0) { $0 * 10 + $1 } }
        let year = min(max(number(0..<4), 1980), 2107) - 1980
        return (
            year << 9 | number(4..<6) << 5 | number(6..<8),
            number(8..<10) << 11 | number(10..<12) << 5 | number(12..<14) / 2
        )
    }

    // MARK: - Bytes

    private mutating func append(_ bytes: [UInt8]) throws(ArchiveError) {
        try self.put(bytes, at: self.length)
        self.length += UInt64(bytes.count)
    }

    private func put(_ bytes: [UInt8], at offset: UInt64) throws(ArchiveError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(
                    self.descriptor.number, $0.baseAddress.map { $0 + done }, bytes.count - done,
                    off_t(offset) + off_t(done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = SystemError(number: count == 0 ? EIO : errno)
                throw ArchiveError(
                    error.isFull ? .full : .failed, path: self.path,
                    "cannot be written (\(error.reason)); nothing of it is left")
            }
            done += count
        }
    }
}

extension [UInt8] {
    /// Appends `value`, the lowest byte first.
    fileprivate mutating func little(_ value: some FixedWidthInteger) {
        var value = value.littleEndian
        Swift.withUnsafeBytes(of: &value) { self.append(contentsOf: $0) }
    }
}
