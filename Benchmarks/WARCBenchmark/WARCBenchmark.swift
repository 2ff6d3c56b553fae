import BenchmarkSupport
import FoundationEssentials
import SkitterArchive
import SkitterCore

/// Measures what an exchange costs on its way into a WARC file, and what an index costs.
///
///     SKITTER_BENCHMARKS=1 swift run -c release WARCBenchmark [--only CASE] [--count N] [--json NAME] PAGE.html …
///
/// The bodies are 14 KB pieces of the pages, each different from the others. CPU time of the thread, write(2) included,
/// median of nine rounds. With `--only` one case runs once, for valgrind and perf.
@main
struct WARCBenchmark {
    static func main() throws {
        var pages: [String] = []
        var only: String?
        var count = 500
        let given = BenchmarkArguments()
        var arguments = given.positional[...]
        while let argument = arguments.popFirst() {
            switch argument {
            case "--only": only = arguments.popFirst()
            case "--count": count = arguments.popFirst().flatMap { Int($0) } ?? count
            default: pages.append(argument)
            }
        }
        var text: [UInt8] = []
        for page in pages { text += [UInt8](try Data(contentsOf: URL(fileURLWithPath: page))) }
        guard text.count >= AppendCase.bodyBytes else {
            print("usage: WARCBenchmark [--only CASE] [--count N] PAGE.html … (14 KB or more in all)")
            print("cases: \(AppendCase.all.map(\.name).joined(separator: ", ")), read, index, sort")
            return
        }
        let directory = FileManager.default.temporaryDirectory.path + "/warc-benchmark-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for test in AppendCase.all where only == nil || only == test.name {
            let exchanges = test.exchanges(count: count, from: text)
            if let name = given.jsonName {
                try Self.report(test, exchanges, in: directory, "\(name).\(test.name)")
                continue
            }
            try Self.report(test.name, count: count, repeats: only == nil) { round in
                try test.append(exchanges, to: directory + "/\(test.name)-\(round)")
            }
        }
        if given.jsonName != nil { return }
        let readings = ReadCase(directory: directory, count: count, text: text)
        for name in ["read", "index"] where only == nil || only == name {
            try readings.prepare()
            try Self.report(name, count: count, repeats: only == nil) { _ in
                try name == "read" ? readings.read() : readings.index()
            }
        }
        if only == nil || only == "sort" {
            try Self.report("sort", count: count, repeats: only == nil) { _ in try readings.sort() }
        }
    }

    private static func report(
        _ test: AppendCase, _ exchanges: [WARCExchange], in directory: String, _ name: String
    ) throws {
        var meter = CostMeter(name)
        for round in 0..<9 {
            meter.begin()
            _ = try test.append(exchanges, to: "\(directory)/\(test.name)-\(round)")
            meter.end(units: exchanges.count)
        }
        meter.report()
    }

    /// Runs `body`, which says how many bytes it left on the disk or took from there, and prints what it cost.
    private static func report(_ name: String, count: Int, repeats: Bool, _ body: (Int) throws -> Int) throws {
        var samples: [Double] = []
        var bytes = 0
        for round in 0..<(repeats ? 9 : 1) {
            let start = ThreadTime.nanoseconds()
            bytes = try body(round)
            samples.append(Double(ThreadTime.nanoseconds() - start) / Double(count) / 1_000)
        }
        let median = samples.sorted()[samples.count / 2]
        let rate = name == "sort" ? "" : " \(Int(Double(AppendCase.bodyBytes) / median)) MB/s of bodies,"
        print(
            "\(name): \((median * 10).rounded() / 10) us of CPU an exchange,\(rate) \(bytes / count) bytes each in the file"
        )
    }
}
