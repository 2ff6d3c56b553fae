import SkitterCore

// What a page costs in the frontier alone: leased, judged and settled, its links offered; no task, no parsing. One thread, so
// that `valgrind --tool=callgrind` counts its instructions.
// Usage: FrontierBenchmark [PAGES] [LINKS A PAGE] [BYTES A PAGE] [numbers|words|query|dates] [on|off]

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

let arguments = CommandLine.arguments
func argument(_ index: Int, _ otherwise: Int) -> Int {
    arguments.count > index ? Int(arguments[index]) ?? otherwise : otherwise
}
let site = Site(
    pages: argument(1, 50_000), links: argument(2, 12), form: arguments.count > 4 ? arguments[4] : "numbers")
var policy = FrontierPolicy()
policy.depthLimit = nil
policy.obeysRobots = false
policy.concurrency = 64
policy.traps.isOn = arguments.count <= 5 || arguments[5] == "on"
let origin = "http://127.0.0.1"
let urls = try (0..<site.pages).map { try CrawlURL(origin + site.path($0)) }
let outlinks = urls.map { Outlink(url: $0, fingerprint: $0.fingerprint(seed: 0).rawValue, source: .a) }
let numbers = Dictionary(uniqueKeysWithValues: outlinks.indices.map { (outlinks[$0].fingerprint, $0) })
var machine = FrontierMachine(policy: policy, scope: Scope(seeds: [urls[0]]))
_ = machine.seedsAdded([Seed(url: urls[0])])
var body = [UInt8](repeating: UInt8(ascii: "x"), count: argument(3, 3_700))
var open: [Lease] = []
let clock = ContinuousClock()
let start = clock.now
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
let pages = machine.counts().ledger.fetched
let microseconds = start.duration(to: clock.now) / .microseconds(1) / Double(pages)
print("\(pages) pages, \((microseconds * 100).rounded() / 100) us a page")
