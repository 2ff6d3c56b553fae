internal import CZlib

/// The checksum of zip and gzip files (RFC 1952, section 8), taken piece by piece.
package struct CRC32: Sendable, Hashable {
    /// Of all bytes so far.
    package private(set) var value: UInt32 = 0

    package init() {}

    package mutating func update(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                // zlib counts in 32 bits.
                let piece = UnsafeBufferPointer(rebasing: rest.prefix(1 << 30))
                rest = rest.dropFirst(piece.count)
                self.value = UInt32(
                    truncatingIfNeeded: crc32(CZlib.uLong(self.value), piece.baseAddress, UInt32(piece.count)))
            }
        }
    }
}
