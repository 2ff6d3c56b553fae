internal import Dispatch
internal import SkitterCore
internal import SkitterLock

/// Reads a file of records from where it stopped last, so that one that grows is read once.
///
/// Lines are parsed on all cores and handed over in their order, on the caller's thread.
struct RecordTail: Sendable {
    /// What reading came to so far.
    private(set) var reading: FileReading
    private let path: String
    /// Where the first line begins that was not read.
    private var offset = 0
    /// Lines read.
    private var lines = 0

    /// The records of `file` in `directory`, from the first; `name` is what it is called in ``reading``.
    init(_ file: CrawlFile, in directory: String, name: String? = nil) {
        self.reading = FileReading(name: name ?? file.rawValue)
        self.path = file.path(in: directory)
    }

    /// Whether the file was cut back to before what was read: the crawl was killed and goes on.
    var wasCutBack: Bool {
        guard self.offset > 0, let file = try? PlacedFile(self.path) else { return self.offset > 0 }
        return file.length < self.offset
    }

    /// Hands each new record to `body`, with the offset of its line, until the file ends or `isWelcome` says no; that is
    /// asked some thousand records apart.
    mutating func forEachNew<Record: Sendable>(
        while isWelcome: () -> Bool = { true },
        parse: @escaping @Sendable (inout JSONReader) throws(JSONError) -> Record,
        _ body: (Record, _ offset: Int) -> Void
    ) throws(ArchiveError) {
        let blocks: Locked<LineBlocks>
        do {
            blocks = Locked(try LineBlocks(self.path, from: self.offset))
        } catch {
            // A crawl makes its files when it first needs them.
            if error.code == .missing { return }
            throw error
        }
        self.reading.endsAmidLine = false
        var next = blocks.withLock { RecordTail.next(of: &$0) }
        while isWelcome() {
            switch try next.get() {
            case .lines(let block):
                let pieces: [Piece<Record>]
                (pieces, next) = RecordTail.parsed(block, parse, meanwhile: blocks)
                for piece in pieces { self.take(piece, body) }
                self.offset = block.offset + block.bytes.count
            case .tooLong:
                self.lines += 1
                self.reading.countBroken(line: self.lines, "the line is too long")
                self.offset = blocks.withLock { $0.offset }
                next = blocks.withLock { RecordTail.next(of: &$0) }
            case .end(let isAmidLine):
                self.reading.endsAmidLine = isAmidLine
                self.offset = blocks.withLock { $0.offset }
                return
            }
        }
    }

    private static func next(of blocks: inout LineBlocks) -> Result<LineBlocks.Next, ArchiveError> {
        do throws(ArchiveError) { return .success(try blocks.next()) } catch { return .failure(error) }
    }

    private mutating func take<Record>(_ piece: Piece<Record>, _ body: (Record, Int) -> Void) {
        for broken in piece.broken { self.reading.countBroken(line: self.lines + broken.number, broken.reason) }
        self.lines += piece.lines
        self.reading.records += piece.records.count
        for index in piece.records.indices { body(piece.records[index], piece.places[index]) }
    }

    /// The records of some lines.
    private struct Piece<Record: Sendable>: Sendable {
        var records: [Record] = []
        /// Where the line of each begins in the file.
        var places: [Int] = []
        var broken: [FileReading.BrokenLine] = []
        var lines = 0

        init(_ block: LineBlocks.Block, _ parse: (inout JSONReader) throws(JSONError) -> Record) {
            block.forEachLine { range in
                self.lines += 1
                guard range.count <= LineBlocks.limitBytes else {
                    self.broken.append(FileReading.BrokenLine(number: self.lines, reason: "the line is too long"))
                    return
                }
                do throws(JSONError) {
                    var reader = JSONReader(block.bytes, in: range)
                    let record = try parse(&reader)
                    try reader.finish()
                    self.records.append(record)
                    self.places.append(block.offset + range.lowerBound)
                } catch {
                    self.broken.append(FileReading.BrokenLine(number: self.lines, reason: error.description))
                }
            }
        }
    }

    /// A piece of this many bytes is worth the trip to another core.
    private static let leastPieceBytes = 64 * 1024
    private static let mostPieces = 32

    /// The records of `block`, and what comes behind it, read meanwhile.
    private static func parsed<Record: Sendable>(
        _ block: LineBlocks.Block, _ parse: @escaping @Sendable (inout JSONReader) throws(JSONError) -> Record,
        meanwhile blocks: borrowing Locked<LineBlocks>
    ) -> ([Piece<Record>], Result<LineBlocks.Next, ArchiveError>) {
        let count = min(RecordTail.mostPieces, block.bytes.count / RecordTail.leastPieceBytes)
        guard count > 1 else { return ([Piece(block, parse)], blocks.withLock { RecordTail.next(of: &$0) }) }
        let pieces = block.pieces(count)
        let parsed = Locked([Int: Piece<Record>]())
        let next = Locked(Result<LineBlocks.Next, ArchiveError>.success(.end(isAmidLine: false)))
        DispatchQueue.concurrentPerform(iterations: pieces.count + 1) { index in
            if index == 0 {
                let read = blocks.withLock { RecordTail.next(of: &$0) }
                next.withLock { $0 = read }
            } else {
                let piece = Piece(pieces[index - 1], parse)
                parsed.withLock { $0[index] = piece }
            }
        }
        return (parsed.withLock { parsed in (1...pieces.count).compactMap { parsed[$0] } }, next.withLock { $0 })
    }
}
