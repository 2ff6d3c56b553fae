package import SkitterCore
internal import SkitterLock

/// A store in memory, which fails when it is told to.
package final class MemorySpillStore: SpillStore {
    private struct State {
        var bytes: [UInt8] = []
        var space = SpillSpace()
        var failure: SpillFailure?
        var writesLeft = Int.max
        var writtenBytes = 0
    }

    private let state = Locked(State())

    package init() {}

    package var failure: SpillFailure? { self.state.withLock { $0.failure } }

    /// The bytes of all writes so far.
    package var writtenBytes: Int { self.state.withLock { $0.writtenBytes } }

    /// After `count` more writes the next one fails, as on a disk that is full.
    package func fail(afterWrites count: Int) { self.state.withLock { $0.writesLeft = count } }

    package func take(_ count: Int) -> Int { self.state.withLock { $0.space.take(count) } }

    package func give(_ offset: Int, _ count: Int) { self.state.withLock { $0.space.give(offset, count) } }

    package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        self.state.withLock { state in
            guard state.writesLeft > 0 else {
                state.failure = state.failure ?? MemorySpillStore.failure("full", isFull: true)
                return false
            }
            state.writesLeft -= 1
            state.writtenBytes += bytes.count
            let end = offset + bytes.count
            if state.bytes.count < end { state.bytes += [UInt8](repeating: 0xA5, count: end - state.bytes.count) }
            state.bytes.withUnsafeMutableBytes {
                UnsafeMutableRawBufferPointer(rebasing: $0[offset..<end]).copyMemory(from: bytes)
            }
            return true
        }
    }

    package func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
        self.state.withLock { state in
            guard offset + bytes.count <= state.bytes.count else {
                state.failure = state.failure ?? MemorySpillStore.failure("never written", isFull: false)
                return false
            }
            state.bytes.withUnsafeBytes {
                bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + bytes.count)]))
            }
            return true
        }
    }

    package func isDamaged() {
        self.state.withLock { $0.failure = $0.failure ?? MemorySpillStore.failure("damaged", isFull: false) }
    }

    private static func failure(_ reason: String, isFull: Bool) -> SpillFailure {
        SpillFailure(path: "memory", reason: reason, isFull: isFull)
    }
}
