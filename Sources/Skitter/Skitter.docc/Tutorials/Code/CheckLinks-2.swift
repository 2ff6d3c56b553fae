import Skitter

let seeds = Array(CommandLine.arguments.dropFirst())
let report = try await Crawler().run(seeds: seeds) { events in
    for try await batch in events {
        for event in batch {
            switch event {
            case .failed(let page): print(page.url)
            default: break
            }
        }
    }
}
print("\(report.ending.cause): \(report.snapshot.totals.visits) URLs visited")
