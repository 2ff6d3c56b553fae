#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A file that is read from any place on, also while another process appends to it.
struct PlacedFile: ~Copyable, Sendable {
    private let path: String
    private let descriptor: Descriptor
    /// Where the next bytes are read.
    private var offset: Int

    /// The file at `path`, from `offset` on.
    init(_ path: String, from offset: Int = 0) throws(ArchiveError) {
        self.descriptor = try Descriptor(ofCrawl: path)
        self.path = path
        self.offset = offset
    }

    /// How long the file is now.
    var length: Int {
        var status = stat()
        return fstat(self.descriptor.number, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Goes on reading at `offset`.
    mutating func seek(to offset: Int) {
        self.offset = offset
    }

    /// The next bytes, at most `limit` of them, behind `rest`; `rest` alone at the end of the file.
    mutating func next(atMost limit: Int, behind rest: [UInt8] = []) throws(ArchiveError) -> [UInt8] {
        var failure: SystemError?
        let chunk = [UInt8](unsafeUninitializedCapacity: rest.count + limit) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            rest.withUnsafeBufferPointer { bytes in
                if let start = bytes.baseAddress { base.initialize(from: start, count: bytes.count) }
            }
            var result: Int
            repeat {
                result = pread(self.descriptor.number, base + rest.count, limit, off_t(self.offset))
            } while result < 0 && errno == EINTR
            if result < 0 { failure = SystemError(number: errno) }
            count = rest.count + max(0, result)
        }
        if let failure { throw ArchiveError(.unreadable, path: self.path, "cannot be read (\(failure.reason))") }
        self.offset += chunk.count - rest.count
        return chunk
    }
}
