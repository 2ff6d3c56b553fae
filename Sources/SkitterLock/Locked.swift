package import Synchronization

/// A value that one thread at a time can reach: `Mutex`, as ThreadSanitizer can see it.
///
/// The lock of `Mutex` lies in Swift's library, which the sanitizer does not watch, so it takes what the lock orders for
/// races. In builds for it (`make sanitize`) each section is marked as ordered behind the one before; in all others this
/// is `Mutex` and nothing more.
@frozen package struct Locked<Value: ~Copyable>: ~Copyable, Sendable {
    @usableFromInline let mutex: Mutex<Value>

    #if SKITTER_TSAN
        /// The byte by which the sanitizer knows this lock. It must not move, and the value does.
        @usableFromInline let mark: RaceMark
    #endif

    /// Holds `value`.
    @inlinable package init(_ value: consuming sending Value) {
        self.mutex = Mutex(value)
        #if SKITTER_TSAN
            self.mark = RaceMark()
        #endif
    }

    /// Runs `body` with the value while no other thread reaches it. `body` must be short and must not lock again.
    @inlinable package borrowing func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        #if SKITTER_TSAN
            return try self.mutex.withLock { value throws(Failure) -> sending Result in
                self.mark.acquire()
                defer { self.mark.release() }
                return try body(&value)
            }
        #else
            return try self.mutex.withLock(body)
        #endif
    }
}
