internal import CZlib

/// Reads gzip members (RFC 1952) piece by piece, in bounded memory.
package struct GzipMemberReader: ~Copyable {
    /// Where the reading of a member stands.
    package enum State: Sendable, Hashable {
        /// The member goes on: give more input, or make room.
        case within
        /// The member has ended and its check sums hold; ``begin()`` comes before more input.
        case ended
        /// What came is no gzip, or a check sum does not hold.
        case broken
    }

    /// zlib keeps the address of its stream, so that it must not move. Owned, as is `chunk`.
    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutableBufferPointer<UInt8>

    /// A reader at the beginning of a member.
    package init() throws(GzipUnavailable) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15: the largest window; +16: gzip and nothing else.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            stream.deallocate()
            throw GzipUnavailable()
        }
        self.stream = stream
        self.chunk = .allocate(capacity: 64 * 1024)
    }

    deinit {
        inflateEnd(self.stream)
        self.stream.deallocate()
        self.chunk.deallocate()
    }

    /// The next input begins a member.
    package mutating func begin() {
        precondition(inflateReset(self.stream) == Z_OK, "zlib begins again at any time")
    }

    /// Appends at most 64 KiB of content to `output`; says how much of `input` that took and where it left the member.
    package mutating func read(_ input: Span<UInt8>, to output: inout [UInt8]) -> (consumed: Int, state: State) {
        input.withUnsafeBufferPointer { input in
            let count = min(input.count, 1 << 30)
            // zlib does not write to its input.
            self.stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            self.stream.pointee.avail_in = UInt32(count)
            self.stream.pointee.next_out = self.chunk.baseAddress
            self.stream.pointee.avail_out = UInt32(self.chunk.count)
            let code = inflate(self.stream, Z_NO_FLUSH)
            let consumed = count - Int(self.stream.pointee.avail_in)
            let produced = self.chunk.count - Int(self.stream.pointee.avail_out)
            output.append(contentsOf: UnsafeBufferPointer(rebasing: self.chunk[..<produced]))
            self.stream.pointee.next_in = nil
            switch code {
            case Z_STREAM_END: return (consumed, .ended)
            case Z_OK, Z_BUF_ERROR: return (consumed, .within)
            default: return (consumed, .broken)
            }
        }
    }
}
