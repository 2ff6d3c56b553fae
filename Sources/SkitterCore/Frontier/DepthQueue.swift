internal import DequeModule

/// A host's queue: shallowest first, first come first served within a depth.
package struct DepthQueue: Sendable {
    /// One line of waiting URLs for each depth; depths beyond the last line share it.
    private var levels: [Deque<QueuedURL>] = []
    /// No line before this one holds anything.
    private var shallowest = 0
    /// A link deeper than this is a trap rather than a page; such URLs wait together.
    private static let deepestLevel = 4096

    /// Entries in the queue, superseded ones included.
    package private(set) var count = 0

    package init() {}

    package var isEmpty: Bool { self.count == 0 }

    package mutating func append(_ entry: QueuedURL) {
        self.levels[self.openLevel(for: entry)].append(entry)
    }

    /// Puts `entry` before all others of its depth: it was handed out and came back unvisited.
    package mutating func prepend(_ entry: QueuedURL) {
        self.levels[self.openLevel(for: entry)].prepend(entry)
    }

    package mutating func popFirst() -> QueuedURL? {
        while self.shallowest < self.levels.count {
            if let entry = self.levels[self.shallowest].popFirst() {
                self.count -= 1
                return entry
            }
            self.shallowest += 1
        }
        return nil
    }

    private mutating func openLevel(for entry: QueuedURL) -> Int {
        let level = min(entry.depth, DepthQueue.deepestLevel)
        while self.levels.count <= level { self.levels.append(Deque()) }
        self.shallowest = min(self.shallowest, level)
        self.count += 1
        return level
    }
}
