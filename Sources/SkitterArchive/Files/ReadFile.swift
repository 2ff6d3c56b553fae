#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A file that is read from its beginning to its end.
struct ReadFile: ~Copyable {
    let path: String
    private let descriptor: Descriptor
    /// How many bytes may still be read.
    private var left: Int

    /// Opens `path`, of which nothing beyond the first `length` bytes is read.
    init(_ path: String, length: Int = .max) throws(ArchiveError) {
        self.left = length
        self.descriptor = try Descriptor(ofCrawl: path)
        self.path = path
    }

    /// The next bytes, at most `limit` of them; empty at the end of the file.
    mutating func next(atMost limit: Int) throws(ArchiveError) -> [UInt8] {
        let limit = min(limit, self.left)
        var failure: SystemError?
        let chunk = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            var result: Int
            repeat {
                result = read(self.descriptor.number, buffer.baseAddress, limit)
            } while result < 0 && errno == EINTR
            if result < 0 { failure = SystemError(number: errno) }
            count = max(0, result)
        }
        if let failure { throw ArchiveError(.unreadable, path: self.path, "cannot be read (\(failure.reason))") }
        self.left -= chunk.count
        return chunk
    }
}
