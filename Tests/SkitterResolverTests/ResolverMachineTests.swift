import SkitterCore
import SkitterResolver
import Testing

@Suite struct ResolverMachineTests {
    private static let answer = Result<[IPAddress], FetchError>.success([IPAddress(v4: 1)])

    @Test func aNameThatNobodyWaitsForIsNotLookedUp() {
        var machine = ResolverMachine<String>(threads: 1, cache: ResolverCache())
        guard case .waitAndWake(let thread) = machine.ask("a", waiter: "first", id: 1, at: .start) else {
            Issue.record("no thread was woken")
            return
        }
        guard case .wait = machine.ask("b", waiter: "second", id: 2, at: .start) else {
            Issue.record("a second thread was woken")
            return
        }
        #expect(machine.abandon("b", id: 2) == "second")
        #expect(machine.abandon("b", id: 2) == nil)
        #expect(machine.next(for: thread) == "a")
        #expect(machine.resolved("a", Self.answer, at: .start) == ["first"])
        #expect(machine.next(for: thread) == nil)
    }

    @Test func whoAsksWhileALookUpIsUnderWayHearsItsAnswer() {
        var machine = ResolverMachine<String>(threads: 2, cache: ResolverCache())
        _ = machine.ask("a", waiter: "first", id: 1, at: .start)
        #expect(machine.next(for: 0) == "a")
        #expect(machine.abandon("a", id: 1) == "first")
        guard case .wait = machine.ask("a", waiter: "second", id: 2, at: .start) else {
            Issue.record("the same name was to be looked up twice")
            return
        }
        #expect(machine.resolved("a", Self.answer, at: .start) == ["second"])
        guard case .answer(Self.answer) = machine.ask("a", waiter: "third", id: 3, at: .start) else {
            Issue.record("the answer was forgotten")
            return
        }
    }

    /// Random asks, abandons and look-ups: each waiter is answered or given back once, no name is looked up twice at a
    /// time, and nobody waits while a thread rests.
    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func nobodyIsForgotten(_ seed: UInt64) {
        var random = SmallRandom(state: seed)
        var policy = ResolverCache.Policy()
        policy.positive = .milliseconds(20)
        var machine = ResolverMachine<Int>(threads: 3, cache: ResolverCache(policy))
        var waiting: [Int: String] = [:]
        var threads: [Int: String] = [:]
        var now = CrawlInstant.start
        for id in 0..<3_000 {
            now = now.advanced(by: .milliseconds(1))
            let name = "host\(random.next() % 12)"
            switch random.next() % 3 {
            case 0:
                switch machine.ask(name, waiter: id, id: id, at: now) {
                case .answer: break
                case .wait: waiting[id] = name
                case .waitAndWake(let thread):
                    waiting[id] = name
                    #expect(threads[thread] == nil)
                    threads[thread] = machine.next(for: thread)
                }
            case 1:
                guard let (id, name) = waiting.min(by: { $0.key < $1.key }) else { continue }
                #expect(machine.abandon(name, id: id) == id)
                waiting[id] = nil
            default:
                guard let (thread, name) = threads.min(by: { $0.key < $1.key }) else { continue }
                for waiter in machine.resolved(name, Self.answer, at: now) {
                    #expect(waiting.removeValue(forKey: waiter) == name)
                }
                #expect(!waiting.values.contains(name))
                threads[thread] = machine.next(for: thread)
            }
            #expect(Set(threads.values).count == threads.count)
            if threads.count < 3 { #expect(Set(waiting.values).isSubset(of: threads.values)) }
        }
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
private struct SmallRandom {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var word = self.state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
