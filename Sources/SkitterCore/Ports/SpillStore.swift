/// Room outside memory for what a crawl has too much of: a scratch file that ends with its process.
///
/// Nothing durable lies there: a resumed crawl works all of it out from its journal. Calls may come from one thread at a
/// time. The first call that fails sets ``failure``; whoever owns the store then ends the crawl.
package protocol SpillStore: AnyObject, Sendable {
    /// The offset of room for `count` bytes, which nobody else has.
    func take(_ count: Int) -> Int
    /// The room for `count` bytes at `offset` is not needed any more.
    func give(_ offset: Int, _ count: Int)
    /// Writes `bytes` at `offset`; false where that failed, and nothing written there counts.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool
    /// Fills `bytes` from `offset`, where they were written; false where that failed.
    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool
    /// Why the first call that failed did.
    var failure: SpillFailure? { get }
    /// Notes that what was read back is not what was written.
    func isDamaged()
}

/// What was moved out of memory cannot be had, or no room is left for it.
public struct SpillFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The system's words.
    public let reason: String
    /// No room is left on the device, in the quota, or below the limit for a file.
    public let isFull: Bool

    /// `path` could not be read or written, for `reason`.
    public init(path: String, reason: String, isFull: Bool) {
        self.path = path
        self.reason = reason
        self.isFull = isFull
    }

    /// What happened, where.
    public var description: String { "\(self.path): \(self.reason)" }
}
