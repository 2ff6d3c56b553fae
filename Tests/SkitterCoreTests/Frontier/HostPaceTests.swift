import SkitterCore
import SkitterTesting
import Testing

@Suite struct HostPaceTests {
    private func answer(_ pace: inout HostPace, times: Int, ceiling: Int) {
        for _ in 0..<times { pace.answered(startedIn: pace.started(), ceiling: ceiling) }
    }

    @Test func aHostWithoutStrainHasItsCeiling() {
        var pace = HostPace()
        self.answer(&pace, times: 100, ceiling: 8)
        #expect(pace.limit(ceiling: 8) == 8)
        #expect(pace.limit(ceiling: 64) == 64)
    }

    @Test(arguments: HostPace.Strain.allCases)
    func strainHalvesTheLimitDownToOne(cause: HostPace.Strain) {
        var pace = HostPace()
        for expected in [4, 2, 1] {
            #expect(pace.strained(cause, startedIn: pace.started(), ceiling: 9) == .fell(to: expected))
            #expect(pace.limit(ceiling: 9) == expected)
        }
        #expect(pace.strained(cause, startedIn: pace.started(), ceiling: 9) == .stays)
        #expect(pace.limit(ceiling: 9) == 1)
    }

    @Test func requestsOfOneTimeLowerTheLimitOnce() {
        var pace = HostPace()
        let era = pace.started()
        #expect(pace.strained(.tooManyRequests, startedIn: era, ceiling: 32) == .fell(to: 16))
        for _ in 0..<31 { #expect(pace.strained(.tooManyRequests, startedIn: era, ceiling: 32) == .stays) }
        #expect(pace.limit(ceiling: 32) == 16)
    }

    @Test func theLimitRisesByOneAfterEnoughGoodAnswersInARow() {
        var pace = HostPace()
        _ = pace.strained(.timeout, startedIn: pace.started(), ceiling: 8)
        self.answer(&pace, times: HostPace.goodAnswersPerStep - 1, ceiling: 8)
        #expect(pace.limit(ceiling: 8) == 4)
        self.answer(&pace, times: 1, ceiling: 8)
        #expect(pace.limit(ceiling: 8) == 5)
        self.answer(&pace, times: 3 * HostPace.goodAnswersPerStep, ceiling: 8)
        #expect(pace.limit(ceiling: 8) == 8)
        // Recovered: a wider ceiling is not held back by what was.
        #expect(pace.limit(ceiling: 20) == 20)
    }

    @Test func answersToRequestsFromBeforeTheFallDoNotRaiseTheLimit() {
        var pace = HostPace()
        let era = pace.started()
        _ = pace.strained(.unavailable, startedIn: era, ceiling: 8)
        for _ in 0..<1000 { pace.answered(startedIn: era, ceiling: 8) }
        #expect(pace.limit(ceiling: 8) == 4)
    }

    @Test func onlyTheirStatusesShowStrain() {
        #expect((100..<600).filter { HostPace.Strain(status: $0) != nil } == [429, 503])
    }

    /// The same rules over the whole history, each time from its start.
    private struct NaivePace {
        enum Event { case good(falls: Int), strain(falls: Int) }
        var history: [(event: Event, ceiling: Int)] = []

        func replay() -> (borne: Int?, falls: Int) {
            var borne: Int?
            var falls = 0
            var goods = 0
            for (event, ceiling) in self.history {
                switch event {
                case .good(let since) where since == falls && borne != nil:
                    goods += 1
                    if goods == HostPace.goodAnswersPerStep {
                        goods = 0
                        borne = borne.map { $0 + 1 }
                        if let value = borne, value >= ceiling { borne = nil }
                    }
                case .strain(let since) where since == falls:
                    goods = 0
                    let limit = max(1, min(borne ?? ceiling, ceiling))
                    if limit > 1 {
                        borne = limit / 2
                        falls += 1
                    }
                default: break
                }
            }
            return (borne, falls)
        }
    }

    @Test(arguments: 0..<20)
    func randomHistoriesEndAsTheNaiveModelDoes(seed: Int) {
        var dice = SplitMix64(seed: UInt64(seed))
        var pace = HostPace()
        var model = NaivePace()
        var inFlight: [(era: HostPace.Era, falls: Int)] = []
        let strainOdds = UInt64.random(in: 2...120, using: &dice)
        for _ in 0..<600 {
            let ceiling = dice.next() % 16 == 0 ? Int.random(in: 1...40, using: &dice) : 16
            let replayed = model.replay()
            let limit = max(1, min(replayed.borne ?? ceiling, ceiling))
            #expect(pace.limit(ceiling: ceiling) == limit)
            while inFlight.count < limit { inFlight.append((pace.started(), replayed.falls)) }
            let ended = inFlight.remove(at: Int.random(in: inFlight.indices, using: &dice))
            if dice.next() % strainOdds == 0 {
                let action = pace.strained(.timeout, startedIn: ended.era, ceiling: ceiling)
                model.history.append((.strain(falls: ended.falls), ceiling))
                let after = model.replay()
                #expect(action == (after.falls > replayed.falls ? .fell(to: limit / 2) : .stays))
            } else {
                pace.answered(startedIn: ended.era, ceiling: ceiling)
                model.history.append((.good(falls: ended.falls), ceiling))
            }
        }
        #expect(Int(pace.falls) == model.replay().falls)
    }
}
