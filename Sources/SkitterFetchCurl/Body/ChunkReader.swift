/// Takes the framing of a chunked body away (RFC 9112, section 7.1), strictly, in bounded memory.
struct ChunkReader {
    private enum State {
        /// The digits of a chunk's size; so many have come.
        case size(digits: Int)
        /// Behind the size: an extension, up to the line feed.
        case sizeExtension
        /// The CR of a size line came.
        case sizeLineFeed
        /// Bytes of the chunk; `left` of them.
        case data
        /// The line end behind a chunk.
        case dataCarriageReturn, dataLineFeed
        /// The lines behind the last chunk; whether the present one is empty so far.
        case trailer(isEmpty: Bool)
        /// The whole body came.
        case end
        /// It is broken.
        case broken
    }

    private var state = State.size(digits: 0)
    /// The size of the chunk that is read, and what is left of it.
    private var size = 0
    /// Bytes of extensions and trailers so far.
    private var overhead = 0

    /// Extensions and trailers of one body: nobody needs them.
    private static let overheadLimit = 16 * 1024

    init() {}

    /// Whether the last chunk and the trailer came.
    var isAtEnd: Bool {
        if case .end = self.state { true } else { false }
    }

    /// Hands the data in `bytes` to `body` until it answers false. A flaw of the framing, or nil. Bytes behind the end
    /// are passed over.
    mutating func received(
        _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
    ) -> String? {
        var index = 0
        while index < bytes.count {
            if case .data = self.state {
                let count = min(self.size, bytes.count - index)
                guard body(UnsafeRawBufferPointer(rebasing: bytes[index..<(index + count)])) else { return nil }
                index += count
                self.size -= count
                if self.size == 0 { self.state = .dataCarriageReturn }
                continue
            }
            if case .end = self.state { return nil }
            if let flaw = self.framingReceived(bytes[index]) {
                self.state = .broken
                return flaw
            }
            index += 1
        }
        return nil
    }

    private mutating func framingReceived(_ byte: UInt8) -> String? {
        switch self.state {
        case .size(let digits):
            return self.sizeReceived(byte, digits)
        case .sizeExtension:
            if byte == 0x0A { return self.sizeEnded() }
            return self.overheadReceived(byte)
        case .sizeLineFeed:
            guard byte == 0x0A else { return "a bare CR behind a chunk size" }
            return self.sizeEnded()
        case .dataCarriageReturn:
            // A bare LF is a line's end too (section 2.2).
            guard byte == 0x0D || byte == 0x0A else { return "a chunk is longer than its size" }
            self.state = byte == 0x0D ? .dataLineFeed : .size(digits: 0)
            return nil
        case .dataLineFeed:
            guard byte == 0x0A else { return "a chunk is longer than its size" }
            self.state = .size(digits: 0)
            return nil
        case .trailer(let isEmpty):
            if byte == 0x0A {
                self.state = isEmpty ? .end : .trailer(isEmpty: true)
            } else if byte != 0x0D {
                self.state = .trailer(isEmpty: false)
            }
            return self.overheadReceived(byte)
        case .data, .end:
            return nil
        case .broken:
            return "a broken chunk"
        }
    }

    private mutating func sizeReceived(_ byte: UInt8, _ digits: Int) -> String? {
        if let digit = Self.hexDigit(byte) {
            guard digits < 16, self.size <= Int.max >> 4 else { return "an absurd chunk size" }
            self.size = self.size << 4 | digit
            self.state = .size(digits: digits + 1)
            return nil
        }
        guard digits > 0 else { return "no chunk size" }
        switch byte {
        case 0x0A: return self.sizeEnded()
        case 0x0D: self.state = .sizeLineFeed
        case UInt8(ascii: ";"), 0x20, 0x09: self.state = .sizeExtension
        default: return "a bad chunk size"
        }
        return nil
    }

    private mutating func sizeEnded() -> String? {
        self.state = self.size == 0 ? .trailer(isEmpty: true) : .data
        return nil
    }

    private mutating func overheadReceived(_ byte: UInt8) -> String? {
        self.overhead += 1
        if byte == 0 { return "a NUL in a chunk's extension or trailer" }
        return self.overhead > Self.overheadLimit
            ? "more than \(Self.overheadLimit) bytes of chunk extensions and trailers" : nil
    }

    private static func hexDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x46: Int(byte) - 0x41 + 10
        case 0x61...0x66: Int(byte) - 0x61 + 10
        default: nil
        }
    }
}
