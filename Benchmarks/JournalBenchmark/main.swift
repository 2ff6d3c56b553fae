import BenchmarkSupport
import SkitterArchive
import SkitterCore
import SkitterStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What a page costs in the journal: made-up steps are written to a directory in groups, and read back.
// Usage: JournalBenchmark DIRECTORY [PAGES] [GROUP] [process|power] [NEW URLS A PAGE] [all|write|jsonl] [--json NAME]

let arguments = BenchmarkArguments()
guard let parent = arguments.text(0) else {
    fatalError("usage: JournalBenchmark DIRECTORY [PAGES] [GROUP] [process|power] [NEW]")
}
let pages = arguments.number(1, 50_000)
let group = max(1, arguments.number(2, 1000))
let durability = arguments.text(3).flatMap { Durability(rawValue: $0) } ?? .process
let newURLs = arguments.number(4, 2)
let links = max(12, newURLs)
/// Without a journal, for comparison: what the files of records alone cost.
let isPlain = arguments.text(5) == "jsonl"
/// Without reading back, for profilers.
let isWritten = arguments.text(5) == "write" || arguments.jsonName != nil

/// Of the process so far, in microseconds: of CPU time, and that in the kernel.
func cpuMicroseconds(since earlier: (all: Int, kernel: Int) = (0, 0)) -> (all: Int, kernel: Int) {
    var usage = rusage()
    getrusage(numericCast(RUSAGE_SELF.rawValue), &usage)
    let user = usage.ru_utime.tv_sec * 1_000_000 + Int(usage.ru_utime.tv_usec)
    let kernel = usage.ru_stime.tv_sec * 1_000_000 + Int(usage.ru_stime.tv_usec)
    return (user + kernel - earlier.all, kernel - earlier.kernel)
}

func id(_ number: Int) -> UInt64 { UInt64(number) &* 0x9E37_79B9_7F4A_7C15 }

/// A URL of 66 bytes.
func url(_ number: Int) -> String {
    let digits = String(number)
    return "https://www.example.org/documentation/current/reference/page-"
        + String(repeating: "0", count: 12 - digits.count)
        + digits
}

func entry(_ page: Int) throws -> StepEntry {
    var visit = VisitRecord(
        id: id(page), url: url(page), depthAtFetch: 3, parent: url(page / 2), via: "a",
        startedMicroseconds: 1_764_000_000_000_000 + Int64(page) * 50, outcome: .fetched)
    visit.status = 200
    visit.contentType = "text/html"
    visit.encoding = "UTF-8"
    visit.encodingSource = "header"
    visit.bodyBytes = 14_213
    visit.wireBytes = 3_902
    visit.firstByteMicroseconds = 1_234
    visit.totalMicroseconds = 2_345
    visit.title = "Chapter \(page). A page of the documentation"
    visit.links.found = 40
    visit.links.accepted = links
    visit.links.new = newURLs
    visit.address = "192.0.2.7"
    var notes = JournalNotes()
    for link in 0..<newURLs {
        let number = page * newURLs + link + 1
        notes.discovered.append(
            JournalNotes.Discovery(id: id(number), url: try CrawlURL(url(number)), depth: 4, hops: 0, via: .a))
    }
    notes.accepted = (0..<links).map { id(page * newURLs + $0 + 1) }
    notes.host = JournalNotes.Host(
        name: "www.example.org", notBefore: CrawlInstant(nanoseconds: Int64(page) * 50_000), requests: page, retries: 0,
        refusalsInARow: 0)
    return StepEntry(step: UInt64(page) + 1, visit: visit, notes: notes)
}

func report(_ what: String, _ count: Int, cpu: (all: Int, kernel: Int), _ time: Duration) {
    let micro = Double(cpu.all) / Double(max(1, count))
    let share = cpu.kernel * 100 / max(1, cpu.all)
    let rate = Double(count) / time.inSeconds
    print("\(what): \((micro * 100).rounded() / 100) us of CPU each (\(share)% in the kernel), \(Int(rate)) a second")
}

var entries: [StepEntry] = []
entries.reserveCapacity(pages)
for page in 0..<pages { entries.append(try entry(page)) }

/// Writes all entries to a new directory, in groups.
func write(_ entries: [StepEntry], to directory: String) async throws {
    guard mkdir(directory, 0o755) == 0 else { fatalError("cannot make \(directory)") }
    let sink: any RecordSink
    if isPlain {
        sink = try JSONLRecordSink(directory: CrawlDirectory(preparing: directory))
    } else {
        var options = JournalOptions(runStartedMicroseconds: 1_764_000_000_000_000)
        options.durability = durability
        sink = try JournalRecordSink(
            creatingIn: directory, meta: JournalMeta(hashSeed: 1, startedMicroseconds: 0, programVersion: "bench"),
            options: options)
    }
    for start in stride(from: 0, to: entries.count, by: group) {
        try await sink.append(Array(entries[start..<min(start + group, entries.count)]))
    }
    try await sink.close()
}

let directory = parent + "/journal-\(getpid())"
if let name = arguments.jsonName {
    var meter = CostMeter(name)
    for round in 0..<5 {
        meter.begin()
        try await write(entries, to: "\(directory)-\(round)")
        meter.end(units: pages)
    }
    meter.report()
    exit(0)
}
let started = ContinuousClock.now
let cpu = cpuMicroseconds()
try await write(entries, to: directory)
report(
    "written, pages with \(newURLs) new URLs, groups of \(group), \(isPlain ? "jsonl alone" : durability.rawValue)",
    pages, cpu: cpuMicroseconds(since: cpu), ContinuousClock.now - started)
entries = []

if !isPlain && !isWritten {
    func measure(_ what: String, _ body: () throws -> Int) rethrows {
        let started = ContinuousClock.now
        let cpu = cpuMicroseconds()
        let count = try body()
        report(what, count, cpu: cpuMicroseconds(since: cpu), ContinuousClock.now - started)
    }
    let reader = try JournalReader(directory: directory)
    try measure("read back, steps (with their URLs)") {
        var count = 0
        try reader.forEachStep(runStartedMicroseconds: 0) { count += $0.page == nil ? 0 : 1 }
        return count
    }
    try measure("read back, steps with parsed records") {
        var count = 0
        try reader.forEachEntry(runStartedMicroseconds: 0) { count += $0.visit == nil ? 0 : 1 }
        return count
    }
    try measure("settled ids") {
        var count = 0
        try reader.forEachSettled { _, _ in count += 1 }
        return count
    }
    try measure("discoveries with parents") {
        var count = 0
        try reader.forEachDiscovery { _, _, _ in count += 1 }
        return count
    }
    try measure("discoveries passed over") {
        var count = 0
        try reader.forEachDiscovery(
            where: { _ in
                count += 1
                return false
            }, { _, _, _ in })
        return count
    }
}
