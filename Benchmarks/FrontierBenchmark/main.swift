import BenchmarkSupport
import SkitterCore

// What a page costs in the frontier alone: leased, judged and settled, its links offered; no task, no parsing. One thread, so
// that `valgrind --tool=callgrind` counts its instructions.
// Usage: FrontierBenchmark [PAGES] [LINKS A PAGE] [BYTES A PAGE] [numbers|words|query|dates] [on|off] [HOSTS] [--json NAME]

/// A site whose page n links to pages n * links / 2 + 1, … (a tree that names every page) and to pages named before.
struct Site {
    let pages: Int
    let links: Int
    let form: String

    func path(_ page: Int) -> String {
        switch self.form {
        case "words":
            return "/section/"
                + String(page, radix: 10).map { Site.words[$0.wholeNumberValue ?? 0] }.joined(separator: "-")
        case "query": return "/list.php?page=\(page)&sort=name"
        case "dates": return "/archive/\(1900 + page / 372)/\(page / 31 % 12 + 1)/\(page % 31 + 1)/entry.html"
        default: return "/p\(page)"
        }
    }

    private static let words = ["ka", "lo", "mi", "ne", "ru", "so", "ta", "vi", "we", "zu"]

    func links(of page: Int) -> [Int] {
        (0..<self.links).map { link in
            let target = link % 2 == 0 ? page * (self.links / 2) + link / 2 + 1 : page * 7 % (link + 1)
            return target < self.pages ? target : target % self.pages
        }
    }
}

let arguments = BenchmarkArguments()
let site = Site(
    pages: arguments.number(0, 50_000), links: arguments.number(1, 12), form: arguments.text(3) ?? "numbers")
let bodyBytes = arguments.number(2, 3_700)
let hosts = arguments.number(5, 1)

/// The pages lie on so many hosts, in turn; each is an address, so that none needs to be looked up.
func origin(of page: Int) -> String {
    guard hosts > 1 else { return "http://127.0.0.1" }
    let host = page % hosts
    return "http://127.\(1 + host / 62_500).\(host / 250 % 250).\(host % 250 + 1)"
}

var policy = FrontierPolicy()
policy.depthLimit = nil
policy.obeysRobots = false
policy.concurrency = 64
policy.delay = .zero
policy.perAddressDelay = .zero
policy.allowedPrivate = [try AddressBlock("127.0.0.0/8")]
policy.traps.isOn = arguments.text(4) != "off"
let urls = try (0..<site.pages).map { try CrawlURL(origin(of: $0) + site.path($0)) }
let outlinks = urls.map { Outlink(url: $0, fingerprint: $0.fingerprint(seed: 0).rawValue, source: .a) }
let numbers = Dictionary(uniqueKeysWithValues: outlinks.indices.map { (outlinks[$0].fingerprint, $0) })

/// One crawl of the site, from its seed to its end; says how many pages were fetched.
func crawl(_ policy: FrontierPolicy) -> Int {
    var machine = FrontierMachine(policy: policy, scope: Scope(mode: hosts > 1 ? .any : .host, seeds: [urls[0]]))
    _ = machine.seedsAdded([Seed(url: urls[0])])
    var body = [UInt8](repeating: UInt8(ascii: "x"), count: bodyBytes)
    var open: [Lease] = []
    while true {
        open += machine.leasesAsked(upTo: 64 - open.count, at: .start).leases
        guard let lease = open.popLast(), let page = numbers[lease.fingerprint] else { break }
        let links = site.links(of: page).map { outlinks[$0] }
        withUnsafeBytes(of: page) { body.replaceSubrange(0..<8, with: $0) }
        var record = VisitRecord(
            id: lease.fingerprint, url: lease.url.href, depthAtFetch: lease.depth, parent: lease.parent,
            via: lease.via.rawValue, startedMicroseconds: 0, outcome: .fetched)
        record.status = 200
        let signature = lease.pattern.map { PageSignature(of: lease.url, $0, body: body.span, links: links) }
        let visit = FinishedVisit(
            lease: lease.id, result: .visited(record, outlinks: links, redirect: nil, retry: nil), exchange: nil,
            signature: signature)
        _ = machine.visitFinished(visit, at: .start)
    }
    return machine.counts().ledger.fetched
}

if let name = arguments.jsonName {
    var meter = CostMeter(name)
    for _ in 0..<5 {
        meter.begin()
        let pages = crawl(policy)
        meter.end(units: pages)
    }
    meter.report()
} else {
    let start = CPUTime.nanoseconds()
    let pages = crawl(policy)
    let microseconds = Double(CPUTime.nanoseconds() - start) / 1_000 / Double(max(1, pages))
    print("\(pages) pages, \((microseconds * 100).rounded() / 100) us of CPU a page")
}
