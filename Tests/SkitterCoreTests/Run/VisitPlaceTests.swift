import SkitterCore
import Testing

@Suite struct VisitPlaceTests {
    private static func second(_ number: Int) -> CrawlInstant { CrawlInstant(sinceStart: .seconds(number)) }

    private static func place() -> VisitPlace { VisitPlace { .start } }

    @Test func eachStageLastsUntilTheNext() {
        let place = Self.place()
        place.taken(by: 7, at: Self.second(1))
        place.enter(.network, at: Self.second(2))
        place.enter(.server, at: Self.second(4))
        var meter = LimitMeter()
        let reading = place.read(at: Self.second(10), into: &meter)
        #expect(reading.lease == 7)
        #expect(reading.stage?.limiter == .server)
        #expect(reading.stage?.since == Self.second(4))
        #expect(meter.time(of: .processor) == .seconds(1))
        #expect(meter.time(of: .network) == .seconds(2))
        #expect(meter.time(of: .server) == .seconds(6))
        #expect(meter.total == .seconds(9))
    }

    @Test func aFreePlaceWaitsForNothingAndKeepsWhatItWaited() {
        let place = Self.place()
        place.taken(by: 1, at: .start)
        place.left(at: Self.second(3))
        var meter = LimitMeter()
        #expect(place.read(at: Self.second(60), into: &meter).stage == nil)
        #expect(meter.total == .seconds(3))
        place.taken(by: 2, at: Self.second(61))
        #expect(place.read(at: Self.second(62), into: &meter).lease == 2)
        #expect(meter.total == .seconds(7))
    }

    @Test func everythingThatHappensIsAMove() {
        let place = Self.place()
        var meter = LimitMeter()
        var seen: Set<UInt64> = [place.read(at: .start, into: &meter).moves]
        for change in [
            { place.taken(by: 1, at: .start) }, { place.enter(.network) }, { place.moved() },
            { place.left(at: .start) },
        ] {
            change()
            seen.insert(place.read(at: .start, into: &meter).moves)
        }
        #expect(seen.count == 5)
        #expect(place.read(at: .start, into: &meter).moves == place.read(at: Self.second(9), into: &meter).moves)
    }

    @Test func instantsThatGoBackCountNothing() {
        let place = Self.place()
        place.taken(by: 1, at: Self.second(9))
        place.enter(.server, at: Self.second(8))
        place.left(at: Self.second(8))
        var meter = LimitMeter()
        _ = place.read(at: Self.second(1), into: &meter)
        #expect(meter.isEmpty)
    }

    /// Whoever reads while a visit goes on sees no more time than has passed, and never less than before.
    @Test func aReaderBesideAWriterSeesATimeThatIsPossible() async {
        let place = Self.place()
        let rounds = 20_000
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                place.taken(by: 1, at: .start)
                for round in 1...rounds {
                    place.enter(round % 2 == 0 ? .network : .server, at: CrawlInstant(nanoseconds: Int64(round)))
                }
            }
            group.addTask {
                let end = CrawlInstant(nanoseconds: Int64(rounds))
                for _ in 0..<1_000 {
                    var meter = LimitMeter()
                    _ = place.read(at: end, into: &meter)
                    #expect(meter.total <= .nanoseconds(2 * rounds))
                }
            }
        }
        var meter = LimitMeter()
        _ = place.read(at: CrawlInstant(nanoseconds: Int64(rounds)), into: &meter)
        #expect(meter.total == .nanoseconds(rounds))
    }
}
