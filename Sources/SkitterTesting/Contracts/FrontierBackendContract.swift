public import SkitterCore

/// What every implementation of `FrontierBackend` promises, as scenarios for one that is empty and polite to nobody
/// (a private host that its seed names, no robots.txt).
public enum FrontierBackendContract {
    /// One promise, and how to see whether it is kept.
    public struct Scenario: Sendable, CustomStringConvertible {
        /// What is promised.
        public let description: String
        /// Throws ``ContractViolation`` where `frontier` breaks the promise.
        public let check: @Sendable (_ frontier: any FrontierBackend) async throws -> Void
    }

    /// The seed of all scenarios.
    public static let seed = "http://127.0.0.1/"

    /// All promises.
    public static let scenarios: [Scenario] = [
        Scenario(description: "a seed said twice is one URL") { frontier in
            let url = try CrawlURL(seed)
            try expect(try await frontier.add([Seed(url: url), Seed(url: url)], at: .start) == 1, "it counted twice")
            try expect(try await frontier.add([Seed(url: url)], at: .start) == 0, "it was new again")
        },
        Scenario(description: "a key is handed out by one lease at a time") { frontier in
            let lease = try await first(of: frontier)
            let again = try await frontier.lease(upTo: 10, at: .start)
            try expect(again.leases.isEmpty && again.wait.isForVisits, "it was handed out again")
            try await frontier.release([lease.id], at: .start)
            let back = try await frontier.lease(upTo: 10, at: .start)
            try expect(back.leases.map(\.fingerprint) == [lease.fingerprint], "a released lease did not come back")
        },
        Scenario(description: "record, outlinks and end of lease are one step") { frontier in
            let lease = try await first(of: frontier)
            let answers = try await frontier.finish([try visit(lease, links: ["/a", "/b", "/"])], at: .start)
            guard case .visited(let record, _)? = answers.first, answers.count == 1 else {
                throw ContractViolation("frontier", "the visit was not settled")
            }
            try expect(record.links.new == 2, "\(record.links.new) of two links are new")
            let next = try await frontier.lease(upTo: 10, at: .start)
            try expect(next.leases.map(\.url.pathname).sorted() == ["/a", "/b"], "the outlinks are not there")
        },
        Scenario(description: "finishing again after an unknown outcome changes nothing") { frontier in
            let finished = try visit(try await first(of: frontier), links: ["/a"])
            _ = try await frontier.finish([finished], at: .start)
            let before = try await frontier.counts(at: .start)
            _ = try await frontier.finish([finished], at: .start)
            try expect(try await frontier.counts(at: .start) == before, "the second end counted")
        },
        Scenario(description: "what the user parks is not leased, and comes back when he wants it") { frontier in
            let lease = try await first(of: frontier)
            _ = try await frontier.finish([try visit(lease, links: ["/p/1", "/p/2", "/q"])], at: .start)
            let pattern = "http://127.0.0.1/p/{n}"
            for _ in 0..<2 { try await frontier.park(Parking(pattern, isParked: true), at: .start) }
            while try await frontier.carryOutParking(at: .start) {}
            let next = try await frontier.lease(upTo: 10, at: .start).leases
            try expect(next.map(\.url.pathname) == ["/q"], "parked URLs were leased")
            _ = try await frontier.finish(try next.map { try visit($0, links: ["/p/3"]) }, at: .start)
            try expect(try await end(of: frontier) == .drained, "it does not know that it is done")
            let parked = try await frontier.counts(at: .start)
            try expect(parked.ledger.parked == 3 && parked.ledger.closes, "\(parked.ledger.parked) of three are parked")
            try expect(parked.parked.patterns.map(\.isByUser) == [true], "nobody knows that the user parked them")
            for _ in 0..<2 { try await frontier.park(Parking(pattern, isParked: false), at: .start) }
            while try await frontier.carryOutParking(at: .start) {}
            var back: [Lease] = []
            var now = CrawlInstant.start
            while back.count < 3, now < CrawlInstant(sinceStart: .seconds(60)) {
                back += try await frontier.lease(upTo: 10, at: now).leases
                now = now.advanced(by: .seconds(1))
            }
            try expect(back.map(\.url.pathname).sorted() == ["/p/1", "/p/2", "/p/3"], "not all came back")
            try expect(try await frontier.counts(at: .start).ledger.parked == 0, "some are parked still")
        },
        Scenario(description: "the ledger closes after every step, and the crawl ends by counting") { frontier in
            var open = [try await first(of: frontier)]
            var visited = 0
            while let lease = open.popLast() {
                let links = visited < 5 ? ["/\(visited)/a", "/\(visited)/b"] : []
                _ = try await frontier.finish([try visit(lease, links: links)], at: .start)
                visited += 1
                try expect(try await frontier.counts(at: .start).ledger.closes, "the ledger does not close")
                open += try await frontier.lease(upTo: 1, at: .start).leases
            }
            let end = try await frontier.lease(upTo: 1, at: .start)
            try expect(end.wait == .drained, "it does not know that it is done")
            try expect(try await frontier.counts(at: .start).ledger.fetched == visited, "pages were lost")
        },
    ]

    /// How it shows that nothing is left, where nothing is in flight.
    private static func end(of frontier: any FrontierBackend) async throws -> LeaseAnswer.Wait {
        var now = CrawlInstant.start
        for _ in 0..<1000 {
            let answer = try await frontier.lease(upTo: 1, at: now)
            try self.expect(answer.leases.isEmpty, "something is left to do")
            guard case .others(let next) = answer.wait else { return answer.wait }
            now = max(now, next)
        }
        throw ContractViolation("frontier", "it never ends")
    }

    private static func first(of frontier: any FrontierBackend) async throws -> Lease {
        _ = try await frontier.add([Seed(url: try CrawlURL(self.seed))], at: .start)
        guard let lease = try await frontier.lease(upTo: 1, at: .start).leases.first else {
            throw ContractViolation("frontier", "a seed on an open host was not handed out")
        }
        return lease
    }

    private static func visit(_ lease: Lease, links: [String]) throws -> FinishedVisit {
        let record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
        let outlinks = try links.map { link in
            let url = try CrawlURL(link, base: lease.url)
            return Outlink(url: url, fingerprint: url.fingerprint(seed: 0).rawValue, source: .a)
        }
        return FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: outlinks, redirect: nil, retry: nil),
            exchange: FinishedVisit.Exchange(started: .start, ended: .start))
    }

    private static func expect(_ holds: Bool, _ violation: String) throws {
        if !holds { throw ContractViolation("frontier", violation) }
    }
}

extension LeaseAnswer.Wait {
    /// Whether visits that are under way are waited for, and nothing else that is known.
    fileprivate var isForVisits: Bool {
        switch self {
        case .finish, .others: true
        default: false
        }
    }
}
