import Skitter

let seeds = Array(CommandLine.arguments.dropFirst())
var configuration = CrawlConfiguration()
configuration.reach.depth = nil
configuration.budgets.maxPages = 10_000

let report = try await Crawler(configuration).run(seeds: seeds) { events in
    for try await batch in events {
        for event in batch {
            switch event {
            case .failed(let page):
                guard case .failed(let failure, _) = page.outcome else { continue }
                let what = page.status.map { "\($0)" } ?? failure.description
                print(what, page.url, page.parent ?? "-", separator: "\t")
            default: break
            }
        }
    }
}
print("\(report.ending.cause): \(report.snapshot.totals.visits) URLs visited")
