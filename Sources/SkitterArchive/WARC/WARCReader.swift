/// Reads the records of a WARC file one by one, in bounded memory, compressed or not.
///
/// As lenient as the common readers: WARC 0.17 to 1.1, line ends of LF alone, folded fields, `<uri>`, missing or extra
/// empty lines between records, a missing or wrong `Content-Length`. Not read: ARC files.
package struct WARCReader: ~Copyable {
    /// How a file ends.
    package enum Ending: Hashable, Sendable {
        /// After a whole record.
        case whole
        /// Within the record that begins at `offset`.
        case cut(offset: Int)
        /// What stands at `offset` is no record, or is damaged.
        case broken(offset: Int)
    }

    /// Where a record lies in its file.
    package struct Extent: Hashable, Sendable {
        /// Where it begins.
        package var offset: Int
        /// Its length: that of its gzip member, or without gzip up to the end of its block.
        package var length: Int

        /// `length` bytes from `offset` on.
        package init(offset: Int, length: Int) {
            self.offset = offset
            self.length = length
        }
    }

    /// No head of a record or of an HTTP message is longer.
    package static let headLimitBytes = 1 << 20

    private enum Place: Equatable {
        /// Before a record, whose first line may be at hand already.
        case between(firstLine: [UInt8]?)
        /// In a block of which so many bytes are left (nil: all that the member holds); the record began at `offset`,
        /// nil where it shares its member with an earlier one.
        case inBlock(left: Int?, offset: Int?)
    }

    /// The file.
    package let path: String
    /// How the file ends; nil until ``next()`` has come there.
    package private(set) var ending: Ending?
    private var source: WARCSource
    private var place = Place.between(firstLine: nil)
    /// Where the last whole record ends.
    private var wholeLength = 0
    /// True where the content ended before the block at hand did.
    private var isShort = false

    /// A reader at the beginning of the file at `path`, to which the file ends after `length` bytes at the latest.
    package init(_ path: String, length: Int = .max) throws(ArchiveError) {
        self.source = try WARCSource(path, length: length)
        self.path = path
    }

    /// The head of the next record, or nil at the end; what is left of the record before is passed over.
    package mutating func next() throws(ArchiveError) -> WARCRecordHead? {
        if case .inBlock = self.place { _ = try self.finish() }
        if self.ending != nil { return nil }
        var firstLine: [UInt8]? = nil
        if case .between(let line) = self.place { firstLine = line }
        var offset: Int? = firstLine == nil ? self.recordOffset(before: 0) : nil
        var line = firstLine ?? []
        while firstLine == nil {
            line = try self.source.line(atMost: WARCReader.headLimitBytes)
            if line.isEmpty {
                guard try self.beginMember() else { return nil }
            } else if !MessageHead.isBlank(line) {
                offset = self.recordOffset(before: line.count)
                break
            }
        }
        if firstLine != nil, !self.source.isGzip { offset = self.recordOffset(before: line.count) }
        guard WARCReader.isVersion(line) else {
            self.ending = self.failure() ?? .broken(offset: offset ?? self.wholeLength)
            return nil
        }
        return try self.readHead(firstLine: line, offset: offset)
    }

    /// The next bytes of the block, at most `limit` of them; none at its end.
    package mutating func readBlock(atMost limit: Int = 1 << 16) throws(ArchiveError) -> [UInt8] {
        guard case .inBlock(let left, let offset) = self.place, left != 0 else { return [] }
        let bytes = try self.source.bytes(atMost: min(limit, left ?? limit))
        if bytes.isEmpty && left != nil { self.isShort = true }
        self.place = .inBlock(left: left.map { bytes.isEmpty ? 0 : $0 - bytes.count }, offset: offset)
        return bytes
    }

    /// The head of the HTTP message at the beginning of the block; what follows is its body.
    package mutating func readMessageHead() throws(ArchiveError) -> MessageHead {
        var bytes: [UInt8] = []
        while case .inBlock(let left, let offset) = self.place, left != 0, bytes.count < WARCReader.headLimitBytes {
            let line = try self.source.line(atMost: min(WARCReader.headLimitBytes - bytes.count, left ?? .max))
            if line.isEmpty { break }
            self.place = .inBlock(left: left.map { $0 - line.count }, offset: offset)
            bytes += line
            if MessageHead.isBlank(line) { break }
        }
        return MessageHead(bytes)
    }

    /// Passes over what is left of the record and says where it lies: nil where it is cut or damaged, or where its
    /// gzip member holds other records as well, so that it cannot be read by its place.
    package mutating func finish() throws(ArchiveError) -> Extent? {
        while try !self.readBlock().isEmpty {}
        guard case .inBlock(_, let offset) = self.place else { return nil }
        var end = self.source.offset
        self.place = .between(firstLine: nil)
        var isAlone = true
        if self.source.isGzip {
            // Readers allow one line that the length left out.
            isAlone = try self.passBlankLines()
            end = self.source.offset
            if let ending = self.failure() {
                self.ending = ending
                return nil
            }
        } else if self.isShort {
            // Nothing but the end of the file ends its content.
            self.ending = .cut(offset: offset ?? self.wholeLength)
            return nil
        } else {
            _ = try self.passBlankLines()
        }
        if isAlone { self.wholeLength = end }
        guard let offset, isAlone else { return nil }
        return Extent(offset: offset, length: end - offset)
    }

    /// True where the member, or the file, ends after blank lines; else the first line of another record is kept.
    private mutating func passBlankLines() throws(ArchiveError) -> Bool {
        var isFirst = true
        while true {
            let line = try self.source.line(atMost: WARCReader.headLimitBytes)
            if line.isEmpty { return true }
            if !MessageHead.isBlank(line), !isFirst || WARCReader.isVersion(line) {
                self.place = .between(firstLine: line)
                return false
            }
            isFirst = false
        }
    }

    private mutating func readHead(firstLine: [UInt8], offset: Int?) throws(ArchiveError) -> WARCRecordHead? {
        var bytes = firstLine
        while true {
            guard bytes.count < WARCReader.headLimitBytes else {
                self.ending = .broken(offset: offset ?? self.wholeLength)
                return nil
            }
            let line = try self.source.line(atMost: WARCReader.headLimitBytes - bytes.count)
            bytes += line
            if line.isEmpty || MessageHead.isBlank(line) { break }
        }
        let head = MessageHead(bytes)
        guard head.isComplete else {
            self.ending = self.failure() ?? .cut(offset: offset ?? self.wholeLength)
            return nil
        }
        let record = WARCRecordHead(head)
        self.isShort = false
        self.place = .inBlock(left: record.blockLength, offset: offset)
        return record
    }

    /// Goes on with the next member; false, with ``ending`` set, where there is none.
    private mutating func beginMember() throws(ArchiveError) -> Bool {
        if let failure = self.failure() {
            self.ending = failure
        } else if try !self.source.beginMember() {
            self.ending = .whole
        }
        return self.ending == nil
    }

    private func failure() -> Ending? {
        switch self.source.state {
        case .within, .ended: nil
        case .cut: .cut(offset: self.source.memberOffset)
        case .broken: .broken(offset: self.source.memberOffset)
        }
    }

    private func recordOffset(before count: Int) -> Int {
        self.source.isGzip ? self.source.memberOffset : self.source.offset - count
    }

    private static func isVersion(_ line: [UInt8]) -> Bool {
        let start = String(decoding: line.prefix(9), as: UTF8.self).uppercased()
        return ["WARC/1.1", "WARC/1.0", "WARC/0.17", "WARC/0.18"].contains { start.hasPrefix($0) }
    }
}
