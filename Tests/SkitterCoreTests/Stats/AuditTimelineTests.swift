import SkitterCore
import Testing

struct AuditTimelineTests {
    /// A visit that began `start` ms after the first and lasted `length` ms.
    private static func visit(
        _ host: String, _ start: Int64, _ length: Int64, at address: String? = "203.0.113.9"
    ) -> VisitRecord {
        var record = VisitRecord(
            id: 0, url: "http://\(host)/\(start)", depthAtFetch: 0, parent: nil, via: "a",
            startedMicroseconds: 1_000_000_000 + start * 1_000, outcome: .fetched)
        record.status = 200
        record.totalMicroseconds = length * 1_000
        record.address = address
        return record
    }

    private static func checks(
        _ visits: [VisitRecord], _ policy: AuditPolicy = AuditPolicy(), _ more: (inout AuditTimeline) -> Void = { _ in }
    ) -> [Audit.Rule: Audit.Check] {
        var timeline = AuditTimeline()
        // The order of the record is that of the ends; the timeline needs none.
        for visit in visits.reversed() { timeline.visited(visit) }
        more(&timeline)
        return Dictionary(uniqueKeysWithValues: timeline.checks([policy]).map { ($0.rule, $0) })
    }

    /// 8.8.8.8 is public; addresses of documentation are not of the public Internet.
    private static let publicAddress = "8.8.8.8"

    @Test func aHostRestsFromTheEndOfAnAnswer() {
        let kept = Self.checks([
            Self.visit("a", 0, 100, at: Self.publicAddress), Self.visit("a", 1_100, 900, at: Self.publicAddress),
            Self.visit("a", 3_800, 100, at: Self.publicAddress),
        ])
        #expect(kept[.hostGap]?.judged == 2 && kept[.hostGap]?.violationCount == 0)
        // 900 ms ask for 1.8 s, not 1 s.
        let broken = Self.checks([
            Self.visit("a", 0, 100, at: Self.publicAddress), Self.visit("a", 1_100, 900, at: Self.publicAddress),
            Self.visit("a", 3_100, 100, at: Self.publicAddress),
        ])
        #expect(broken[.hostGap]?.violationCount == 1)
        #expect(broken[.hostGap]?.violations.first?.words == "asked again after 1.1s of 1.8s since the answer before")
        #expect(broken[.hostGap]?.worst == "a: 1.1s of 1.8s")
    }

    /// Visits of one crawler after another.
    private static func shared(_ visits: [(crawler: Int, visit: VisitRecord)], _ policies: [AuditPolicy])
        -> [Audit.Rule: Audit.Check]
    {
        var timeline = AuditTimeline()
        for (crawler, visit) in visits.sorted(by: { $0.crawler < $1.crawler }) { timeline.visited(visit, by: crawler) }
        return Dictionary(uniqueKeysWithValues: timeline.checks(policies).map { ($0.rule, $0) })
    }

    @Test func aHostRestsWhicheverCrawlerAsksNext() {
        let first = Self.visit("a", 0, 100, at: Self.publicAddress)
        let policies = [AuditPolicy(), AuditPolicy()]
        let broken = Self.shared([(1, first), (0, Self.visit("a", 700, 100, at: Self.publicAddress))], policies)
        #expect(
            broken[.hostGap]?.violations.map(\.words) == ["asked again after 600ms of 1.0s since the answer before"])
        #expect(broken[.hostParallelism]?.violationCount == 0)
        let kept = Self.shared([(1, first), (0, Self.visit("a", 1_100, 100, at: Self.publicAddress))], policies)
        #expect(kept[.hostGap]?.judged == 1 && kept[.hostGap]?.violationCount == 0)
        // Two crawlers have two clocks: what one may not do, they may seem to do.
        let near = Self.visit("a", 1_050, 100, at: Self.publicAddress)
        #expect(Self.shared([(1, first), (0, near)], policies)[.hostGap]?.violationCount == 0)
        #expect(Self.shared([(1, first), (1, near)], policies)[.hostGap]?.violationCount == 1)
        // At the same time.
        let both = Self.shared([(0, first), (1, Self.visit("a", 50, 10, at: Self.publicAddress))], policies)
        #expect(both[.hostGap]?.violationCount == 1 && both[.hostParallelism]?.violationCount == 1)
    }

    @Test func anAddressRestsWhicheverCrawlerAsksNext() {
        let visits = [
            (0, Self.visit("a", 0, 10, at: Self.publicAddress)), (1, Self.visit("b", 50, 10, at: Self.publicAddress)),
        ]
        var policies = [AuditPolicy(), AuditPolicy()]
        policies[0].perAddressDelay = .seconds(1)
        #expect(Self.shared(visits, policies)[.addressGap]?.violationCount == 1)
        policies.swapAt(0, 1)
        policies[0].perAddressDelay = .zero
        // Who asked first promised the gap.
        #expect(Self.shared(visits, policies)[.addressGap]?.judged == 0)
    }

    @Test func whoAskedFirstPromisedTheGapAndEachItsOwnParallelism() {
        var policies = [AuditPolicy(), AuditPolicy()]
        policies[0].delay = .seconds(5)
        policies[1].concurrency = 1
        policies[1].crawler = "two"
        let visits = [
            (0, Self.visit("a", 0, 100, at: Self.publicAddress)),
            (1, Self.visit("a", 1_500, 100, at: Self.publicAddress)),
            (0, Self.visit("a", 3_000, 100, at: Self.publicAddress)),
        ]
        let gaps = Self.shared(visits, policies)[.hostGap]
        #expect(gaps?.violations.map(\.words) == ["asked again after 1.4s of 5.0s since the answer before"])
        let busy = [
            (0, Self.visit("a", 0, 100)), (0, Self.visit("b", 1, 100)), (1, Self.visit("c", 2, 100)),
        ]
        #expect(Self.shared(busy, policies)[.parallelism]?.violationCount == 0)
        #expect(Self.shared(busy, policies)[.parallelism]?.worst == "2 in flight of 32")
        let busier = Self.shared(busy + [(1, Self.visit("d", 3, 100))], policies)[.parallelism]
        #expect(busier?.violations.map { "\($0.subject): \($0.words)" } == ["two: 2 requests in flight of 1"])
    }

    @Test func anExplicitDelayIsForAllHosts() {
        var policy = AuditPolicy()
        policy.delay = .milliseconds(500)
        policy.perHost = 1
        let visits = [Self.visit("a", 0, 100, at: "127.0.0.1"), Self.visit("a", 590, 1, at: "127.0.0.1")]
        #expect(Self.checks(visits, policy)[.hostGap]?.violationCount == 1)
        policy.delay = .milliseconds(490)
        #expect(Self.checks(visits, policy)[.hostGap]?.violationCount == 0)
    }

    @Test func aHostIsJudgedByWhatItAloneWasPromised() {
        var policy = AuditPolicy()
        policy.delay = .milliseconds(500)
        policy.perHost = 1
        policy.hosts["a", default: HostPolicy()].delay = .milliseconds(900)
        policy.hosts["b", default: HostPolicy()].perHost = 2
        let visits = ["a", "b"].flatMap {
            [Self.visit($0, 0, 100, at: "127.0.0.1"), Self.visit($0, 700, 1, at: "127.0.0.1")]
        }
        #expect(Self.checks(visits, policy)[.hostGap]?.violations.map(\.subject) == ["a"])
        let both = ["a", "b"].flatMap { [Self.visit($0, 0, 2_000), Self.visit($0, 1_000, 10)] }
        #expect(Self.checks(both, policy)[.hostParallelism]?.violations.map(\.subject) == ["a"])
    }

    @Test func ownHostsHaveNoDelayUnlessTheyAskForIt() {
        let visits = (0..<10).map { Self.visit("a", Int64($0), 5, at: "127.0.0.1") }
        let free = Self.checks(visits)
        #expect(free.values.allSatisfy { $0.violationCount == 0 })
        #expect(free[.hostGap]?.judged == 0 && free[.addressGap]?.judged == 0)
        let asked = Self.checks(visits) { $0.asked("a", for: .seconds(1), from: 0) }
        #expect(asked[.hostGap]?.violationCount == 9)
        let askedLater = Self.checks(visits) { $0.asked("a", for: .seconds(1), from: 1_000_006_500) }
        #expect(askedLater[.hostGap]?.violationCount == 2)
    }

    @Test func hostsAtOneAddressShareItsGap() {
        let near = [
            Self.visit("a", 0, 10, at: Self.publicAddress), Self.visit("b", 120, 10, at: Self.publicAddress),
            Self.visit("c", 380, 10, at: Self.publicAddress),
        ]
        let check = Self.checks(near)[.addressGap]
        #expect(check?.judged == 2 && check?.violationCount == 1)
        #expect(check?.violations.first?.subject == Self.publicAddress)
        #expect(check?.violations.first?.words == "asked again after 120ms of 250ms (a, b)")
        var policy = AuditPolicy()
        policy.tolerance = .milliseconds(150)
        #expect(Self.checks(near, policy)[.addressGap]?.violationCount == 0)
    }

    @Test func requestsInFlightAreCounted() {
        let visits = [
            Self.visit("a", 0, 100, at: Self.publicAddress), Self.visit("a", 50, 100, at: Self.publicAddress),
            Self.visit("b", 60, 10, at: "127.0.0.1"), Self.visit("b", 70, 10, at: "127.0.0.1"),
        ]
        let checks = Self.checks(visits)
        #expect(checks[.hostParallelism]?.judged == 2 && checks[.hostParallelism]?.violationCount == 1)
        #expect(checks[.hostParallelism]?.violations.first?.subject == "a")
        #expect(checks[.hostParallelism]?.worst == "a: 2 in flight of 1")
        #expect(checks[.parallelism]?.worst == "3 in flight of 32" && checks[.parallelism]?.violationCount == 0)
        var policy = AuditPolicy()
        policy.concurrency = 2
        #expect(Self.checks(visits, policy)[.parallelism]?.violationCount == 1)
    }

    @Test func aHostThatRefusedIsLeftAlone() {
        let visits = [Self.visit("a", 0, 10, at: "127.0.0.1"), Self.visit("a", 4_000, 10, at: "127.0.0.1")]
        func check(until milliseconds: Int64) -> Audit.Check? {
            Self.checks(visits) {
                $0.closed("a", from: 1_000_010_000, until: 1_000_000_000 + milliseconds * 1_000, isRefusal: true)
            }[.backOff]
        }
        #expect(check(until: 3_900)?.violationCount == 0 && check(until: 3_900)?.judged == 1)
        #expect(check(until: 3_900)?.worst == "a: left alone for 4.0s")
        #expect(check(until: 5_000)?.violationCount == 1)
        #expect(
            check(until: 5_000)?.violations.first?.words
                == "asked 1.0s before the time for which it asked to be left alone ended")
    }

    @Test func whoseAddressIsUnknownIsJudgedByWhatIsExplicit() {
        let visits = (0..<3).map { Self.visit("a.example", Int64($0), 5, at: nil) }
        let checks = Self.checks(visits)
        #expect(checks.values.allSatisfy { $0.violationCount == 0 })
        #expect(checks[.hostGap]?.notes.count == 1)
    }

    @Test func visitsWithoutARequestAreNone() {
        var refused = Self.visit("a", 0, 0, at: nil)
        refused.status = nil
        let checks = Self.checks([refused, refused, refused])
        #expect(checks[.parallelism]?.judged == 0)
    }
}
