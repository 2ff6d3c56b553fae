#if Cluster
package import SkitterCore

/// A host as it is leased.
package struct LeasedHost: Sendable, Hashable {
    /// Its number in its shard.
    package let number: Int32
    package let ports: [Int32]
    package let requests: Int
    package let retries: Int
    package let refusals: Int
    package let fetched: Int

    package init(number: Int32, ports: [Int32], requests: Int, retries: Int, refusals: Int, fetched: Int) {
        self.number = number
        self.ports = ports
        self.requests = requests
        self.retries = retries
        self.refusals = refusals
        self.fetched = fetched
    }
}

/// A URL that is leased with its host.
package struct LeasedURL: Sendable {
    package let host: LeasedHost
    package let id: UInt64
    package let work: VisitResult.Work
    package let state: SeenSet.Entry.State
    package let depth: Int
    package let hops: Int
    /// The depth that records have of it.
    package let told: Int
    package let tries: Int
    package let isSeed: Bool
    package let via: LinkSource
    package let url: CrawlURL
    package let parent: String?
    package let outlinks: Outlinks?

    package init(
        host: LeasedHost, id: UInt64, work: VisitResult.Work, state: SeenSet.Entry.State, depth: Int, hops: Int,
        told: Int, tries: Int, isSeed: Bool, via: LinkSource, url: CrawlURL, parent: String?, outlinks: Outlinks?
    ) {
        self.host = host
        self.id = id
        self.work = work
        self.state = state
        self.depth = depth
        self.hops = hops
        self.told = told
        self.tries = tries
        self.isSeed = isSeed
        self.via = via
        self.url = url
        self.parent = parent
        self.outlinks = outlinks
    }

    /// As the machine takes it.
    var queued: QueuedURL {
        QueuedURL(
            url: self.url, fingerprint: self.id, depth: self.depth, parent: self.parent, via: self.via,
            attempts: self.tries)
    }
}
#endif
