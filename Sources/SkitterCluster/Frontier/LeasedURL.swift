#if Cluster
internal import SkitterCore

/// A row of ``Statement/lease``.
struct LeasedURL: Sendable {
    let host: Int32
    let ports: [Int32]
    let requests: Int
    let retries: Int
    let refusals: Int
    let id: UInt64
    let work: VisitResult.Work
    let state: SeenSet.Entry.State
    let depth: Int
    let hops: Int
    /// The depth that records have of it.
    let told: Int
    let tries: Int
    let isSeed: Bool
    let via: LinkSource
    let url: CrawlURL
    let parent: String?
    let outlinks: Outlinks?

    init(_ row: inout RowReader) throws(ClusterError) {
        self.host = try row.number()
        self.ports = try row.int4s()
        self.requests = Int(try row.number(Int32.self))
        self.retries = Int(try row.number(Int32.self))
        self.refusals = Int(try row.number(Int32.self))
        self.id = UInt64(bitPattern: try row.number(Int64.self))
        let work = VisitResult.Work(rawValue: try row.number())
        let state = UInt8(exactly: try row.number(Int16.self)).flatMap(SeenSet.Entry.State.init)
        self.depth = Int(try row.number(Int16.self))
        self.hops = Int(try row.number(Int16.self))
        self.told = Int(try row.number(Int16.self))
        self.tries = Int(try row.number(Int16.self))
        self.isSeed = try row.number(UInt8.self) != 0
        let via = LinkSource(rawValue: try row.text())
        let text = try row.text()
        self.parent = row.optionalText()
        let outlinks = row.optionalBytes()
        guard let work, let state, let via, let url = try? CrawlURL(text) else {
            throw ClusterError(.damaged, "a URL of the frontier cannot be read")
        }
        self.work = work
        self.state = state
        self.via = via
        self.url = url
        self.outlinks = outlinks.flatMap(Outlinks.init(unpacking:))
    }

    /// As the machine takes it.
    var queued: QueuedURL {
        QueuedURL(
            url: self.url, fingerprint: self.id, depth: self.depth, parent: self.parent, via: self.via,
            attempts: self.tries)
    }
}
#endif
