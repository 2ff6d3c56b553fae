internal import CZlib

/// Files in the gzip format (RFC 1952), through zlib.
public enum Gzip {
    /// What came out of a file.
    public struct Inflated: Sendable, Hashable {
        /// The content, as far as it could be read.
        public var bytes: [UInt8]
        /// Why there is no more of it, or nil where the file was read to its end.
        public var flaw: Flaw?
    }

    /// Why a file was not read to its end.
    public enum Flaw: String, Sendable, Hashable {
        /// More content than the limit.
        case length
        /// The file ends too early.
        case cut
        /// What follows is not gzip, or a check sum does not hold.
        case broken
    }

    /// Whether `bytes` begin like a gzip file (RFC 1952, section 2.3.1).
    public static func isGzip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// The content of a file of one or more members, at most `limitBytes` of it. Never fails: what could be read is there.
    public static func inflate(_ file: [UInt8], limitBytes: Int) -> Inflated {
        var stream = z_stream()
        // 15: the largest window; +16: gzip and nothing else.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return Inflated(bytes: [], flaw: .broken)
        }
        defer { inflateEnd(&stream) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        // zlib counts input in 32 bits; it does not write to it.
        let flaw = file.withUnsafeBufferPointer { input -> Flaw? in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(clamping: input.count)
            while true {
                let code = chunk.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                let produced = chunk.count - Int(stream.avail_out)
                let room = limitBytes - content.count
                content += chunk[..<min(produced, room)]
                if produced > room { return .length }
                switch code {
                case Z_STREAM_END where stream.avail_in == 0: return nil
                case Z_STREAM_END:
                    // Another member follows (section 2.2), or something that is none: it ends the file quietly.
                    guard stream.avail_in >= 3, inflateReset(&stream) == Z_OK else { return nil }
                case Z_OK: continue
                case Z_BUF_ERROR: return .cut
                default: return .broken
                }
            }
        }
        return Inflated(bytes: content, flaw: flaw)
    }
}
