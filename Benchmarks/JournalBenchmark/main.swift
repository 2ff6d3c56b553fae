import SkitterArchive
import SkitterCore
import SkitterStore

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What a page costs in the journal: made-up steps are written to a directory in groups, and read back.
// Usage: JournalBenchmark DIRECTORY [PAGES] [GROUP] [process|power] [NEW URLS A PAGE] [all|write|jsonl]

let arguments = CommandLine.arguments
func number(_ index: Int, _ otherwise: Int) -> Int {
    arguments.count > index ? Int(arguments[index]) ?? otherwise : otherwise
}
guard arguments.count > 1 else { fatalError("usage: JournalBenchmark DIRECTORY [PAGES] [GROUP] [process|power] [NEW]") }
let parent = arguments[1]
let pages = number(2, 50_000)
let group = max(1, number(3, 1000))
let durability = arguments.count > 4 ? Durability(rawValue: arguments[4]) ?? .process : .process
let newURLs = number(5, 2)
let links = max(12, newURLs)
/// Without a journal, for comparison: what the files of records alone cost.
let isPlain = arguments.count > 6 && arguments[6] == "jsonl"
/// Without reading back, for profilers.
let isWritten = arguments.count > 6 && arguments[6] == "write"

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

let directory = parent + "/journal-\(getpid())"
guard mkdir(directory, 0o755) == 0 else { fatalError("cannot make \(directory)") }
var entries: [StepEntry] = []
entries.reserveCapacity(pages)
for page in 0..<pages { entries.append(try entry(page)) }

let started = ContinuousClock.now
let cpu = cpuMicroseconds()
if isPlain {
    let sink = try JSONLRecordSink(directory: CrawlDirectory(preparing: directory))
    for start in stride(from: 0, to: pages, by: group) {
        try await sink.append(Array(entries[start..<min(start + group, pages)]))
    }
    try await sink.close()
} else {
    var options = JournalOptions(runStartedMicroseconds: 1_764_000_000_000_000)
    options.durability = durability
    let sink = try JournalRecordSink(
        creatingIn: directory, meta: JournalMeta(hashSeed: 1, startedMicroseconds: 0, programVersion: "bench"),
        options: options)
    for start in stride(from: 0, to: pages, by: group) {
        try await sink.append(Array(entries[start..<min(start + group, pages)]))
    }
    try await sink.close()
}
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
