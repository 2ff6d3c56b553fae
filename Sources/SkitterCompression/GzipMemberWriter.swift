internal import CZlib

/// Writes gzip members (RFC 1952), one after another; zlib's state is made once and used again for each.
package struct GzipMemberWriter: ~Copyable {
    /// How bytes are put into a member.
    package enum Packing: Sendable, Hashable {
        /// Compressed at the writer's level.
        case compressed
        /// As they are: for what is compressed already.
        case stored
    }

    /// A stored block holds at most 65,535 bytes (RFC 1951, section 3.2.4): room for one and its header.
    private static let chunkBytes = 65_536 + 64

    /// zlib keeps the address of its stream, so that it must not move. Owned, as is `chunk`.
    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutableBufferPointer<UInt8>
    private let level: Int32
    private var packing = Packing.compressed
    /// True between the first bytes of a member and its end.
    private var isOpen = false

    /// A writer that compresses at `level`, 0 (stored) to 9 (smallest).
    package init(level: Int) throws(GzipUnavailable) {
        precondition((0...9).contains(level), "zlib has the levels 0 to 9")
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15: the largest window; +16: gzip framing. The header holds neither name nor time: equal input, equal output.
        let code = deflateInit2_(
            stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            throw GzipUnavailable()
        }
        self.level = Int32(level)
        self.stream = stream
        self.chunk = .allocate(capacity: GzipMemberWriter.chunkBytes)
    }

    deinit {
        deflateEnd(self.stream)
        self.stream.deallocate()
        self.chunk.deallocate()
    }

    /// Adds `bytes` to the member at hand, or begins one; what zlib gives out so far goes to the end of `output`.
    package mutating func write(_ bytes: Span<UInt8>, _ packing: Packing = .compressed, to output: inout [UInt8]) {
        self.isOpen = true
        self.pack(packing, to: &output)
        bytes.withUnsafeBufferPointer { input in
            var rest = input[...]
            while !rest.isEmpty {
                // zlib counts input in 32 bits; it does not write to it.
                let piece = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
                rest = rest.dropFirst(piece.count)
                self.stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
                self.stream.pointee.avail_in = UInt32(piece.count)
                while self.stream.pointee.avail_in > 0 { self.step(Z_NO_FLUSH, to: &output) }
            }
            self.stream.pointee.next_in = nil
        }
    }

    /// Adds `bytes` to the member at hand, or begins one.
    package mutating func write(_ bytes: [UInt8], _ packing: Packing = .compressed, to output: inout [UInt8]) {
        self.write(bytes.span, packing, to: &output)
    }

    /// Ends the member; the next bytes begin another.
    package mutating func finish(to output: inout [UInt8]) {
        self.isOpen = true
        while self.step(Z_FINISH, to: &output) != Z_STREAM_END {}
        precondition(deflateReset(self.stream) == Z_OK, "zlib begins again after a member")
        self.isOpen = false
        self.pack(.compressed, to: &output)
    }

    /// Forgets the member at hand.
    package mutating func abandon() {
        guard self.isOpen else { return }
        precondition(deflateReset(self.stream) == Z_OK, "zlib begins again at any time")
        self.isOpen = false
        var nothing: [UInt8] = []
        self.pack(.compressed, to: &nothing)
    }

    @discardableResult
    private mutating func step(_ flush: Int32, to output: inout [UInt8]) -> Int32 {
        self.stream.pointee.next_out = self.chunk.baseAddress
        self.stream.pointee.avail_out = UInt32(self.chunk.count)
        let code = deflate(self.stream, flush)
        precondition(code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR, "zlib's state is its own")
        self.drain(to: &output)
        return code
    }

    private mutating func pack(_ packing: Packing, to output: inout [UInt8]) {
        guard packing != self.packing else { return }
        self.packing = packing
        var code: Int32
        repeat {
            // Ends the block at hand first, which may need more than one chunk of room.
            self.stream.pointee.avail_in = 0
            self.stream.pointee.next_out = self.chunk.baseAddress
            self.stream.pointee.avail_out = UInt32(self.chunk.count)
            code = deflateParams(self.stream, packing == .stored ? 0 : self.level, Z_DEFAULT_STRATEGY)
            self.drain(to: &output)
        } while code == Z_BUF_ERROR
        precondition(code == Z_OK, "zlib changes its level at any time")
    }

    private func drain(to output: inout [UInt8]) {
        let produced = self.chunk.count - Int(self.stream.pointee.avail_out)
        output.append(contentsOf: UnsafeBufferPointer(rebasing: self.chunk[..<produced]))
    }
}
