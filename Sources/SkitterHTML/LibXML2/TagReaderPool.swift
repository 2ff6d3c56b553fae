import SkitterLock

/// Idle readers, so that a page costs no parser context. One reader is used by one page at a time.
final class TagReaderPool: Sendable {
    /// A reader that nobody uses. It may go to another thread, since its context is bound to none and the pool hands it
    /// to one borrower at a time.
    private struct Idle: @unchecked Sendable {
        let reader: TagReader
    }

    private let idle = Locked<[Idle]>([])
    /// More would only hold memory: a reader is in use for less than a millisecond.
    private static let maximumIdle = 16

    /// Lends a reader for the length of a call.
    func lend<R>(_ body: (TagReader) -> R) -> R {
        let reader = self.idle.withLock { $0.popLast() }?.reader ?? TagReader()
        defer {
            if reader.isReusable {
                let idle = Idle(reader: reader)
                self.idle.withLock { if $0.count < Self.maximumIdle { $0.append(idle) } }
            }
        }
        return body(reader)
    }
}
