#if SKITTER_TSAN
    internal import CRaceMarks

    /// A byte whose address tells ThreadSanitizer in which order threads went through a lock.
    package final class RaceMark: Sendable {
        private let address: UInt

        package init() {
            self.address = UInt(bitPattern: UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
        }

        deinit {
            UnsafeMutablePointer<UInt8>(bitPattern: self.address)?.deallocate()
        }

        /// What was done before the last ``release()`` is done.
        package func acquire() {
            skitter_race_acquire(UnsafeMutableRawPointer(bitPattern: self.address))
        }

        /// Whoever acquires next sees what was done so far.
        package func release() {
            skitter_race_release(UnsafeMutableRawPointer(bitPattern: self.address))
        }
    }
#endif
