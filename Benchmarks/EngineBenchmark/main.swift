import BenchmarkSupport
import SkitterCore
import SkitterEngine
import SkitterHTML

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What a page costs in the engine alone: a made-up site is answered from memory, its links are read, judged and queued, and
// its records are thrown away.
// Usage: EngineBenchmark [PAGES] [LINKS A PAGE] [BYTES A PAGE] [CONCURRENCY] [libxml2|tokenizer] [on|off] [--json NAME]
// The last of these is --traps. All pages are of one pattern, which is more than most sites ask of the judge.

/// A site whose page n links to pages n * links + 1, … (a tree that names every page) and to pages named before.
struct MadeUpSession: HTTPSession {
    let pages: Int
    let links: Int
    let bytes: Int
    let fields = HTTPFields([HTTPFields.Field(name: "Content-Type", value: "text/html; charset=utf-8")])

    var capabilities: SessionCapabilities { [] }

    func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
        guard let number = Int(request.url.pathname.dropFirst(2)) ?? (request.url.pathname == "/" ? 0 : nil) else {
            return FetchResponse(status: 404)
        }
        var body: [UInt8] = []
        body.reserveCapacity(self.bytes + 256)
        body += "<!DOCTYPE html><html><head><title>Page \(number)</title></head><body>".utf8
        let filler = "<p>Lorem ipsum dolor sit amet, <b>consectetur</b> adipiscing elit, sed do eiusmod tempor.</p>\n"
        let room = self.bytes / self.links
        for link in 0..<self.links {
            // Half of the links lead on, half to pages that are known.
            let target = link % 2 == 0 ? number * (self.links / 2) + link / 2 + 1 : number * 7 % (link + 1)
            body += "<a href=\"/p\(target < self.pages ? target : target % self.pages)\">a link</a> ".utf8
            while body.count < (link + 1) * room { body += filler.utf8 }
        }
        return FetchResponse(status: 200, fields: self.fields, body: body)
    }
}

final class NoSink: RecordSink {
    func append(_ entries: [StepEntry]) throws {}
    func consumed(upTo step: UInt64) {}

    func close() {}
}

struct Loopback: Resolver {
    func addresses(of host: String) async throws(FetchError) -> [IPAddress] { [IPAddress(v4: 0x7F00_0001)] }
}

func cpuMicroseconds() -> Int {
    var usage = rusage()
    getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec)
        + Int(usage.ru_stime.tv_usec)
}

let arguments = BenchmarkArguments()
let session = MadeUpSession(
    pages: arguments.number(0, 50_000), links: arguments.number(1, 12), bytes: arguments.number(2, 3_700))
var configuration = EngineConfiguration()
configuration.frontier.depthLimit = nil
configuration.frontier.obeysRobots = false
configuration.frontier.concurrency = arguments.number(3, 64)
configuration.frontier.traps.isOn = arguments.text(5) != "off"
let isTokenizer = arguments.text(4) == "tokenizer"
let seed = try CrawlURL("http://site.test/")

/// One crawl of the site, from its seed to its end; says how many pages were fetched.
func crawl(_ configuration: EngineConfiguration) async throws -> Int {
    let engine = CrawlEngine(
        configuration: configuration, scope: Scope(seeds: [seed]), resolver: Loopback(), sink: NoSink(),
        extractor: isTokenizer ? TokenizerExtractor() : LibXML2Extractor(),
        sessions: SessionPool(concurrency: configuration.frontier.concurrency) { _ in SessionPool.Member(session) })
    let result = try await engine.run(seeds: [Seed(url: seed)], stops: AsyncStream { _ in }, observer: { _ in })
    return result.counts.ledger.fetched
}

if let name = arguments.jsonName {
    var meter = CostMeter(name)
    for _ in 0..<5 {
        meter.begin()
        let pages = try await crawl(configuration)
        meter.end(units: pages)
    }
    meter.report()
} else {
    let clock = ContinuousClock()
    let (cpu, start) = (cpuMicroseconds(), clock.now)
    let pages = try await crawl(configuration)
    let wall = start.duration(to: clock.now) / .seconds(1)
    let used = Double(cpuMicroseconds() - cpu) / Double(pages)
    print("\(pages) pages in \((wall * 100).rounded() / 100) s, \((used * 10).rounded() / 10) us of CPU a page")
}
