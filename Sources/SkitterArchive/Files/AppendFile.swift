#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A file that grows by whole batches: after each call it ends where a batch ends, whatever happened.
///
/// One write(2) for a batch where the system takes it whole. When a batch fails the file is cut back, so that no reader
/// ever meets half a line.
struct AppendFile: ~Copyable {
    /// Writes some of the bytes and says how many, as write(2) does; -1 and `errno` for failure. Tests pass one that
    /// is interrupted, short or full.
    typealias WriteCall = @Sendable (Int32, UnsafeRawBufferPointer) -> Int

    let path: String
    /// Where the last whole batch ends.
    private(set) var length: Int
    private let descriptor: Descriptor
    private let writeCall: WriteCall

    /// Opens `path` to append to it, and makes it where it does not exist.
    init(_ path: String, writeCall: @escaping WriteCall = AppendFile.systemWrite) throws(ArchiveError) {
        do {
            self.descriptor = try Descriptor(path, O_WRONLY | O_CREAT | O_APPEND)
        } catch {
            throw ArchiveError(
                error.isFull ? .full : .unwritable, path: path,
                "cannot be opened for writing (\(error.reason)); choose another directory or permit writing here")
        }
        self.path = path
        self.writeCall = writeCall
        self.length = Int(max(0, lseek(self.descriptor.number, 0, SEEK_END)))
    }

    static let systemWrite: WriteCall = { descriptor, bytes in write(descriptor, bytes.baseAddress, bytes.count) }

    /// Appends all of `bytes` or nothing.
    mutating func append(_ bytes: [UInt8]) throws(ArchiveError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                self.writeCall(self.descriptor.number, UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
            if count > 0 {
                written += min(count, bytes.count - written)
            } else if count == 0 || errno != EINTR {
                // A write of nothing is no progress: without an error of its own it counts as one.
                let error = SystemError(number: count == 0 ? EIO : errno)
                throw self.failure(error, written: written)
            }
        }
        self.length += written
    }

    /// Cuts the file back to `offset`, an earlier ``length``.
    mutating func truncate(to offset: Int) throws(ArchiveError) {
        guard offset < self.length else { return }
        if let error = self.cut(to: offset) {
            throw ArchiveError(
                .failed, path: self.path, "could not be cut back to its last whole line (\(error.reason))")
        }
        self.length = offset
    }

    /// Returns when the device holds what was appended.
    func synchronize() throws(ArchiveError) {
        var result: Int32
        repeat {
            result = fsync(self.descriptor.number)
        } while result < 0 && errno == EINTR
        if result < 0 {
            let error = SystemError(number: errno)
            throw ArchiveError(
                error.isFull ? .full : .failed, path: self.path, "could not be written to the device (\(error.reason))")
        }
    }

    private func cut(to offset: Int) -> SystemError? {
        var result: Int32
        repeat {
            result = ftruncate(self.descriptor.number, off_t(offset))
        } while result < 0 && errno == EINTR
        return result < 0 ? SystemError(number: errno) : nil
    }

    private func failure(_ error: SystemError, written: Int) -> ArchiveError {
        var state = "all earlier records are whole"
        if written > 0, let cutError = self.cut(to: self.length) {
            state = "and its last line may be cut, for it could not be shortened (\(cutError.reason))"
        }
        if error.isFull {
            return ArchiveError(
                .full, path: self.path,
                "no room left to write (\(error.reason)); \(state); free some space, then crawl again")
        }
        return ArchiveError(
            .failed, path: self.path, "writing failed (\(error.reason)); \(state); check the device, then crawl again")
    }
}
