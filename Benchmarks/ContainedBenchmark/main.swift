import FoundationEssentials
import SkitterCore
import SkitterFetchProcess
import SkitterFetchURLSession

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

// What it costs to hold URLSession in another process: URLs, many times, in this process or in workers.
//
//   ContainedBenchmark URL|FILE REQUESTS IN-FLIGHT WORKERS        0 workers: URLSession in this process
//
// A FILE holds a URL a line; they are asked for in turn.
//
// One line: requests a second; processor time a request in microseconds, of this process and of its workers.

/// Processor time of this process, or of its children that have ended, in microseconds.
func processorMicroseconds(ofChildren: Bool) -> Int {
    var usage = rusage()
    #if canImport(Glibc)
        getrusage(ofChildren ? RUSAGE_CHILDREN.rawValue : RUSAGE_SELF.rawValue, &usage)
    #else
        getrusage(ofChildren ? RUSAGE_CHILDREN : RUSAGE_SELF, &usage)
    #endif
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec)
        + Int(usage.ru_stime.tv_usec)
}

/// Fetches `urls` in turn, so often; returns how many answered 200.
func fetchAll(_ urls: [CrawlURL], _ requests: Int, inFlight: Int, _ session: some HTTPSession) async -> Int {
    await withTaskGroup(of: Bool.self) { group in
        var whole = 0
        for number in 0..<requests {
            if number >= inFlight, await group.next() == true { whole += 1 }
            group.addTask { (try? await session.fetch(FetchRequest(url: urls[number % urls.count])))?.status == 200 }
        }
        for await isWhole in group where isWhole { whole += 1 }
        return whole
    }
}

func urls(_ argument: String) throws -> [CrawlURL] {
    if argument.hasPrefix("http") { return [try CrawlURL(argument)] }
    var lines: [CrawlURL] = []
    guard let file = fopen(argument, "r") else { return [] }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 8192)
    while fgets(&line, CInt(line.count), file) != nil {
        let bytes = line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
        lines.append(try CrawlURL(String(decoding: bytes, as: UTF8.self)))
    }
    return lines
}

let arguments = CommandLine.arguments.dropFirst()
let numbers = arguments.dropFirst().compactMap { Int($0) }
guard arguments.count == 4, numbers.count == 3, let urls = try? urls(CommandLine.arguments[1]), !urls.isEmpty else {
    print("ContainedBenchmark URL|FILE REQUESTS IN-FLIGHT WORKERS")
    exit(2)
}
let (requests, inFlight, workers) = (numbers[0], numbers[1], numbers[2])
let start = ContinuousClock.now
var whole = 0
if workers == 0 {
    whole = await fetchAll(urls, requests, inFlight: inFlight, URLSessionHTTPSession())
} else {
    let configuration = FleetConfiguration(program: try WorkerProgram.find(), workers: workers)
    whole = await WorkerFleet.running(configuration) { fleet in
        await fetchAll(urls, requests, inFlight: inFlight, ContainedHTTPSession(fleet))
    }
}
let seconds = (ContinuousClock.now - start).inSeconds
let own = processorMicroseconds(ofChildren: false)
let children = processorMicroseconds(ofChildren: true)
print(
    "workers \(workers)  in flight \(inFlight)  \(whole) of \(requests) answered  \(Int(Double(requests) / seconds))/s  "
        + "CPU a request: \(own / requests) us here + \(children / requests) us in workers")
