#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif
package import SkitterCore
internal import SkitterLock

/// The scratch file of a crawl: made when the first byte is written, and nameless from then on, so that nothing of it is
/// left however the process ends.
package final class SpillFile: SpillStore {
    private struct State: ~Copyable {
        var descriptor: Descriptor?
        var space = SpillSpace()
        var failure: SpillFailure?
    }

    private let directory: String
    private let state = Locked(State())

    /// A file in `directory`.
    package init(directory: String) {
        self.directory = directory
    }

    package var failure: SpillFailure? { self.state.withLock { $0.failure } }

    package func take(_ count: Int) -> Int { self.state.withLock { $0.space.take(count) } }

    package func give(_ offset: Int, _ count: Int) { self.state.withLock { $0.space.give(offset, count) } }

    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        self.access("written") { state throws(SystemError) in
            if state.descriptor == nil { state.descriptor = try SpillFile.made(in: self.directory) }
            var done = 0
            while done < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
                let count = pwrite(state.descriptor?.number ?? -1, rest.baseAddress, rest.count, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { throw SystemError(number: count == 0 ? ENOSPC : errno) }
                done += count
            }
        }
    }

    package func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        self.access("read") { state throws(SystemError) in
            var done = 0
            while done < bytes.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
                let count = pread(state.descriptor?.number ?? -1, rest.baseAddress, rest.count, off_t(offset + done))
                if count < 0, errno == EINTR { continue }
                // It ends where something was never written.
                if count <= 0 { throw SystemError(number: count == 0 ? EIO : errno) }
                done += count
            }
        }
    }

    package func isDamaged() {
        _ = self.access("read") { _ throws(SystemError) in throw SystemError(number: EIO) }
    }

    private func access(_ what: String, _ body: (inout State) throws(SystemError) -> Void) -> Bool {
        self.state.withLock { state in
            do throws(SystemError) {
                try body(&state)
                return true
            } catch {
                if state.failure == nil {
                    let remedy = error.isFull ? "make room" : "use another disk or more --max-memory"
                    state.failure = SpillFailure(
                        path: self.directory,
                        reason: "what memory has no room for cannot be \(what) (\(error.reason)); \(remedy), "
                            + "then go on with --resume",
                        isFull: error.isFull)
                }
                return false
            }
        }
    }

    private static func made(in directory: String) throws(SystemError) -> Descriptor {
        let path = directory + "/spill.\(getpid())"
        let descriptor = try Descriptor(path, O_RDWR | O_CREAT | O_TRUNC, mode: 0o600)
        unlink(path)
        return descriptor
    }
}
