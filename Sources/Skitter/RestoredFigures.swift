/// What a resumed crawl found.
public struct RestoredFigures: Sendable, Hashable, CustomStringConvertible {
    /// URLs that are settled.
    public let done: Int
    /// URLs that wait, those put back included.
    public let queued: Int
    /// URLs that were being fetched when the run before ended; they are fetched again.
    public let putBack: Int

    /// As in `resumed: 12 done, 30 queued, 4 in flight put back`.
    public var description: String {
        "resumed: \(self.done) done, \(self.queued) queued, \(self.putBack) in flight put back"
    }
}
