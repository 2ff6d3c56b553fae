import SkitterCore
import Testing

/// Hosts that a frontier of many crawlers hands out, and takes back.
@Suite struct HandedHostTests {
    private func fixture() throws -> (FrontierFixture, url: CrawlURL) {
        let frontier = try FrontierFixture(seeds: []) {
            $0.isPartOfMany = true
            $0.isJournaled = true
            $0.depthLimit = nil
            $0.traps.isOn = false
        }
        let url = try CrawlURL("http://127.0.0.1/page")
        var handed = HandedHost(name: "127.0.0.1")
        handed.ports = [80]
        handed.urls = [
            QueuedURL(
                url: url, fingerprint: url.fingerprint(seed: 0).rawValue, depth: 1, parent: nil, via: .a, attempts: 0)
        ]
        frontier.machine.handed(handed, robotsAgent: "skitter")
        return (frontier, url)
    }

    private func expectNothingLeft(_ frontier: FrontierFixture) throws {
        #expect(try frontier.next() == nil, "somebody else has the host")
        #expect(frontier.ledger.discovered == 0 && frontier.ledger.leased == 0 && frontier.ledger.pending == 0)
        #expect(frontier.ledger.closes)
    }

    @Test func aVisitThatOutlivesItsLeaseIsNotTriedAgain() throws {
        let (frontier, url) = try self.fixture()
        let lease = try #require(try frontier.next())
        frontier.machine.takenBack("127.0.0.1")
        var record = VisitRecord(
            id: lease.fingerprint, url: url.href, depthAtFetch: 1, parent: nil, via: "a", startedMicroseconds: 0,
            outcome: .failed(.server, message: nil))
        record.status = 503
        let retry = FinishedVisit.Retry(isHostWide: false)
        let visit = FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: [], redirect: nil, retry: retry),
            exchange: FinishedVisit.Exchange(started: frontier.now, ended: frontier.now))
        _ = frontier.machine.visitOutlivedLease(visit, at: frontier.now)
        try self.expectNothingLeft(frontier)
    }

    @Test func aVisitThatNeverBeganIsNotPutBackIntoAHostThatIsGone() throws {
        let (frontier, _) = try self.fixture()
        let lease = try #require(try frontier.next())
        frontier.machine.takenBack("127.0.0.1")
        let visit = FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil)
        _ = frontier.machine.visitOutlivedLease(visit, at: frontier.now)
        try self.expectNothingLeft(frontier)
    }

    @Test func aHostThatComesAgainIsAskedAgain() throws {
        let (frontier, url) = try self.fixture()
        let lease = try #require(try frontier.next())
        frontier.machine.takenBack("127.0.0.1")
        _ = frontier.machine.visitOutlivedLease(
            FinishedVisit(lease: lease.id, result: .unvisited, exchange: nil), at: frontier.now)
        var handed = HandedHost(name: "127.0.0.1")
        handed.urls = [
            QueuedURL(
                url: url, fingerprint: url.fingerprint(seed: 0).rawValue, depth: 1, parent: nil, via: .a, attempts: 0)
        ]
        frontier.machine.handed(handed, robotsAgent: "skitter")
        #expect(try frontier.next()?.url == url)
        #expect(try frontier.next() == nil)
    }
}
