import SkitterCore
import SkitterTesting
import Testing

@Suite struct SeenSetTests {
    @Test func itRemembersWhatADictionaryRemembers() {
        var generator = SplitMix64(seed: 7)
        var set = SeenSet()
        var model: [UInt64: SeenSet.Entry] = [:]
        for _ in 0..<50_000 {
            let key = UInt64.random(in: 1...20_000, using: &generator) &* 0x9E37_79B9_7F4A_7C15
            #expect(set[key] == model[key])
            let entry = SeenSet.Entry(state: .pending, depth: Int.random(in: 0...70_000, using: &generator))
            set.set(entry, for: key)
            model[key] = entry
        }
        #expect(set.count == model.count)
        for (key, entry) in model { #expect(set[key] == entry) }
    }

    @Test func stateAndDepthDoNotDisturbEachOther() {
        var entry = SeenSet.Entry(state: .pending, depth: 3)
        entry.state = .fetched
        #expect(entry.depth == 3)
        entry.depth = 1_000_000
        #expect(entry.state == .fetched)
        #expect(entry.depth == 65_535)
    }

    @Test func theFingerprintZeroIsAFingerprintToo() {
        var set = SeenSet()
        #expect(set[0] == nil)
        set.set(SeenSet.Entry(state: .leased, depth: 1), for: 0)
        #expect(set[0] == SeenSet.Entry(state: .leased, depth: 1))
    }

    @Test(arguments: [0, 20_000, 200_000])
    func itRemembersTheSameWhereMemoryIsShort(budget: Int) {
        var generator = SplitMix64(seed: 9)
        let store = MemorySpillStore()
        var set = SeenSet(spillingTo: store, budget: budget)
        var model: [UInt64: SeenSet.Entry] = [:]
        for _ in 0..<(budget == 0 ? 600 : 60_000) {
            let key = UInt64.random(in: 1...40_000, using: &generator) &* 0x9E37_79B9_7F4A_7C15
            #expect(set[key] == model[key])
            let entry = SeenSet.Entry(
                state: .fetched, depth: Int.random(in: 0...600, using: &generator),
                hops: Int.random(in: 0...20, using: &generator))
            set.set(entry, for: key)
            model[key] = entry
        }
        #expect(store.failure == nil)
        #expect(set.spilledCount > 0)
        #expect(set.count == model.count)
        for (key, entry) in model { #expect(set[key] == entry) }
    }

    @Test func aURLTakesTwelveBytesWhateverTheirNumber() {
        var generator = SplitMix64(seed: 3)
        var set = SeenSet()
        var worst = 0.0
        for count in 1...1_000_000 {
            set.set(SeenSet.Entry(state: .pending, depth: 3), for: generator.next())
            // The copy of one of 64 segments while it grows comes on top.
            if count > 300_000, count % 1000 == 0 {
                worst = max(worst, Double(set.bytes) * (1 + 1 / 64) / Double(count))
            }
        }
        #expect(worst < 12)
    }

    @Test func aFullDiskLosesNothing() {
        var generator = SplitMix64(seed: 4)
        let store = MemorySpillStore()
        store.fail(afterWrites: 2)
        var set = SeenSet(spillingTo: store, budget: 100_000)
        let keys = (0..<100_000).map { _ in generator.next() }
        for key in keys { set.set(SeenSet.Entry(state: .pending, depth: 1), for: key) }
        #expect(store.failure?.isFull == true)
        #expect(keys.allSatisfy { set[$0] == SeenSet.Entry(state: .pending, depth: 1) })
    }

    @Test func keysThatLieSideBySideAreKeptToo() {
        var set = SeenSet()
        let keys = (0..<5000).map { UInt64.max - UInt64($0) } + (0..<5000).map { UInt64($0) * 2 }
        for (index, key) in keys.enumerated() { set.set(SeenSet.Entry(state: .pending, depth: index % 500), for: key) }
        #expect(set.count == keys.count)
        for (index, key) in keys.enumerated() { #expect(set[key]?.depth == index % 500) }
    }
}
