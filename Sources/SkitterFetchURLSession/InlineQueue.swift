internal import Foundation

/// A delegate queue that runs each callback at once, on URLSession's own serial queue.
///
/// A callback then ends before the next bytes are read, so that a body limit holds to the byte whatever the server
/// sends; through an ordinary queue, callbacks (each with its bytes) pile up without bound. It also saves a change of
/// thread a callback.
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
