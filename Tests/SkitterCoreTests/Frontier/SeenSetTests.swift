import SkitterCore
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
}
