package import SkitterCore

/// Which waits are over, and when to look again: a heap by instant with O(log n) `add` and O(1) `remove`.
///
/// Removed entries stay in the heap until their time comes, 16 bytes each, and are forgotten together when none is
/// left.
package struct DeadlineQueue<Waiter> {
    private struct Entry {
        var instant: CrawlInstant
        var id: Int
    }

    private var heap: [Entry] = []
    private var waiters: [Int: Waiter] = [:]
    private var nextID = 0

    /// Nobody waits.
    package init() {}

    /// Adds a wait until `instant`; `isNext` when it ends before all in the heap.
    package mutating func add(_ waiter: Waiter, until instant: CrawlInstant) -> (id: Int, isNext: Bool) {
        let id = self.nextID
        self.nextID &+= 1
        self.waiters[id] = waiter
        let isNext = self.heap.first.map { instant < $0.instant } ?? true
        self.heap.append(Entry(instant: instant, id: id))
        self.siftUp(from: self.heap.count - 1)
        return (id, isNext)
    }

    /// Forgets the wait `id`; no effect when it is over.
    package mutating func remove(_ id: Int) {
        self.waiters[id] = nil
    }

    /// The waits that are over at `now`, and the instant to ask again at, nil when nobody waits.
    package mutating func passed(at now: CrawlInstant) -> (waiters: [Waiter], next: CrawlInstant?) {
        var passed: [Waiter] = []
        while let first = self.heap.first {
            if let waiter = self.waiters[first.id] {
                if first.instant > now { return (passed, first.instant) }
                self.waiters[first.id] = nil
                passed.append(waiter)
            }
            self.removeFirst()
        }
        return (passed, nil)
    }

    private mutating func removeFirst() {
        self.heap.swapAt(0, self.heap.count - 1)
        self.heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < self.heap.count {
                if self.heap[child].instant < self.heap[least].instant { least = child }
            }
            if least == parent { return }
            self.heap.swapAt(parent, least)
            parent = least
        }
    }

    private mutating func siftUp(from index: Int) {
        var child = index
        while child > 0 {
            let parent = (child - 1) / 2
            if self.heap[parent].instant <= self.heap[child].instant { return }
            self.heap.swapAt(parent, child)
            child = parent
        }
    }
}
