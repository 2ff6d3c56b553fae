import SkitterArchive
import SkitterCore

// Writes the directory of a made-up crawl, for `skitter stats` to be measured on.
// Usage: StatsBenchmark DIRECTORY [PAGES]

let arguments = CommandLine.arguments
guard arguments.count > 1 else { fatalError("usage: StatsBenchmark DIRECTORY [PAGES]") }
let pages = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
let crawl = MadeUpCrawl(pages: pages)

let directory = try CrawlDirectory(preparing: arguments[1])
var manifest = Manifest(
    programVersion: "0", startedMicroseconds: MadeUpCrawl.startedMicroseconds, transport: "curl", transportReason: "",
    seeds: ["https://host0.example/"], options: [])
try manifest.write(to: directory)
let sink = try JSONLRecordSink(directory: directory)
for first in stride(from: 0, to: pages, by: 1_000) {
    try await sink.append(
        (first..<min(first + 1_000, pages)).map { number in
            StepEntry(
                step: UInt64(number) + 1, visit: crawl.visit(number), skipped: crawl.skip(number).map { [$0] } ?? [])
        })
}
try await sink.close()
let series = try TimeSeriesFile(directory: directory)
for second in 1...max(1, pages / 300) {
    var figures = ProgressFigures()
    figures.elapsed = .seconds(second)
    figures.gauges.limits.waited(.seconds(1), on: second % 3 == 0 ? .server : .politeness)
    try await series.append(TimeSeriesRow(to: figures))
}
let replay = try CrawlDirectoryReader(directory.path).replay()
try Summary(ending: CrawlEnding(code: 0, cause: "finished"), snapshot: replay.snapshot).write(to: directory)
manifest.finishedMicroseconds = MadeUpCrawl.startedMicroseconds + Int64(pages) * 3_000 + 1_000_000
manifest.ending = CrawlEnding(code: 0, cause: "finished")
try manifest.write(to: directory)
print("\(replay.snapshot.totals.visits) visits in \(directory.path)")
