#if Cluster
internal import SkitterCore

/// What a crawler has in hand: the queues that are leased to it, until when, and their URLs. Pure.
struct Hand: Sendable {
    /// A lease of a queue.
    struct Queue: Sendable {
        let token: Int64
        /// When it ends, unless it is renewed: counted from before it was asked for, so never later than the server has it.
        var deadline: CrawlInstant
        /// Its hosts: one, but for two whose numbers are the same.
        var hosts: Set<String> = []
        /// URLs that are not settled.
        var urls: Set<UInt64> = []
        /// When to ask for more of it, at the earliest.
        var nextMore = CrawlInstant.start
    }

    /// A URL that was handed out.
    struct URL: Sendable {
        let queue: QueueKey
        let token: Int64
        let hops: Int
        let isSeed: Bool
    }

    private(set) var queues: [QueueKey: Queue] = [:]
    private(set) var urls: [UInt64: URL] = [:]
    /// The URLs of visits that have not come back, with the tokens under which they were given.
    private var visits: [UInt64: (id: UInt64, token: Int64)] = [:]

    var visitCount: Int { self.visits.count }

    /// A queue was leased with these URLs.
    mutating func leased(_ queue: QueueKey, _ lease: Queue, _ urls: [LeasedURL]) {
        self.lost(queue)
        self.queues[queue] = lease
        self.added(urls, to: queue)
    }

    /// These URLs are of the lease of a queue too.
    mutating func added(_ urls: [LeasedURL], to queue: QueueKey) {
        guard let token = self.queues[queue]?.token else { return }
        self.queues[queue]?.urls.formUnion(urls.map(\.id))
        for url in urls { self.urls[url.id] = URL(queue: queue, token: token, hops: url.hops, isSeed: url.isSeed) }
    }

    /// These hosts are in a queue.
    mutating func named(_ hosts: some Sequence<String>, of queue: QueueKey) {
        self.queues[queue]?.hosts.formUnion(hosts)
    }

    /// More of a queue is asked for from this instant on.
    mutating func asksForMore(_ queue: QueueKey, from instant: CrawlInstant) {
        self.queues[queue]?.nextMore = instant
    }

    /// A lease is over, or has run out: its URLs are nobody's here any more. Returns its hosts.
    @discardableResult
    mutating func lost(_ queue: QueueKey) -> Set<String> {
        guard let lease = self.queues.removeValue(forKey: queue) else { return [] }
        for id in lease.urls where self.urls[id]?.token == lease.token { self.urls[id] = nil }
        return lease.hosts
    }

    /// A visit of this URL begins.
    mutating func visitBegan(_ lease: UInt64, of id: UInt64) {
        self.visits[lease] = self.urls[id].map { (id, $0.token) }
    }

    /// A visit came back: its URL as it is in hand, or nil where that lease is over.
    mutating func visitEnded(_ lease: UInt64) -> (id: UInt64, url: URL)? {
        guard let visit = self.visits.removeValue(forKey: lease), let url = self.urls[visit.id],
            url.token == visit.token
        else { return nil }
        return (visit.id, url)
    }

    /// A URL is settled.
    mutating func settled(_ id: UInt64) {
        guard let url = self.urls.removeValue(forKey: id) else { return }
        self.queues[url.queue]?.urls.remove(id)
    }

    /// Leases last until `deadline`.
    mutating func renewed(_ queue: QueueKey, until deadline: CrawlInstant) {
        self.queues[queue]?.deadline = deadline
    }

    /// Queues whose leases end at `instant` or before.
    func ending(by instant: CrawlInstant) -> [QueueKey] {
        self.queues.filter { $0.value.deadline <= instant }.map(\.key).sorted()
    }

    /// When the first lease ends.
    var firstDeadline: CrawlInstant? { self.queues.values.map(\.deadline).min() }
}
#endif
