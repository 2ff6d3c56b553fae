import SkitterCore
import SkitterFetchURLSession
import Testing

@Suite struct DeadlineQueueTests {
    @Test func waitsEndInTheOrderOfTheirInstants() {
        var queue = DeadlineQueue<String>()
        #expect(queue.add("late", until: Self.second(9)).isNext)
        #expect(queue.add("early", until: Self.second(3)).isNext)
        #expect(!queue.add("middle", until: Self.second(5)).isNext)
        let none = queue.passed(at: Self.second(2))
        #expect(none.waiters.isEmpty && none.next == Self.second(3))
        let some = queue.passed(at: Self.second(5))
        #expect(some.waiters == ["early", "middle"] && some.next == Self.second(9))
    }

    @Test func aWaitThatIsRemovedIsNotReported() {
        var queue = DeadlineQueue<String>()
        let (first, _) = queue.add("first", until: Self.second(1))
        _ = queue.add("second", until: Self.second(2))
        queue.remove(first)
        queue.remove(first)
        let passed = queue.passed(at: Self.second(5))
        #expect(passed.waiters == ["second"] && passed.next == nil)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func itAgreesWithAListThatIsSearched(_ seed: UInt64) {
        var random = SmallRandom(state: seed)
        var queue = DeadlineQueue<Int>()
        var model: [(id: Int, instant: CrawlInstant, waiter: Int)] = []
        var now = CrawlInstant.start
        for step in 0..<2_000 {
            switch random.next() % 4 {
            case 0, 1:
                let instant = now.advanced(by: .milliseconds(Int(random.next() % 500)))
                let (id, isNext) = queue.add(step, until: instant)
                // The converse does not hold: a removed wait may still stand before it.
                if isNext { #expect(!model.contains { $0.instant <= instant }) }
                model.append((id, instant, step))
            case 2 where !model.isEmpty:
                queue.remove(model.remove(at: Int(random.next() % UInt64(model.count))).id)
            default:
                now = now.advanced(by: .milliseconds(Int(random.next() % 100)))
                let passed = queue.passed(at: now)
                let due = model.filter { $0.instant <= now }
                model.removeAll { $0.instant <= now }
                #expect(Set(passed.waiters) == Set(due.map(\.waiter)))
                #expect(passed.next == model.map(\.instant).min())
            }
        }
    }

    private static func second(_ number: Int) -> CrawlInstant {
        CrawlInstant(sinceStart: .seconds(number))
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SmallRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
