import SkitterCore
import SkitterTesting
import Testing

@Suite struct TrapJudgeTests {
    /// Pages in their canonical order, judged with a list and a loop.
    private struct NaivePattern {
        let policy: TrapPolicy
        var pages: [PageSignature?] = []

        /// How many pages decide, when the pattern is parked.
        var parkedAfter: Int? {
            var remembered: [PageSignature] = []
            var run = 0
            for (index, page) in self.pages.enumerated() {
                guard let page else { continue }
                if remembered.suffix(self.policy.rememberedDigests).contains(page) {
                    run += 1
                    if run == self.policy.repeatsToPark { return index + 1 }
                } else {
                    run = 0
                    remembered.append(page)
                }
            }
            return nil
        }
    }

    @Test(arguments: 0..<40)
    func pagesThatComeBackInAnyOrderAreJudgedInTurn(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        var policy = TrapPolicy()
        policy.repeatsToPark = Int.random(in: 1...12, using: &dice)
        policy.lookahead = Int.random(in: 1...9, using: &dice)
        policy.judgedPerLookahead = Int.random(in: 1...9, using: &dice)
        policy.greatestLookahead = Int.random(in: 1...40, using: &dice)
        policy.rememberedDigests = Int.random(in: 1...6, using: &dice)
        let pattern = try #require(TrapPattern(of: CrawlURL("http://h/item/1")))
        let variety = UInt64.random(in: 1...12, using: &dice)
        var judge = TrapJudge(TrapJudge.Rules(policy))
        var model = NaivePattern(policy: policy)
        var fetched = 0
        while fetched < 300, !judge.isParked(pattern.id) {
            let members = (0..<Int.random(in: 1...40, using: &dice)).map { _ in
                TrapJudge.Member(pattern: pattern, order: dice.next())
            }
            let places = judge.generationSealed(members).compactMap(\.self)
                .sorted { $0.sequence < $1.sequence }
            #expect(places.count == members.count)
            #expect(places.map(\.sequence) == Array(fetched..<(fetched + places.count)))
            let pages: [PageSignature?] = places.map { _ in
                dice.next() % 8 == 0 ? nil : PageSignature(body: dice.next() % variety, links: 0)
            }
            model.pages += pages
            // What is granted comes back in any order.
            var waiting = Array(zip(places, pages))
            var inFlight: [(TrapJudge.Place, PageSignature?)] = []
            var greatest = -1
            while true {
                let limit = judge.limit(of: pattern.id)
                while let next = waiting.first, next.0.sequence < limit {
                    inFlight.append(waiting.removeFirst())
                    greatest = next.0.sequence
                }
                if inFlight.isEmpty { break }
                let (place, page) = inFlight.remove(at: Int(dice.next() % UInt64(inFlight.count)))
                _ = judge.visited(place, page)
            }
            if let parked = model.parkedAfter {
                #expect(judge.isParked(pattern.id))
                let earned = min(policy.greatestLookahead, parked / policy.judgedPerLookahead)
                let granted = parked + max(policy.lookahead, earned)
                #expect(greatest == min(granted, fetched + places.count) - 1)
            } else {
                #expect(!judge.isParked(pattern.id))
                #expect(waiting.isEmpty)
            }
            fetched += places.count
        }
    }

    @Test func aHostIsFollowedInBoundedMemory() throws {
        var policy = TrapPolicy()
        policy.patternsPerHost = 8
        var judge = TrapJudge(TrapJudge.Rules(policy))
        let words = (0..<40).map {
            "w" + String(UnicodeScalar(UInt8(97 + $0 % 26))) + String(repeating: "x", count: $0)
        }
        let members = try words.map { word in
            TrapJudge.Member(pattern: try #require(TrapPattern(of: CrawlURL("http://h/\(word)/1"))), order: 1)
        }
        #expect(judge.generationSealed(members).count { $0 != nil } == 8)
        // Those with the most pages stay.
        let big = try #require(TrapPattern(of: CrawlURL("http://h/big/1")))
        let many = members + (0..<3).map { TrapJudge.Member(pattern: big, order: UInt64($0)) }
        let places = judge.generationSealed(many)
        #expect(places.count { $0?.pattern == big.id } == 3)
    }

    @Test func aPathWithTooManySetsOfParametersIsJudgedAsOne() throws {
        var policy = TrapPolicy()
        policy.parameterSetsPerPath = 3
        var judge = TrapJudge(TrapJudge.Rules(policy))
        let urls = try ["a", "b", "c", "d"].map { try CrawlURL("http://h/find?\($0)=1") }
        let members = try urls.map { TrapJudge.Member(pattern: try #require(judge.pattern(of: $0)), order: 1) }
        _ = judge.generationSealed(Array(members.prefix(3)))
        #expect(judge.pattern(of: urls[0])?.kind == .plain)
        _ = judge.generationSealed(members)
        #expect(judge.pattern(of: urls[0])?.kind == .facets)
        #expect(judge.pattern(of: urls[0])?.id == TrapPattern.id(ofText: "http://h/find?*"))
        #expect(judge.pattern(of: try CrawlURL("http://h/other?a=1"))?.kind == .plain)
    }
}
