#if Cluster
internal import SkitterCluster
internal import SkitterCore

extension MemoryShard {
    /// `outside`.
    func outside(upTo limit: Int) -> [WaitingLink] {
        let rows = self.outside.compactMap { place in
            self.urls[Int(place)].map { (host: self.hosts[Int($0.host)].number, row: $0) }
        }.sorted { ($0.host, Int64(bitPattern: $0.row.id)) < ($1.host, Int64(bitPattern: $1.row.id)) }
        return rows.prefix(limit).compactMap { host, row in
            guard let url = try? CrawlURL(row.url) else { return nil }
            return WaitingLink(
                url: url,
                offer: Offer(
                    queue: QueueKey(shard: self.number, host: host), id: row.id, depth: Int(row.depth),
                    hops: Int(row.hops),
                    text: Offer.Text(url: row.url, host: url.hostname, via: row.via, parent: row.parent)))
        }
    }

    /// `leave_out`.
    mutating func leaveOut(_ offers: [Offer]) {
        for offer in offers {
            guard let (place, row) = self.find(offer.queue.host, offer.id), row.state == URLRow.apart else {
                continue
            }
            self.outside.remove(place)
            self.urls[Int(place)] = nil
            self.urlPlaces[URLKey(host: offer.queue.host, id: offer.id)] = nil
        }
    }

    /// `robots`.
    func robots(of hosts: [Int32], at now: Int64) -> [KeptRobots] {
        hosts.flatMap { self.robots[$0] ?? [] }.filter { $0.until > now }.map { row in
            KeptRobots(
                host: row.robots.host, origin: row.robots.origin, status: row.robots.status, body: row.robots.body,
                error: row.robots.error, lasts: .milliseconds(row.until - now))
        }
    }

    /// `put_robots`.
    mutating func putRobots(_ robots: KeptRobots, at now: Int64) {
        let row = RobotsRow(robots: robots, until: now + robots.lasts.milliseconds)
        var rows = self.robots[robots.host] ?? []
        if let place = rows.firstIndex(where: { $0.robots.origin == robots.origin }) {
            if rows[place].until < row.until { rows[place] = row }
        } else {
            rows.append(row)
        }
        self.robots[robots.host] = rows
    }

    /// `take_rest`.
    mutating func takeRest(for crawler: Int64) -> Bool {
        guard self.rest.crawler == 0 || self.rest.crawler == crawler, !self.rest.isTold else { return false }
        self.rest.crawler = crawler
        return true
    }

    /// `rest`.
    func rest(behind place: HeldBackURL.Place?, upTo limit: Int) -> [HeldBackURL] {
        let rows = self.told(state: 5) { _ in true }
        guard let place else { return Array(rows.prefix(limit)) }
        return Array(rows.drop { ($0.place.host, $0.place.id) <= (place.host, place.id) }.prefix(limit))
    }

    /// `rest_told`.
    mutating func restTold(by crawler: Int64) {
        if self.rest.crawler == crawler { self.rest.isTold = true }
    }

    /// `settle`.
    mutating func settle(_ claims: [LeaseClaim]) -> [LeaseClaim] {
        claims.filter { claim in
            guard let (place, row) = self.find(claim.host, claim.id) else { return false }
            if row.token == claim.token { return true }
            if row.state == 0 { self.change(place) { $0.token = -claim.token } }
            return false
        }
    }

    /// The shard's part of `counts`.
    func count(into counts: inout TableCounts, at now: Int64) {
        for host in self.hosts {
            counts.known += host.known
            counts.pending += host.pending
            counts.leased += host.isInHand(at: now) ? host.leased : 0
            counts.tooDeep += host.tooDeep
            counts.tooFar += host.tooFar
            counts.hosts += host.known > host.tooDeep + host.tooFar ? 1 : 0
            counts.openHosts += host.pending > 0 ? 1 : 0
        }
    }

    /// The shard's part of `spent`.
    func spent(at now: Int64) -> (fetched: Int, leased: Int) {
        (
            self.tally.reduce(0) { $0 + ($1.key.state == 2 ? $1.value : 0) },
            self.hosts.reduce(0) { $0 + ($1.isInHand(at: now) ? $1.leased : 0) }
        )
    }
}
#endif
