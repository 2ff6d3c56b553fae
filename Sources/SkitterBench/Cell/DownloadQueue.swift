/// The numbers of the downloads that nobody has taken yet.
package struct DownloadQueue: Sendable {
    private var next = 0
    private let count: Int

    /// The numbers from 0 up to `count`.
    package init(count: Int) {
        self.count = count
    }

    /// How many nobody has taken.
    package var left: Int { self.count - self.next }

    /// The next number, or nil when all are taken.
    package mutating func take() -> Int? {
        self.take(upTo: 1).first
    }

    /// The next numbers, `most` of them or as many as there are.
    package mutating func take(upTo most: Int) -> Range<Int> {
        let first = self.next
        self.next += min(self.left, max(0, most))
        return first..<self.next
    }
}
