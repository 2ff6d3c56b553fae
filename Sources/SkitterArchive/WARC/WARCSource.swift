internal import SkitterCompression

/// The content of a WARC file piece by piece, inflated where the file is gzip, with the places where members lie.
///
/// Holds at most one piece of the file (64 KiB), what it inflates to in steps of 64 KiB, and the line that is asked for.
struct WARCSource: ~Copyable {
    /// Why there is no more content for now.
    enum State: Equatable {
        /// There may be more.
        case within
        /// The member has ended, or the file where it is not gzip.
        case ended
        /// The file ends within a member.
        case cut
        /// What follows is no gzip, or a check sum does not hold.
        case broken
    }

    static let pieceBytes = 64 * 1024

    private var file: ReadFile
    private var inflater: GzipMemberReader
    /// A piece of the file, how much of it is used, and where in the file it begins.
    private var piece: [UInt8]
    private var used = 0
    private var pieceOffset = 0
    /// Content that was not asked for yet: from `position` on.
    private var content: [UInt8] = []
    private var position = 0
    /// True for gzip; decided by the first two bytes.
    let isGzip: Bool
    /// Where the member at hand begins in the file.
    private(set) var memberOffset = 0
    private(set) var state = State.within

    init(_ path: String, length: Int) throws(ArchiveError) {
        var file = try ReadFile(path, length: length)
        let inflater: GzipMemberReader
        do {
            inflater = try GzipMemberReader()
        } catch {
            throw ArchiveError(.failed, path: path, "\(error)")
        }
        var piece: [UInt8] = []
        while piece.count < 2 {
            let more = try file.next(atMost: WARCSource.pieceBytes)
            if more.isEmpty { break }
            piece += more
        }
        self.file = file
        self.inflater = inflater
        self.piece = piece
        // A file of one byte may be the beginning of one, too.
        self.isGzip = piece.first == 0x1F && (piece.count < 2 || piece[1] == 0x8B)
        if self.piece.isEmpty { self.state = .ended }
    }

    /// How far the file is used: after a member that has ended, where it ends; without gzip, where the content stands.
    var offset: Int {
        self.isGzip ? self.pieceOffset + self.used : self.pieceOffset + self.used - (self.content.count - self.position)
    }

    /// Goes on with the next member after one that ended; false where the file ends.
    mutating func beginMember() throws(ArchiveError) -> Bool {
        precondition(self.state == .ended && self.position == self.content.count, "a member is read to its end")
        guard self.isGzip, try self.ensurePiece() else { return false }
        self.memberOffset = self.offset
        self.inflater.begin()
        self.state = .within
        return true
    }

    /// The bytes up to and with the next LF, at most `limit` of them; fewer, or none, at the end of the member.
    mutating func line(atMost limit: Int) throws(ArchiveError) -> [UInt8] {
        var searched = self.position
        while true {
            let end = self.content.count - self.position > limit ? self.position + limit : self.content.count
            if searched < end, let feed = self.content[searched..<end].firstIndex(of: 0x0A) {
                return self.take(feed + 1 - self.position)
            }
            if self.content.count - self.position >= limit { return self.take(limit) }
            let seen = end - self.position
            guard try self.fill() else { return self.take(self.content.count - self.position) }
            searched = self.position + seen
        }
    }

    /// The next bytes, at most `limit` of them; none at the end of the member.
    mutating func bytes(atMost limit: Int) throws(ArchiveError) -> [UInt8] {
        while self.position == self.content.count {
            guard try self.fill() else { return [] }
        }
        return self.take(min(limit, self.content.count - self.position))
    }

    private mutating func take(_ count: Int) -> [UInt8] {
        let bytes = Array(self.content[self.position..<(self.position + count)])
        self.position += count
        return bytes
    }

    /// Adds content of the member at hand; false where it has no more.
    private mutating func fill() throws(ArchiveError) -> Bool {
        guard self.state == .within else { return false }
        if self.position > 0 {
            self.content.removeSubrange(..<self.position)
            self.position = 0
        }
        guard self.isGzip else {
            guard try self.ensurePiece() else {
                self.state = .ended
                return false
            }
            self.content += self.piece[self.used...]
            self.used = self.piece.count
            return true
        }
        let before = self.content.count
        while self.state == .within && self.content.count == before {
            let atEnd = try !self.ensurePiece()
            let rest = self.piece[self.used...]
            let (consumed, state) = self.inflater.read(rest.span, to: &self.content)
            self.used += consumed
            switch state {
            case .ended: self.state = .ended
            case .broken: self.state = .broken
            case .within where atEnd && self.content.count == before: self.state = .cut
            case .within: break
            }
        }
        return self.content.count > before
    }

    /// Makes sure that a byte of the file is at hand; false at its end.
    private mutating func ensurePiece() throws(ArchiveError) -> Bool {
        guard self.used == self.piece.count else { return true }
        self.pieceOffset += self.piece.count
        self.used = 0
        self.piece = try self.file.next(atMost: WARCSource.pieceBytes)
        return !self.piece.isEmpty
    }
}
