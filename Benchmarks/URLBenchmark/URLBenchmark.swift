import BenchmarkSupport
import FoundationEssentials
import SkitterCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Measures what a link costs: resolved to a value, resolved in place and fingerprinted, and with Foundation's `URL`.
///
///     SKITTER_BENCHMARKS=1 swift run -c release URLBenchmark [--json NAME] PAGE.html …
///
/// Allocations are counted from outside (`Benchmarks/URLBenchmark/allocations.sh`): the program runs under valgrind
/// with `--repeat 0` and `--repeat N`, and the difference is what N rounds over the links allocate.
@main
struct URLBenchmark {
    static let base = "https://docs.example.org/manual/17/sql-commands.html"
    static let rounds = 9

    static func main() throws {
        var pages: [String] = []
        var repeats: Int?
        var mode = "value"
        let given = BenchmarkArguments()
        var arguments = given.positional[...]
        while let argument = arguments.popFirst() {
            switch argument {
            case "--repeat": repeats = arguments.popFirst().flatMap { Int($0) }
            case "--mode": mode = arguments.popFirst() ?? mode
            default: pages.append(argument)
            }
        }
        var links: [[UInt8]] = []
        for page in pages { links += try Self.links(in: [UInt8](Data(contentsOf: URL(fileURLWithPath: page)))) }
        guard !links.isEmpty else {
            print("usage: URLBenchmark [--repeat N --mode value|resolver|fingerprint|foundation] PAGE.html …")
            return
        }
        let bench = try LinkRounds(links: links, base: CrawlURL(Self.base))
        if let repeats {
            for _ in 0..<repeats { bench.run(mode) }
            print("\(repeats) x \(links.count) links, mode \(mode)")
            return
        }
        if let name = given.jsonName { return Self.report(bench, name) }
        print("\(links.count) links, median length \(links.map(\.count).sorted()[links.count / 2]) bytes")
        var medians: [String: Double] = [:]
        for mode in ["value", "resolver", "fingerprint", "foundation", "foundation-text"] {
            let median = Self.median(of: bench, mode)
            medians[mode] = median
            print("\(mode): \(Int(median)) ns of CPU a link (median of \(Self.rounds) rounds)")
        }
        guard let value = medians["value"], let inPlace = medians["resolver"], let text = medians["foundation-text"]
        else {
            return
        }
        print("Foundation's resolved text / CrawlURL: \(Int(text / value))x; / URLResolver: \(Int(text / inPlace))x")
    }

    private static func report(_ bench: LinkRounds, _ name: String) {
        let passes = 1 + 400_000 / bench.count
        for mode in ["value", "resolver", "fingerprint"] {
            bench.run(mode)
            var meter = CostMeter("\(name).\(mode)")
            for _ in 0..<Self.rounds {
                meter.begin()
                for _ in 0..<passes { bench.run(mode) }
                meter.end(units: passes * bench.count)
            }
            meter.report()
        }
    }

    private static func median(of bench: LinkRounds, _ mode: String) -> Double {
        bench.run(mode)
        var samples: [Double] = []
        for _ in 0..<Self.rounds {
            // Rounds long enough for the clock: Foundation needs fewer.
            let passes = mode.hasPrefix("foundation") ? 1 + 20_000 / bench.count : 1 + 400_000 / bench.count
            let start = Self.cpuNanoseconds()
            for _ in 0..<passes { bench.run(mode) }
            samples.append(Double(Self.cpuNanoseconds() - start) / Double(passes * bench.count))
        }
        return samples.sorted()[samples.count / 2]
    }

    /// CPU time of this thread, which a busy machine does not stretch as it does the time on the wall.
    private static func cpuNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The values of `href="…"`, which is all a benchmark needs of HTML.
    private static func links(in page: [UInt8]) -> [[UInt8]] {
        let mark = Array("href=\"".utf8)
        var links: [[UInt8]] = []
        var index = 0
        while index + mark.count < page.count {
            guard page[index] == mark[0], page[index..<index + mark.count].elementsEqual(mark) else {
                index += 1
                continue
            }
            let value = page[(index + mark.count)...].prefix { $0 != 0x22 }
            links.append(Array(value))
            index = value.endIndex
        }
        return links
    }
}
