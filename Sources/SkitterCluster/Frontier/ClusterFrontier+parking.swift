#if Cluster
package import SkitterCore

/// What is parked is decided for all crawlers, by the user or since pages of it only repeat each other. Each crawler learns of it within a
/// second; URLs are parked as they are handed out, which asks nothing of any host.
extension ClusterFrontier {
    package func park(_ parking: Parking, at now: CrawlInstant) async throws {
        guard let queue = self.queue(ofPattern: parking.pattern) else { return }
        try await self.tables.decide(ParkingDecision(parking, isByUser: true, shard: queue.shard))
        if !parking.isParked { self.parking.putsBack(parking.pattern, of: queue) }
        self.nextDecisions = .start
    }

    package func carryOutParking(at now: CrawlInstant) -> Bool {
        // It is done as more is leased: nothing else may write meanwhile.
        false
    }

    /// The queue of the host that a pattern names; nil where it names none.
    func queue(ofPattern pattern: String) -> QueueKey? {
        TrapPattern.host(ofText: pattern).map { self.queue(ofHost: $0) }
    }

    private static let pauseOfDecisions: Duration = .seconds(1)

    /// Learns what was decided, and carries on with what is to be put back.
    func keepParking(at now: CrawlInstant) async throws {
        if now >= self.nextDecisions {
            self.nextDecisions = now.advanced(by: Self.pauseOfDecisions)
            for decision in try await self.tables.decisions(behind: self.parking.horizon) {
                guard let queue = self.queue(ofPattern: decision.parking.pattern) else { continue }
                if self.parking.learnt(decision, queue: queue) { try await self.parkInHand(decision, at: now) }
            }
        }
        try await self.putSomeBack()
    }

    /// What waits here of a pattern that has just been parked.
    private func parkInHand(_ decision: ParkingDecision, at now: CrawlInstant) async throws {
        let parked = self.machine.parkedInHand(decision.parking, isByUser: decision.isByUser, at: now)
        try await self.settle(parked, at: now)
    }

    /// The pattern that is parked and that `url` is of; nil where it is of none. What the user named is of none.
    func pattern(of url: LeasedURL) -> SharedParking.Pattern? {
        url.isSeed || url.via == .seed ? nil : self.parking.pattern(of: url.url)
    }

    /// Pages that came back may show that the URLs of a pattern lead nowhere.
    func watchTraps(_ visits: [FinishedVisit]) async throws {
        let pages = visits.compactMap { visit -> TrapWatch.Page? in
            guard let signature = visit.signature, case .visited(let record, _, _, nil) = visit.result,
                record.outcome == .fetched, let url = try? CrawlURL(record.url)
            else { return nil }
            return TrapWatch.Page(url: url, signature: signature)
        }
        for pattern in self.traps.visited(pages) {
            guard let queue = self.queue(ofPattern: pattern) else { continue }
            try await self.tables.decide(
                ParkingDecision(Parking(pattern, isParked: true), isByUser: false, shard: queue.shard))
            self.nextDecisions = .start
        }
    }

    /// URLs in hand are settled without a visit.
    func settle(_ skipped: [SkippedRecord], at now: CrawlInstant) async throws {
        var results: [VisitResult] = []
        var held: [HeldEntry] = []
        for record in skipped {
            guard let url = self.hand.urls[record.id] else { continue }
            results.append(
                VisitResult(queue: url.queue, id: record.id, state: .parked, depth: record.depth, hops: url.hops))
            held.append(
                HeldEntry(
                    StepEntry(step: 0, skipped: [record]),
                    claim: LeaseClaim(
                        shard: url.queue.shard, host: url.queue.host, id: record.id, token: url.token)))
        }
        guard !results.isEmpty else { return }
        try await self.hold(held)
        let accepted = try await self.complete(results, at: now)
        try await self.recordParked(held.filter { accepted.contains($0.claim.id) })
    }

    private func recordParked(_ entries: [HeldEntry]) async throws {
        for held in entries { held.entry.skipped.forEach { self.parking.recorded($0) } }
        try await self.record(entries.map(\.entry), wereHeld: true)
    }

    /// So many parked URLs of a host are looked at for those of a pattern.
    private static let lookedAtATime = 1000

    private func putSomeBack() async throws {
        guard let work = self.parking.returns.last else { return }
        let urls = try await self.tables.parked(on: work.queue, behind: work.place, upTo: Self.lookedAtATime)
        let id = TrapPattern.id(ofText: work.pattern)
        let token = Int64.random(in: 1...Int64.max, using: &self.random)
        let held = urls.filter { TrapPattern.isOf(id, $0.url) }.map { url in
            HeldEntry(
                StepEntry(step: 0, skipped: [url.unparked(from: work.pattern)]),
                claim: LeaseClaim(
                    shard: work.queue.shard, host: work.queue.host, id: UInt64(bitPattern: url.place.id), token: token))
        }
        if !held.isEmpty {
            try await self.hold(held)
            let back = Set(
                try await self.tables.unpark(
                    held.map { Int64(bitPattern: $0.claim.id) }, on: work.queue, token: token))
            try await self.recordParked(held.filter { back.contains(Int64(bitPattern: $0.claim.id)) })
            self.lookSoon()
        }
        if urls.isEmpty { try await self.tables.carriedOut(work.pattern, in: work.queue.shard) }
        self.parking.returned(upTo: urls.last?.place)
    }
}

extension LeasedURL {
    /// It is not visited.
    func parked(as pattern: SharedParking.Pattern) -> SkippedRecord {
        var record = SkippedRecord(
            id: self.id, url: self.url.href, depth: self.depth, parent: self.parent, reason: .parked,
            detail: pattern.text)
        record.isParkedByUser = pattern.isByUser
        return record
    }
}

extension HeldBackURL {
    /// It is not parked any more.
    fileprivate func unparked(from pattern: String) -> SkippedRecord {
        SkippedRecord(
            id: UInt64(bitPattern: self.place.id), url: self.url, depth: self.depth, parent: self.parent,
            reason: .unparked, detail: pattern)
    }
}

extension TrapPattern {
    /// Whether the URL `text` is of the pattern called `id`.
    fileprivate static func isOf(_ id: UInt64, _ text: String) -> Bool {
        guard let url = try? CrawlURL(text), let ids = TrapPattern.ids(of: url) else { return false }
        return ids.own == id || ids.facets == id
    }
}
#endif
