#if Cluster
internal import SkitterCluster
internal import SkitterCore

extension MemoryShard {
    /// `decide`.
    mutating func decide(_ decision: ParkingDecision, at now: Int64) {
        var row = decision
        row.decided = now
        row.isDone = false
        if let known = self.parking[decision.parking.pattern] {
            guard known.parking.isParked != decision.parking.isParked, decision.isByUser || !known.isByUser else {
                return
            }
        }
        self.parking[decision.parking.pattern] = row
    }

    /// The shard's part of `decisions`.
    func decisions(behind instant: Int64, at now: Int64) -> [ParkingDecision] {
        self.parking.values.filter { $0.decided > instant }.map { row in
            var row = row
            row.age = .milliseconds(now - row.decided)
            return row
        }
    }

    /// `parked`.
    func parked(on host: Int32, behind place: HeldBackURL.Place?, upTo limit: Int) -> [HeldBackURL] {
        Array(self.told(state: 7) { $0 == host }.drop { $0.place.id <= place?.id ?? .min }.prefix(limit))
    }

    /// `unpark`.
    mutating func unpark(_ ids: [Int64], on host: Int32, token: Int64, at now: Int64) -> [Int64] {
        var back: [Int64] = []
        var count = 0
        for id in ids {
            guard let (place, row) = self.find(host, UInt64(bitPattern: id)) else { continue }
            if row.state == 7 || row.token == token { back.append(id) }
            guard row.state == 7 else { continue }
            count += 1
            self.change(place) { row in
                row.state = 0
                row.work = 1
                row.tries = 0
                row.due = 0
                row.token = token
            }
        }
        guard count > 0, let place = self.hostPlaces[host] else { return back }
        self.hosts[Int(place)].pending += count
        self.tally[TallyKey(state: 7, reason: "", depth: 0), default: 0] -= count
        if self.hosts[Int(place)].visibleAt == HostRow.never {
            self.hosts[Int(place)].visibleAt = max(self.hosts[Int(place)].opens, now)
            self.indexed(place)
        }
        return back
    }

    /// URLs in a state, as they are told in their order.
    func told(state: UInt8, on isMeant: (Int32) -> Bool) -> [HeldBackURL] {
        let rows = self.urls.compactMap { row -> HeldBackURL? in
            guard let row, row.state == state, isMeant(self.hosts[Int(row.host)].number) else { return nil }
            return HeldBackURL(
                place: HeldBackURL.Place(host: self.hosts[Int(row.host)].number, id: Int64(bitPattern: row.id)),
                depth: Int(row.depth), hops: Int(row.hops), url: row.url, parent: row.parent)
        }
        return rows.sorted { ($0.place.host, $0.place.id) < ($1.place.host, $1.place.id) }
    }
}
#endif
