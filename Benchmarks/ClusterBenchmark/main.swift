#if Cluster
import BenchmarkSupport
import Glibc
import SkitterCluster
import SkitterCore

// What a shared frontier bears: crawlers in one process whose pages cost nothing, on a server that somebody started.
// Usage: ClusterBenchmark DSN [PAGES] [LINKS A PAGE] [HOSTS] [CRAWLERS] [PLACES] [CONNECTIONS] [SHARDS]
//        ClusterBenchmark DSN tables [URLS] [HOSTS] [URLS TO LEASE]
// Makes the crawl `benchmark`, and drops it afterwards.

/// Keeps nothing.
struct NoSink: HoldingRecordSink {
    func hold(_ entries: [HeldEntry]) async throws {}
    func append(_ entries: [StepEntry]) async throws {}
    func consumed(upTo step: UInt64) async {}
    func close() async throws {}
}

/// A web whose page n links to pages n * links / 2 + 1, … (a tree that names every page) and to pages named before.
struct Web: Sendable {
    let pages: Int
    let links: Int
    let hosts: Int

    func url(_ page: Int) throws -> CrawlURL {
        try CrawlURL("http://host\(page % self.hosts).example/section/\(page % 97)/page-\(page).html")
    }

    func visit(_ lease: Lease, at now: CrawlInstant) throws -> FinishedVisit {
        let digits = lease.url.pathname.drop { $0 != "-" }.dropFirst().prefix { $0.isNumber }
        let page = Int(digits) ?? 0
        var record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
        record.status = 200
        let outlinks = try (0..<self.links).compactMap { link -> Outlink? in
            let target = link % 2 == 0 ? page * (self.links / 2) + link / 2 + 1 : page * 7 % (link + 1) + page / 3
            let url = try self.url(target % self.pages)
            return Outlink(url: url, fingerprint: url.fingerprint(seed: 0).rawValue, source: .a)
        }
        return FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: outlinks, redirect: nil, retry: nil),
            exchange: FinishedVisit.Exchange(started: now, ended: now))
    }

    func crawl(_ frontier: ClusterFrontier, places: Int) async throws -> Int {
        let clock = ContinuousClock()
        let start = clock.now
        var visited = 0
        while true {
            let now = CrawlInstant(sinceStart: start.duration(to: clock.now))
            let answer = try await frontier.lease(upTo: places, at: now)
            await frontier.resolved(
                answer.resolve.map { name in
                    let number = UInt32(name.dropFirst(4).prefix { $0.isNumber }) ?? 0
                    return ResolvedHost(host: name, result: .success([IPAddress(v4: 0x0808_0000 + number)]))
                }, at: now)
            _ = try await frontier.finish(answer.leases.map { try self.visit($0, at: now) }, at: now)
            visited += answer.leases.count
            guard answer.leases.isEmpty, answer.resolve.isEmpty else { continue }
            switch answer.wait {
            case .drained: return visited
            case .until(let instant, _), .straggler(let instant), .others(let instant):
                try await clock.sleep(until: start.advanced(by: instant.sinceStart))
            default: break
            }
        }
    }
}

let arguments = BenchmarkArguments()
guard let text = arguments.text(0) else {
    print("usage: ClusterBenchmark DSN [PAGES] [LINKS] [HOSTS] [CRAWLERS] [PLACES] [CONNECTIONS] [SHARDS]")
    print("       ClusterBenchmark DSN tables [URLS] [HOSTS] [URLS TO LEASE]")
    exit(2)
}
let address = try ServerAddress(text)
if arguments.text(1) == "tables" {
    let count = arguments.number(2, 5_000_000)
    let load = TableLoad(address: address, crawl: "benchmark", urls: count, hosts: arguments.number(3, 20_000))
    let tables = try CrawlTables("benchmark", at: address)
    try? await tables.drop()
    try await tables.create(CrawlTables.Facts(shards: CrawlTables.standardShards, hashSeed: 0))
    let offering = try await load.offers()
    let waiting = try await load.sizes()
    print(
        "\(count) URLs offered, \(Int(Double(count) / offering.inSeconds)) offers/s;",
        "\(waiting.urls / Int64(count)) bytes a URL that waits, of which \(waiting.rows / Int64(count)) for its row;",
        "\(waiting.hosts / Int64(load.hosts)) bytes a host")
    let leasing = try await load.leases(upTo: arguments.number(4, count / 10))
    print("\(leasing.urls) URLs leased and settled, \(Int(Double(leasing.urls) / leasing.time.inSeconds)) URLs/s")
    let settled = try await load.sizes()
    print("\(settled.urls / Int64(count)) bytes a URL after that, \(settled.hosts / Int64(load.hosts)) bytes a host")
    try await tables.drop()
    exit(0)
}
let web = Web(pages: arguments.number(1, 50_000), links: arguments.number(2, 20), hosts: arguments.number(3, 300))
let crawlers = arguments.number(4, 2)
let places = arguments.number(5, 256)
var configuration = ClusterConfiguration()
configuration.connections = arguments.number(6, 4)
var policy = FrontierPolicy()
policy.depthLimit = nil
policy.delay = .zero
policy.perAddressDelay = .zero
policy.obeysRobots = false
policy.concurrency = places
let tables = try CrawlTables("benchmark", at: address)
try? await tables.drop()
try await tables.create(CrawlTables.Facts(shards: arguments.number(7, CrawlTables.standardShards), hashSeed: 0))

let start = ContinuousClock.now
let processorBefore = CPUTime.nanoseconds()
let visited = try await withThrowingTaskGroup(of: Int.self) { group in
    for crawler in 0..<crawlers {
        let frontier = try await ClusterFrontier(
            crawl: "benchmark", at: address, policy: policy, scope: Scope(mode: .any, seeds: [try web.url(0)]),
            sink: NoSink(), configuration: configuration)
        if crawler == 0 { _ = try await frontier.add([Seed(url: try web.url(0))], at: .start) }
        group.addTask { try await web.crawl(frontier, places: places) }
    }
    var visited = 0
    for try await pages in group { visited += pages }
    return visited
}
let seconds = (ContinuousClock.now - start).inSeconds
let processor = Double(CPUTime.nanoseconds() - processorBefore) / 1000
print(
    "\(visited) pages, \(crawlers) crawlers: \(Int(Double(visited) / seconds)) pages/s,",
    "\(Int(processor / Double(max(visited, 1)))) us of processor a page in the crawlers")
try await tables.drop()
#endif
