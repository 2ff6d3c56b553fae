import Skitter

let seeds = Array(CommandLine.arguments.dropFirst())
let report = try await Crawler().run(seeds: seeds)
print("\(report.ending.cause): \(report.snapshot.totals.visits) URLs visited")
