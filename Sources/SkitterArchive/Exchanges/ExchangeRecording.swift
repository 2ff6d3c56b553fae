internal import SkitterCore
internal import SkitterLock

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A recording, to be asked what was asked when it was made.
///
/// Its lines are read once, at the beginning; of each exchange 24 bytes stay in memory. Bodies are read when they are asked for. What
/// was asked several times is answered in the recorded order; the last answer stays.
package final class ExchangeRecording: Sendable {
    /// Whose it is.
    package let header: RecordingHeader
    /// Exchanges that can be answered from.
    package let count: Int
    /// Lines that are none, or whose body is not there: they are passed over.
    package let damaged: Int

    /// Where an exchange is.
    private struct Place {
        /// Of its question.
        var key: Int
        var offset: Int
        var length: Int32
    }

    /// By key, and in the recorded order.
    private let places: [Place]
    /// How many answers were given to those who have several.
    private let given = Locked<[Int: Int]>([:])
    private let directory: String
    private let lines: Descriptor
    private let bodies: Descriptor

    /// The recording in `directory`, as far as a kill left it.
    package init(_ directory: String) throws(ArchiveError) {
        let path = RecordingFiles.path(RecordingFiles.exchanges, in: directory)
        guard let header = try RecordingFiles.header(in: directory) else {
            throw ArchiveError(.foreign, path: path, "is a recording that was never begun")
        }
        self.header = header
        self.directory = directory
        self.lines = try Descriptor(ofCrawl: path)
        self.bodies = try Descriptor(ofCrawl: RecordingFiles.path(RecordingFiles.bodies, in: directory))
        var status = stat()
        let bodiesLength = fstat(self.bodies.number, &status) == 0 ? Int(status.st_size) : 0
        var places: [Place] = []
        var damaged = 0
        var blocks = try LineBlocks(path, from: header.line.count)
        reading: while true {
            switch try blocks.next() {
            case .lines(let block):
                block.forEachLine { range in
                    let bytes = block.bytes[range]
                    if let line = ExchangeRecording.line(bytes), line.bodyOffset + line.bodyBytes <= bodiesLength {
                        places.append(
                            Place(
                                key: line.exchange.question.hashValue, offset: block.offset + range.lowerBound,
                                length: Int32(range.count)))
                    } else {
                        damaged += 1
                    }
                }
            case .tooLong: damaged += 1
            // What a kill cut off was never answered with.
            case .end: break reading
            }
        }
        places.sort { ($0.key, $0.offset) < ($1.key, $1.offset) }
        self.places = places
        self.count = places.count
        self.damaged = damaged
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> ExchangeLine? {
        LineChecksum.holds(bytes) ? try? ExchangeLine(Array(bytes)) : nil
    }

    /// The next answer to `question`; nil where it was never asked. It reads from disk, and blocks meanwhile.
    package func answer(to question: RecordedExchange.Question) throws(ArchiveError) -> RecordedExchange? {
        let key = question.hashValue
        let first = self.firstPlace(of: key)
        var end = first
        while end < self.places.count, self.places[end].key == key { end += 1 }
        guard first < end else { return nil }
        let place = self.places[end - first == 1 ? first : first + self.turn(of: key, count: end - first)]
        let bytes = try ExchangeRecording.read(
            self.lines, RecordingFiles.path(RecordingFiles.exchanges, in: self.directory), at: place.offset,
            count: Int(place.length))
        guard let line = ExchangeRecording.line(bytes[...]) else {
            throw self.changed(RecordingFiles.exchanges, at: place.offset)
        }
        // Two questions of one key are as good as impossible; the wrong answer would be worse than none.
        guard line.exchange.question == question else { return nil }
        guard line.bodyBytes > 0, case .response(var response) = line.exchange.answer else { return line.exchange }
        response.body = try ExchangeRecording.read(
            self.bodies, RecordingFiles.path(RecordingFiles.bodies, in: self.directory), at: line.bodyOffset,
            count: line.bodyBytes)
        guard LineChecksum.of(response.body) == line.bodyChecksum else {
            throw self.changed(RecordingFiles.bodies, at: line.bodyOffset)
        }
        var exchange = line.exchange
        exchange.answer = .response(response)
        return exchange
    }

    private func changed(_ name: String, at offset: Int) -> ArchiveError {
        ArchiveError(
            .corrupt, path: RecordingFiles.path(name, in: self.directory), "is damaged at byte \(offset)")
    }

    /// Which of `count` answers is due.
    private func turn(of key: Int, count: Int) -> Int {
        self.given.withLock { given in
            let turn = given[key, default: 0]
            if turn < count - 1 { given[key] = turn + 1 }
            return turn
        }
    }

    private func firstPlace(of key: Int) -> Int {
        var low = 0
        var high = self.places.count
        while low < high {
            let middle = (low + high) / 2
            if self.places[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func read(
        _ file: borrowing Descriptor, _ path: String, at offset: Int, count: Int
    ) throws(ArchiveError) -> [UInt8] {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let base = buffer.baseAddress {
                let result = pread(file.number, base + filled, count - filled, off_t(offset + filled))
                if result > 0 {
                    filled += result
                } else if result == 0 {
                    break
                } else if errno != EINTR {
                    failure = SystemError(number: errno)
                    break
                }
            }
        }
        if let failure { throw ArchiveError(.unreadable, path: path, "cannot be read (\(failure.reason))") }
        guard bytes.count == count else { throw ArchiveError(.corrupt, path: path, "is shorter than it was") }
        return bytes
    }
}
