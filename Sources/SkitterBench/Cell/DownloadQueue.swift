/// The numbers of the downloads that nobody has taken yet.
package struct DownloadQueue: Sendable {
    private var next = 0
    private let count: Int

    /// The numbers from 0 up to `count`.
    package init(count: Int) {
        self.count = count
    }

    /// The next number, or nil when all are taken.
    package mutating func take() -> Int? {
        guard self.next < self.count else { return nil }
        defer { self.next += 1 }
        return self.next
    }
}
