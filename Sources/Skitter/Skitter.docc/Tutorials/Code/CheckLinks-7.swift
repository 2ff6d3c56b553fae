// Checks the links of a site: BrokenLinks https://example.org/
//
// Prints a table of what is broken, the page that names it first beside it, and ends with 1 where there is anything. Nothing is kept.

import Foundation
import Skitter

let seeds = Array(CommandLine.arguments.dropFirst())
var configuration = CrawlConfiguration()
configuration.reach.depth = nil
configuration.budgets.maxPages = 10_000

var broken: [(what: String, url: String, page: String)] = []
let report: CrawlReport
do {
    report = try await Crawler(configuration).run(seeds: seeds) { events in
        for try await batch in events {
            for event in batch {
                switch event {
                case .failed(let page):
                    guard case .failed(let failure, _) = page.outcome else { continue }
                    let what = page.status.map { "\($0)" } ?? failure.description
                    broken.append((what, page.url, page.parent ?? "-"))
                case .progress(let figures):
                    FileHandle.standardError.write(Data("\(figures.done) pages, \(figures.queued) to go\n".utf8))
                default: break
                }
            }
        }
    }
} catch let error as CrawlError {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(2)
}

for link in broken.sorted(by: { ($0.page, $0.url) < ($1.page, $1.url) }) {
    print(link.what, link.url, link.page, separator: "\t")
}
FileHandle.standardError.write(Data("\(report.ending.cause): \(broken.count) broken\n".utf8))
exit(broken.isEmpty ? 0 : 1)
