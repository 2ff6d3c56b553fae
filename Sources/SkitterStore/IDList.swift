/// Ids as they lie in the file: 8 bytes each, the lowest first.
enum IDList {
    static func bytes(_ ids: [UInt64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ids.count * 8)
        for id in ids { withUnsafeBytes(of: id.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// nil where the bytes are no whole number of ids.
    static func ids(_ bytes: UnsafeRawBufferPointer) -> [UInt64]? {
        guard bytes.count % 8 == 0 else { return nil }
        return stride(from: 0, to: bytes.count, by: 8).map {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
        }
    }
}
