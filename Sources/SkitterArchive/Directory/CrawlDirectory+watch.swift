#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

extension CrawlDirectory {
    /// Whether a crawl holds the directory at `path` at this moment. True where nobody can tell: some network file systems
    /// know no locks.
    ///
    /// Whoever asks holds the lock himself for some microseconds; a crawl that begins just then is refused. So it should be
    /// asked only where nothing was written for a while.
    package static func isBeingWritten(_ path: String) -> Bool {
        guard let directory = try? Descriptor(path, O_RDONLY | O_DIRECTORY) else { return false }
        guard flock(directory.number, LOCK_SH | LOCK_NB) == 0 else { return true }
        return false
    }

    /// Whether the directory at `path` holds visits of which a shared frontier has not said yet whether they count: that of a crawler
    /// that runs, or was killed.
    package static func holdsUnsettled(_ path: String) -> Bool {
        (try? HeldFile.read(in: path)) != nil
    }
}
