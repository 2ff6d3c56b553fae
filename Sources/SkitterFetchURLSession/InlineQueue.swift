internal import Foundation

/// A delegate queue that runs each callback at once, on URLSession's own serial queue.
///
/// A callback then ends before the next bytes are read: nothing piles up behind a body limit, where an ordinary queue
/// holds each chunk until its thread comes to it (two decompression bombs at a time: a peak of 115 MB in place of
/// 115-200 MB; what remains is URLSession's own). It also saves a change of thread a callback.
///
/// `@unchecked Sendable` only restates what `OperationQueue` is; nothing is added to it.
final class InlineQueue: OperationQueue, @unchecked Sendable {
    override func addOperation(_ block: @escaping @Sendable () -> Void) {
        block()
    }

    /// A queue of this kind on Linux; elsewhere URLSession needs a real one, and gets a serial one.
    static func make() -> OperationQueue {
        #if canImport(FoundationNetworking)
            let queue = InlineQueue()
        #else
            let queue = OperationQueue()
        #endif
        queue.maxConcurrentOperationCount = 1
        return queue
    }
}
