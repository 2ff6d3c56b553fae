import SkitterCore
import Testing

struct CrawlStatsTests {
    private static func instant(_ seconds: Double) -> CrawlInstant {
        CrawlInstant(sinceStart: .microseconds(Int64(seconds * 1e6)))
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func figuresEqualThoseOfANaiveCount(seed: UInt64) {
        var dice = StatsDice(seed: seed)
        var stats = CrawlStats()
        var records: [VisitRecord] = []
        for number in 0..<2_000 {
            let record = dice.visit(number)
            records.append(record)
            stats.visited(record, at: Self.instant(Double(number) / 10))
        }
        let snapshot = stats.snapshot(ledger: stats.settledLedger, at: Self.instant(200))
        #expect(snapshot.totals.visits == 2_000)
        #expect(snapshot.totals.fetched == records.count { $0.outcome == .fetched })
        #expect(snapshot.totals.bodyBytes == records.reduce(0) { $0 + $1.bodyBytes })
        #expect(snapshot.totals.wireBytes == records.compactMap(\.wireBytes).reduce(0, +))
        #expect(snapshot.totals.links.found == records.reduce(0) { $0 + $1.links.found })
        #expect(snapshot.statuses == Dictionary(grouping: records.compactMap(\.status), by: \.self).mapValues(\.count))
        #expect(snapshot.classes.unanswered == records.count { $0.status == nil })
        #expect(snapshot.classes.total == 2_000)
        let byHost = Dictionary(grouping: records) { String($0.url.dropFirst(8).prefix { $0 != "/" }) }
        #expect(snapshot.hostCount == byHost.count)
        for host in snapshot.hosts {
            let own = byHost[host.host] ?? []
            #expect(host.figures.visits == own.count)
            #expect(host.figures.bodyBytes == own.reduce(0) { $0 + $1.bodyBytes })
            #expect(host.figures.requests == own.reduce(0) { $0 + $1.attempts })
            #expect(host.figures.slowestMicroseconds == own.filter { $0.status != nil }.map(\.totalMicroseconds).max())
        }
        let byType = Dictionary(grouping: records.filter { $0.status != nil }) { $0.contentType ?? "(none)" }
        #expect(
            Dictionary(uniqueKeysWithValues: snapshot.types.map { ($0.type, $0.visits) }) == byType.mapValues(\.count))
        #expect(snapshot.depths == (0...4).map { depth in records.count { $0.depthAtFetch == depth } })
        let slow = records.filter { $0.status != nil }.sorted { $0.totalMicroseconds > $1.totalMicroseconds }.prefix(10)
        #expect(snapshot.slowest.map(\.value) == slow.map(\.totalMicroseconds))
        #expect(
            snapshot.largest.map(\.value) == records.map { Int64($0.bodyBytes) }.sorted(by: >).prefix(10).map(\.self))
        #expect(snapshot.truncations == ["length": 40])
        #expect(snapshot.failures[.client]?.count == snapshot.statuses[404])
        #expect(snapshot.throughput.buckets.reduce(0) { $0 + $1.visits } == 2_000)
        #expect(snapshot.visitsPerSecond == 10)
        #expect(snapshot.ledger.closes)
    }

    @Test func hostsBeyondTheLimitAreCountedTogether() {
        var dice = StatsDice(seed: 5)
        var stats = CrawlStats()
        var record = dice.visit(0)
        for number in 0..<10_050 {
            record.url = "http://h\(number).example/"
            stats.visited(record, at: .start)
        }
        record.url = "http://h3.example/again"
        stats.visited(record, at: .start)
        let snapshot = stats.snapshot(ledger: Ledger(), at: .start, hostLimit: 2)
        #expect(snapshot.hostCount == 10_000)
        #expect(snapshot.hosts.map(\.host) == ["h3.example", "h0.example"])
        #expect(snapshot.hosts[0].figures.visits == 2)
        #expect(snapshot.otherHosts.visits == 10_051 - 3)
    }

    @Test(arguments: [
        ("https://example.org/", "example.org"), ("http://example.org:8080", "example.org:8080"),
        ("http://user:pass@example.org/a@b", "example.org"), ("http://example.org?q=/x", "example.org"),
        ("http://example.org#x@y", "example.org"), ("http://[::1]:80/", "[::1]:80"), ("http://a@b@c/", "c"),
        ("nonsense", ""), ("", ""), (":", ""), ("http://", ""), ("x:/", ""),
    ])
    func theHostIsFoundInTheURL(url: String, host: String) {
        var stats = CrawlStats()
        stats.visited(
            VisitRecord(
                id: 0, url: url, depthAtFetch: 0, parent: nil, via: "a", startedMicroseconds: 0, outcome: .fetched),
            at: .start)
        #expect(stats.snapshot(ledger: Ledger(), at: .start).hosts.map(\.host) == [host])
    }

    @Test func typesAndFailuresOfAHostileServerStayBounded() {
        var dice = StatsDice(seed: 6)
        var stats = CrawlStats()
        var record = dice.visit(1)
        record.status = 200
        for number in 0..<1_000 {
            record.contentType = "x/\(number)"
            record.outcome = .failed(
                FailureClass(recorded: "class-\(number)"), message: String(repeating: "m", count: 5_000))
            stats.visited(record, at: .start)
            stats.retried(FailureClass(recorded: "class-\(number)"))
        }
        let snapshot = stats.snapshot(ledger: Ledger(), at: .start)
        #expect(snapshot.types.count == 201)
        #expect(
            snapshot.types.first
                == {
                    var others = TypeFigures(type: "(others)")
                    others.visits = 800
                    others.bodyBytes = 800 * record.bodyBytes
                    return others
                }())
        #expect(snapshot.failures.count == 65)
        #expect(snapshot.failures[FailureClass(.other)]?.count == 936)
        #expect(snapshot.failures.values.allSatisfy { $0.examples.allSatisfy { ($0.message ?? "").count == 300 } })
        #expect(snapshot.retryCauses.values.reduce(0, +) == 1_000)
        #expect(snapshot.retryCauses.count == 65)
    }

    @Test func aLoweredDepthMovesThePage() {
        var dice = StatsDice(seed: 7)
        var stats = CrawlStats()
        var record = dice.visit(1)
        record.depthAtFetch = 5
        stats.visited(record, at: .start)
        stats.depthChanged(id: 1, from: 5, to: 3)
        stats.depthChanged(id: 1, from: 3, to: 1)
        let snapshot = stats.snapshot(ledger: Ledger(), at: .start)
        #expect(snapshot.depths == [0, 1, 0, 0, 0, 0])
        #expect(snapshot.totals.depthsLowered == 2)
    }

    @Test func depthsBeyondAThousandAreCountedTogether() {
        var stats = CrawlStats()
        for depth in [-1, 1_000, 5_000, Int.max] {
            stats.visited(
                VisitRecord(
                    id: 0, url: "http://a/", depthAtFetch: depth, parent: nil, via: "a", startedMicroseconds: 0,
                    outcome: .fetched),
                at: .start)
        }
        let depths = stats.snapshot(ledger: Ledger(), at: .start).depths
        #expect(depths.count == 1_001)
        #expect(depths[0] == 1 && depths[1_000] == 3)
    }

    @Test func aSnapshotDoesNotChangeWithWhatHappensLater() {
        var dice = StatsDice(seed: 8)
        var stats = CrawlStats()
        for number in 0..<100 { stats.visited(dice.visit(number), at: .start) }
        let snapshot = stats.snapshot(ledger: Ledger(), at: .start)
        let copy = snapshot
        for number in 100..<200 { stats.visited(dice.visit(number), at: .start) }
        #expect(snapshot == copy)
        #expect(stats.snapshot(ledger: Ledger(), at: .start) != snapshot)
    }

    @Test func onlyTheFirstThreeExamplesAreKept() {
        var stats = CrawlStats()
        for number in 0..<5 {
            stats.skipped(
                SkippedRecord(
                    id: 0, url: "http://a/\(number)", depth: 1, parent: nil, reason: .robots, detail: "line \(number)"))
        }
        let group = stats.snapshot(ledger: Ledger(), at: .start).skips[.robots]
        #expect(group?.count == 5)
        #expect(group?.examples.map(\.url) == ["http://a/0", "http://a/1", "http://a/2"])
        #expect(group?.examples.first?.message == "line 0")
    }

    @Test func theProgressRateIsThatOfTheLastTenSeconds() {
        var dice = StatsDice(seed: 9)
        var stats = CrawlStats()
        var record = dice.visit(0)
        record.bodyBytes = 1_000
        // 5 a second for 20 s, then 50 a second for 10 s.
        for tick in 0..<100 { stats.visited(record, at: Self.instant(Double(tick) / 5)) }
        let early = stats.progress(ledger: Ledger(), gauges: CrawlGauges(), at: Self.instant(20))
        #expect(abs(early.visitsPerSecond - 5) < 0.01)
        for tick in 0..<500 { stats.visited(record, at: Self.instant(20 + Double(tick) / 50)) }
        let late = stats.progress(ledger: Ledger(), gauges: CrawlGauges(), at: Self.instant(29.999))
        #expect(abs(late.visitsPerSecond - 50) < 0.1)
        #expect(abs(late.bytesPerSecond - 50_000) < 100)
        #expect(late.done == 600)
        let idle = stats.progress(ledger: Ledger(), gauges: CrawlGauges(), at: Self.instant(60))
        #expect(idle.visitsPerSecond == 0)
    }

    @Test func rowsOfTheTimeSeriesAreDifferences() {
        var dice = StatsDice(seed: 10)
        var stats = CrawlStats()
        var before = ProgressFigures()
        var rows: [TimeSeriesRow] = []
        for number in 0..<90 {
            stats.visited(dice.visit(number), at: Self.instant(Double(number) / 30))
            if number % 2 == 0 { stats.retried(nil) }
            guard number % 30 == 29 else { continue }
            let now = stats.progress(ledger: Ledger(), gauges: CrawlGauges(), at: Self.instant(Double(number + 1) / 30))
            rows.append(TimeSeriesRow(from: before, to: now))
            before = now
        }
        #expect(rows.map(\.visits) == [30, 30, 30])
        #expect(rows.map(\.retries) == [15, 15, 15])
        #expect(rows.map(\.time) == [.seconds(1), .seconds(2), .seconds(3)])
        #expect(rows.reduce(0) { $0 + $1.classes.total } == 90)
        #expect(rows.reduce(0) { $0 + $1.failed } == before.failed)
    }

    @Test func anUnchangedPageIsFetchedButNothingOfItWasRead() {
        var stats = CrawlStats()
        var record = VisitRecord(
            id: 1, url: "http://a.example/", depthAtFetch: 0, parent: nil, via: "seed", startedMicroseconds: 0,
            outcome: .fetched)
        record.status = 304
        record.contentType = "text/html"
        record.bodyBytes = 1_000
        record.unchangedSinceMicroseconds = 5
        stats.visited(record, at: Self.instant(1))
        let snapshot = stats.snapshot(ledger: stats.settledLedger, at: Self.instant(2))
        #expect(snapshot.totals.fetched == 1 && snapshot.totals.unchanged == 1)
        #expect(snapshot.totals.bodyBytes == 0 && snapshot.bytesPerSecond == 0)
        #expect(snapshot.hosts.map(\.figures.bodyBytes) == [0] && snapshot.types.map(\.bodyBytes) == [0])
        #expect(snapshot.sizes.max == 1_000 && snapshot.largest.map(\.value) == [1_000])
        #expect(snapshot.ledger.fetched == 1 && snapshot.classes.redirection == 1)
    }
}
