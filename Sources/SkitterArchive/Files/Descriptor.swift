#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// An open file; it is closed when its owner goes away. Never inherited by a child process.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    /// Opens `path` with `flags`; the error number of open(2) where it cannot be opened.
    init(_ path: String, _ flags: Int32, mode: UInt32 = 0o644) throws(SystemError) {
        var number: Int32
        repeat {
            number = open(path, flags | O_CLOEXEC, mode_t(mode))
        } while number < 0 && errno == EINTR
        if number < 0 { throw SystemError(number: errno) }
        self.number = number
    }

    /// Opens a file of a crawl to be read.
    init(ofCrawl path: String) throws(ArchiveError) {
        do throws(SystemError) {
            try self.init(path, O_RDONLY)
        } catch {
            let isMissing = error.number == ENOENT || error.number == ENOTDIR
            throw ArchiveError(
                isMissing ? .missing : .unreadable, path: path,
                isMissing ? "is not there; is this the directory of a crawl?" : "cannot be read (\(error.reason))")
        }
    }

    deinit {
        close(self.number)
    }
}

/// An error number of the system.
struct SystemError: Error, Equatable {
    var number: Int32

    /// The system's words for it.
    var reason: String { String(cString: strerror(self.number)) }

    /// No room is left: on the device, in the quota, or below the limit for a file.
    var isFull: Bool { self.number == ENOSPC || self.number == EDQUOT || self.number == EFBIG }
}
