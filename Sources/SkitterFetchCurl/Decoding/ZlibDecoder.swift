internal import CZlib

/// gzip (RFC 1952) with any number of members, and deflate with or without its wrapper (RFC 1950, RFC 1951).
final class ZlibDecoder: ContentDecoder {
    enum Coding { case gzip, deflate }

    private enum State {
        /// The first two bytes, which tell the wrapper, have not come; these have.
        case start([UInt8])
        /// Within a stream.
        case inflating
        /// A gzip member ended; these bytes, fewer than two, followed.
        case between([UInt8])
        /// The stream is whole; what follows is passed over, as every browser does.
        case ended
        case broken
    }

    private let coding: Coding
    private var state = State.start([])
    private var stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var isOpen = false
    private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: ContentCoding.pieceBytes, alignment: 16)

    init(_ coding: Coding) {
        self.coding = coding
        self.stream.initialize(to: z_stream())
    }

    deinit {
        if self.isOpen { inflateEnd(self.stream) }
        self.stream.deallocate()
        self.output.deallocate()
    }

    var mayEnd: Bool {
        switch self.state {
        case .start(let bytes): bytes.isEmpty
        case .between, .ended: true
        case .inflating, .broken: false
        }
    }

    func decode(_ input: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) -> Bool) -> String? {
        guard !input.isEmpty else { return nil }
        switch self.state {
        case .start(let bytes):
            let joined = bytes + input
            guard joined.count >= 2 else {
                self.state = .start(joined)
                return nil
            }
            guard self.open(joined[0], joined[1]) else {
                self.state = .broken
                return "no \(self.coding) stream"
            }
            self.state = .inflating
            return bytes.isEmpty
                ? self.inflate(input, sink) : joined.withUnsafeBytes { self.inflate($0, sink) }
        case .between(let bytes):
            let joined = bytes + input
            guard joined.count >= 2 else {
                self.state = .between(joined)
                return nil
            }
            guard joined[0] == 0x1F, joined[1] == 0x8B, inflateReset(self.stream) == Z_OK else {
                self.state = .ended
                return nil
            }
            self.state = .inflating
            return joined.withUnsafeBytes { self.inflate($0, sink) }
        case .inflating:
            return self.inflate(input, sink)
        case .ended:
            return nil
        case .broken:
            return "a broken \(self.coding) stream"
        }
    }

    /// Chooses the wrapper by its first bytes: servers send `deflate` in both forms.
    private func open(_ first: UInt8, _ second: UInt8) -> Bool {
        let window: Int32
        switch self.coding {
        case .gzip:
            guard first == 0x1F, second == 0x8B else { return false }
            window = 15 + 16
        case .deflate:
            let isWrapped = first & 0x0F == 8 && (UInt16(first) << 8 | UInt16(second)) % 31 == 0
            window = isWrapped ? 15 : -15
        }
        self.isOpen = inflateInit2_(self.stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        return self.isOpen
    }

    private func inflate(_ input: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) -> Bool) -> String? {
        // libcurl hands over 16 to 64 KB at a time, so that zlib's 32 bits suffice; zlib does not write to its input.
        self.stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        self.stream.pointee.avail_in = UInt32(clamping: input.count)
        while true {
            self.stream.pointee.next_out = self.output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            self.stream.pointee.avail_out = UInt32(self.output.count)
            let code = CZlib.inflate(self.stream, Z_NO_FLUSH)
            let count = self.output.count - Int(self.stream.pointee.avail_out)
            if count > 0, !sink(UnsafeRawBufferPointer(rebasing: self.output[..<count])) { return nil }
            switch code {
            case Z_OK where self.stream.pointee.avail_in == 0 && self.stream.pointee.avail_out > 0: return nil
            case Z_OK: continue
            // No progress is possible without more input: no error.
            case Z_BUF_ERROR: return nil
            case Z_STREAM_END:
                guard let again = self.memberEnded(input.suffix(Int(self.stream.pointee.avail_in))) else { return nil }
                guard again else { return "a broken \(self.coding) stream" }
            default:
                self.state = .broken
                return "a broken \(self.coding) stream"
            }
        }
    }

    /// Whether another member follows in `rest` and the stream is set for it; nil where none does, or not yet.
    private func memberEnded(_ rest: Slice<UnsafeRawBufferPointer>) -> Bool? {
        guard self.coding == .gzip else {
            self.state = .ended
            return nil
        }
        guard rest.count >= 2 else {
            self.state = .between(Array(rest))
            return nil
        }
        guard rest.starts(with: [0x1F, 0x8B]) else {
            self.state = .ended
            return nil
        }
        // The input that is left stays where it is.
        return inflateReset(self.stream) == Z_OK
    }
}
