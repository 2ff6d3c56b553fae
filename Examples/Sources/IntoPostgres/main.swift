// Crawls into PostgreSQL, and into no directory: IntoPostgres postgresql://user@host/database https://example.org/
//
// A RecordSink of one's own takes the place of the crawl directory: what it does not hold did not happen. Such a crawl cannot be
// resumed. Where that matters, let the crawl have its directory and copy from it with a RecordConsumer, as OwnSink does.

import Foundation
import Skitter

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    print("usage: IntoPostgres ADDRESS URL")
    exit(2)
}

do {
    let sink = try PostgresSink(arguments[1])
    try await sink.prepare()
    var configuration = CrawlConfiguration()
    configuration.reach.depth = nil
    var parts = CrawlParts()
    parts.recordSink = sink
    let report = try await Crawler(configuration, parts: parts).run(seeds: [arguments[2]])
    print("\(report.ending.cause): \(try await sink.value("SELECT count(*) FROM page")) pages in the database")
    await sink.close()
} catch {
    print(error)
    exit(1)
}
