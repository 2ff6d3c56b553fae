internal import DequeModule

/// Shallowest level first, first come first served within a level.
struct LevelQueue<Element: Sendable>: Sendable {
    /// Levels beyond this share one line: a link so deep is a trap rather than a page.
    private static var deepest: Int { 4096 }

    private var levels: [Deque<Element>] = []
    /// No line before this one holds anything.
    private var shallowest = 0
    private(set) var count = 0

    var isEmpty: Bool { self.count == 0 }

    mutating func append(_ element: Element, level: Int) {
        self.levels[self.open(level)].append(element)
    }

    mutating func prepend(_ element: Element, level: Int) {
        self.levels[self.open(level)].prepend(element)
    }

    mutating func popFirst() -> Element? {
        while self.shallowest < self.levels.count {
            if let element = self.levels[self.shallowest].popFirst() {
                self.count -= 1
                return element
            }
            self.shallowest += 1
        }
        return nil
    }

    private mutating func open(_ level: Int) -> Int {
        let level = min(max(level, 0), Self.deepest)
        while self.levels.count <= level { self.levels.append(Deque()) }
        self.shallowest = min(self.shallowest, level)
        self.count += 1
        return level
    }
}
