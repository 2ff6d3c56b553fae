#if canImport(Glibc)
    internal import CMalloc
#endif

/// Gives memory that is free back to the system where the process nears its limit.
///
/// Queues and sets grow and shrink by small pieces, and the allocator keeps what lies between them: a fifth of the heap after
/// some millions of URLs.
package actor HeapKeeper {
    private let limit: Int
    private var lastTrim: ContinuousClock.Instant?

    /// A keeper for a process that is to take `limit` bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// Resident bytes, after what is free was given back where they came near the limit; nil where the system does not tell.
    package func residentBytes() -> Int? {
        let bytes = ResidentMemory.bytes()
        guard let bytes, bytes > self.limit / 2 else { return bytes }
        // It looks at the whole heap, and others wait for theirs meanwhile.
        guard self.lastTrim.map({ $0.duration(to: .now) > .seconds(2) }) ?? true else { return bytes }
        self.lastTrim = .now
        #if canImport(Glibc)
            malloc_trim(0)
        #endif
        return ResidentMemory.bytes()
    }
}
