import SkitterCore
import Testing

struct RecordedPagesTests {
    private enum Event {
        case visit(UInt64, depth: Int)
        case change(DepthChange)
    }

    /// Pages by depth, and how many changes there were, as the actions have it.
    private static func counted(_ events: [Event]) -> (depths: [Int: Int], changes: Int, repeated: Int) {
        var pages = RecordedPages()
        var depths: [Int: Int] = [:]
        var changes = 0
        var repeated = 0
        for event in events {
            switch event {
            case .visit(let id, let depth):
                switch pages.visited(id, depth: depth) {
                case .isFirst(let least): depths[least, default: 0] += 1
                case .isRepeated: repeated += 1
                }
            case .change(let change):
                let action = pages.depthChanged(change)
                if action.isNew { changes += 1 }
                if let move = action.move {
                    depths[move.from, default: 0] -= 1
                    depths[move.to, default: 0] += 1
                }
            }
        }
        return (depths.filter { $0.value != 0 }, changes, repeated)
    }

    @Test(arguments: UInt64(1)...20)
    func theLeastDepthWinsInWhateverOrderAndHoweverOftenItIsTold(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var events: [Event] = []
        var expected: [Int: Int] = [:]
        var changes = 0
        for id in UInt64(1)...200 {
            let fetched = Int.random(in: 0...700, using: &generator)
            events.append(.visit(id, depth: fetched))
            var depth = fetched
            while depth > 0, Int.random(in: 0..<3, using: &generator) == 0 {
                let next = Int.random(in: 0..<depth, using: &generator)
                for _ in 0...Int.random(in: 0...2, using: &generator) {
                    events.append(.change(DepthChange(id: id, from: depth, depth: next)))
                }
                depth = next
                changes += 1
            }
            expected[depth, default: 0] += 1
        }
        // Of a page that nobody recorded.
        events.append(.change(DepthChange(id: 999, from: 3, depth: 2)))
        changes += 1
        events.shuffle(using: &generator)
        let counted = Self.counted(events)
        #expect(counted.depths == expected)
        #expect(counted.changes == changes)
        #expect(counted.repeated == 0)
    }

    @Test func aPageThatHasARecordIsNotCountedAgain() {
        let counted = Self.counted([.visit(1, depth: 2), .visit(2, depth: 2), .visit(1, depth: 5)])
        #expect(counted.depths == [2: 2] && counted.repeated == 1)
    }

    @Test func aDepthIsToldOfAPageThatIsNotRemembered() {
        var pages = RecordedPages()
        _ = pages.depthChanged(DepthChange(id: 7, from: 4, depth: 2))
        _ = pages.depthChanged(DepthChange(id: 7, from: 4, depth: 3))
        #expect(pages.leastDepth(of: 7, fetchedAt: 4) == 2 && pages.leastDepth(of: 8, fetchedAt: 4) == 4)
        #expect(pages.visited(7, depth: 4) == .isFirst(leastDepth: 2))
    }
}
