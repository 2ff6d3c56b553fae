import BenchmarkSupport
import Skitter
import SkitterArchive
import SkitterCore
import SkitterEngine
import SkitterStore

#if canImport(Glibc)
    import CMalloc
    import Glibc
#else
    import Darwin
#endif

// Millions of URLs through the real frontier and journal: pages are made up, and come back as fast as they are taken. The crawl
// stops when so many URLs are known, as by a kill: `skitter crawl --resume` then goes on in DIRECTORY/crawl.
// Usage: ScaleBenchmark DIRECTORY [URLS] [HOSTS] [LINKS A PAGE] [NEW LINKS A PAGE] [MEMORY IN MB] [journal on|off] [--json marks]

let arguments = BenchmarkArguments()
guard let parent = arguments.text(0) else {
    fatalError("usage: ScaleBenchmark DIRECTORY [URLS] [HOSTS] [LINKS] [NEW] [MB]")
}
let urls = arguments.number(1, 10_000_000)
let hosts = arguments.number(2, 100_000)
let linksAPage = arguments.number(3, 50)
let newLinksAPage = arguments.number(4, 10)
let megabytes = arguments.number(5, 512)
let hasJournal = arguments.text(6) != "off"

/// A line of /proc/self/status in megabytes.
func memory(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if text.hasPrefix(name) { return (Int(text.filter(\.isNumber)) ?? 0) / 1024 }
    }
    return 0
}

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// URL `number`: of some 66 bytes, on one of the hosts.
func url(_ number: Int) throws -> CrawlURL {
    let page = number / hosts
    return try CrawlURL("http://host-\(number % hosts).example.org/documentation/part-\(page % 20)/page-\(page).html")
}

func outlink(_ number: Int) throws -> Outlink {
    let url = try url(number)
    return Outlink(url: url, fingerprint: url.fingerprint(seed: 1).rawValue, source: .a)
}

/// Carries entries to the sink, as the engine's own writer does.
func write(from frontier: Frontier, to sink: JournalRecordSink?) async throws {
    while let entries = try await frontier.entriesToWrite(upTo: 1000) {
        try await sink?.append(entries)
        await frontier.entriesWritten()
        if await frontier.mayLinger(before: 1000) { try? await ContinuousClock().sleep(for: .milliseconds(10)) }
    }
}

/// Takes leases and brings pages back until enough URLs are known; returns pages, and the time in the frontier alone.
func crawl(_ frontier: Frontier) async throws -> (pages: Int, inFrontier: Duration) {
    var dice = SplitMix64(seed: 1)
    var known = 1
    var pages = 0
    var inFrontier = Duration.zero
    let clock = ContinuousClock()
    var marks = Marks(isOn: arguments.jsonName != nil)
    _ = await frontier.add([Seed(url: try url(0))], at: .start)
    while known < urls {
        let asked = clock.now
        let answer = try await frontier.lease(upTo: 64, at: .start)
        inFrontier += asked.duration(to: clock.now)
        if case .journal = answer.wait { await frontier.roomToLease() }
        let resolved = answer.resolve.map { host in
            // Each has an address of its own.
            let number = UInt32(host.split(separator: ".")[0].dropFirst(5)) ?? 0
            return ResolvedHost(host: host, result: .success([IPAddress(v4: 0x0900_0000 + number)]))
        }
        await frontier.resolved(resolved, at: .start)
        var visits: [FinishedVisit] = []
        marks.makingUp()
        for lease in answer.leases {
            pages += 1
            var links: [Outlink] = []
            for link in 0..<linksAPage {
                if link < newLinksAPage, known < urls {
                    links.append(try outlink(known))
                    known += 1
                } else {
                    links.append(try outlink(Int(dice.next() % UInt64(known))))
                }
            }
            var record = VisitRecord(
                id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
                via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
            record.status = 200
            let body = withUnsafeBytes(of: lease.fingerprint) { Array($0) }
            let signature = lease.pattern.map { PageSignature(of: lease.url, $0, body: body.span, links: links) }
            visits.append(
                FinishedVisit(
                    lease: lease.id, result: .visited(record, outlinks: links, redirect: nil, retry: nil),
                    exchange: nil,
                    signature: signature))
        }
        marks.madeUp()
        let finished = clock.now
        _ = try await frontier.finish(visits, at: .start)
        inFrontier += finished.duration(to: clock.now)
        marks.reached(known: known, pages: pages)
    }
    return (pages, inFrontier)
}

var policy = FrontierPolicy()
policy.depthLimit = nil
policy.obeysRobots = false
policy.delay = .zero
policy.perAddressDelay = .zero
policy.concurrency = 64
policy.isJournaled = hasJournal
policy.hashSeed = 1
let directory = try CrawlDirectory(preparing: parent + "/crawl", overwrite: true)
let store = SpillFile(directory: directory.path)
let frontier = Frontier(
    policy: policy, scope: Scope(mode: .any, seeds: [try url(0)]),
    memory: FrontierMemory(store: store, budget: (megabytes - min(megabytes / 2, 128)) << 20), outboxCapacity: 10_000)
let wall = Int64(time(nil)) * 1_000_000
var manifest = Manifest(
    programVersion: "bench", startedMicroseconds: wall, transport: "curl", transportReason: "",
    seeds: [try url(0).href],
    options: [])
manifest.arguments = ["-d", "inf", "--scope", "any", "--robots", "off"]
try manifest.write(to: directory)
let sink =
    hasJournal
    ? try JournalRecordSink(
        creatingIn: directory.path,
        meta: JournalMeta(hashSeed: 1, startedMicroseconds: wall, programVersion: "bench"),
        options: JournalOptions(runStartedMicroseconds: wall)) : nil

let started = ContinuousClock.now
let (pages, inFrontier) = try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await write(from: frontier, to: sink) }
    group.addTask {
        let heap = HeapKeeper(limit: megabytes << 20)
        while await !frontier.isClosed {
            _ = await heap.residentBytes()
            try await ContinuousClock().sleep(for: .seconds(1))
        }
    }
    let result = try await crawl(frontier)
    await frontier.closeOutbox()
    try await group.waitForAll()
    return result
}
let elapsed = (ContinuousClock.now - started).inSeconds
let offers = Double(pages * linksAPage)
let counts = await frontier.counts(at: .start)
if arguments.jsonName != nil {
    fflush(nil)
    _exit(0)
}
print(
    """
    \(counts.ledger.discovered) URLs of \(counts.hosts) hosts known, \(pages) pages with \(linksAPage) links, \
    \(newLinksAPage) of them new; --max-memory \(megabytes)M, journal \(hasJournal ? "on" : "off")
    offers a second: \(Int(offers / inFrontier.inSeconds)) in the frontier, \(Int(offers / elapsed)) in all \
    (\(Int(elapsed)) s, \(Int(cpuSeconds())) s of CPU)
    resident: \(memory("VmRSS")) MB at the end, \(memory("VmHWM")) MB at most
    """)
#if canImport(Glibc)
    let heap = mallinfo2()
    print("heap: \((heap.uordblks + heap.hblkhd) >> 20) MB in use, \(heap.fordblks >> 20) MB free")
#endif
fflush(nil)
// As a kill would: nothing is tidied up.
_exit(0)
