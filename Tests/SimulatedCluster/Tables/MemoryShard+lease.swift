#if Cluster
internal import HeapModule
internal import SkitterCluster
internal import SkitterCore

extension MemoryShard {
    /// `lease`.
    mutating func lease(_ terms: LeaseTerms, at now: Int64) -> [LeasedURL] {
        var open: [Int32] = []
        while open.count < terms.hosts, let first = self.firstOpening(), first.visibleAt <= now {
            self.openings.removeMin()
            if open.last != first.place { open.append(first.place) }
        }
        var leased: [LeasedURL] = []
        open.sort { self.hosts[Int($0)].number < self.hosts[Int($1)].number }
        for place in open { leased += self.lease(place, terms, at: now) }
        return leased
    }

    private mutating func lease(_ place: Int32, _ terms: LeaseTerms, at now: Int64) -> [LeasedURL] {
        let waiting = self.keepWork(of: place)
        let rows = waiting.lazy.filter { $0.due <= now }.prefix(terms.urls)
        var host = self.hosts[Int(place)]
        defer {
            self.hosts[Int(place)] = host
            self.indexed(place)
        }
        guard !rows.isEmpty else {
            host.token = 0
            host.leased = 0
            host.visibleAt = waiting.map(\.due).min().map { max($0, now) } ?? HostRow.never
            return []
        }
        host.token = terms.token
        host.leased = rows.count { $0.work == 1 }
        host.visibleAt = now + terms.time.milliseconds
        let leasedHost = LeasedHost(host)
        return rows.compactMap { row in LeasedURL(row, of: leasedHost) }
    }

    /// `more`.
    mutating func more(of lease: HeldLease, except inHand: Set<UInt64>, upTo limit: Int, at now: Int64) -> [LeasedURL] {
        guard let place = self.leased(lease.host, lease.token) else { return [] }
        let rows = self.keepWork(of: place).lazy
            .filter { $0.work == 1 && $0.due <= now && !inHand.contains($0.id) }.prefix(limit)
        self.hosts[Int(place)].leased = inHand.count + rows.count
        let host = LeasedHost(self.hosts[Int(place)])
        return rows.compactMap { row in LeasedURL(row, of: host) }
    }

    /// The URLs of a host with something to do, in the order of `url_work`; the list of them is brought up to date.
    private mutating func keepWork(of place: Int32) -> [URLRow] {
        let work = Set(self.hosts[Int(place)].work).compactMap { place -> (place: Int32, row: URLRow)? in
            guard let row = self.urls[Int(place)], row.work > 0 else { return nil }
            return (place, row)
        }.sorted { ($0.row.prio, $0.place) < ($1.row.prio, $1.place) }
        self.hosts[Int(place)].work = work.map(\.place)
        return work.map(\.row)
    }

    /// `give_back`.
    mutating func giveBack(_ tokens: [Int64], at now: Int64) {
        for place in self.hosts.indices where tokens.contains(self.hosts[place].token) {
            self.hosts[place].token = 0
            self.hosts[place].leased = 0
            self.hosts[place].visibleAt = max(self.hosts[place].opens, now)
            self.indexed(Int32(place))
        }
    }

    /// `renew`.
    mutating func renew(_ leases: [HeldLease], for time: Duration, at now: Int64) -> Set<Int32> {
        var renewed: Set<Int32> = []
        for lease in leases {
            guard let place = self.leased(lease.host, lease.token) else { continue }
            self.hosts[Int(place)].visibleAt = max(self.hosts[Int(place)].opens, now + time.milliseconds)
            self.indexed(place)
            renewed.insert(lease.host)
        }
        return renewed
    }

    /// The shard's row of `ready`.
    mutating func ready(at now: Int64) -> OpeningShard? {
        self.firstOpening().map {
            OpeningShard(
                shard: self.number, opensAfter: .milliseconds($0.visibleAt - now),
                host: self.hosts[Int($0.place)].name)
        }
    }
}

extension LeasedHost {
    fileprivate init(_ row: HostRow) {
        self.init(
            number: row.number, ports: row.ports, requests: row.requests, retries: row.retries,
            refusals: row.refusals, fetched: row.fetched)
    }
}

extension LeasedURL {
    /// A row of `lease`; nil where it cannot be read.
    fileprivate init?(_ row: URLRow, of host: LeasedHost) {
        guard let work = VisitResult.Work(rawValue: row.work), let state = SeenSet.Entry.State(rawValue: row.state),
            let url = try? CrawlURL(row.url)
        else { return nil }
        self.init(
            host: host, id: row.id, work: work, state: state, depth: Int(row.depth), hops: Int(row.hops),
            told: Int(row.told), tries: Int(row.tries), isSeed: row.isSeed, via: row.via, url: url,
            parent: row.parent,
            outlinks: row.outlinks.flatMap(Outlinks.init(unpacking:)))
    }
}
#endif
