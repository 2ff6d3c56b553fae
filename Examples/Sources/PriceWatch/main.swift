// Watches the prices of a shop: PriceWatch prices https://shop.example/
//
// Each call crawls into a directory of its own, prices/1, prices/2, …, and asks the server only for what has changed since the last
// (ETag, Last-Modified). What it prints is what became dearer, cheaper, new or gone.

import Foundation
import Skitter

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    print("usage: PriceWatch DIRECTORY URL")
    exit(2)
}
let number = (1...).first { !FileManager.default.fileExists(atPath: "\(arguments[1])/\($0)") } ?? 1
let before = Prices(in: "\(arguments[1])/\(number - 1)")

var configuration = CrawlConfiguration()
configuration.directory = "\(arguments[1])/\(number)"
configuration.reach.depth = 3
if number > 1 { configuration.state.earlierDirectory = "\(arguments[1])/\(number - 1)" }

let found = FoundPrices()
var parts = CrawlParts()
parts.onPage { page in
    // Here a shop's own mark would stand; this one writes <span class=price>9.90</span>.
    if let match = String(decoding: page.response.body, as: UTF8.self).firstMatch(of: /class="?price"?>([0-9.]+)</) {
        await found.add(String(match.1), at: page.url.href)
    }
    return .goOn
}

var unchanged = 0
let report = try await Crawler(configuration, parts: parts).run(seeds: [arguments[2]]) { events in
    for try await batch in events {
        for case .visited(let page) in batch where page.isUnchanged {
            // No body came, so no handler saw it: the page is as it was.
            unchanged += 1
            if let price = before.byURL[page.url] { await found.add(price, at: page.url) }
        }
    }
}
// Of a crawl that did not end by itself nobody knows what is gone.
guard report.cause == .finished else { fatalError(report.ending.cause) }
let now = Prices(byURL: await found.byURL)
try now.write(to: configuration.directory)
print("\(now.byURL.count) prices, \(unchanged) pages unchanged")
for url in Set(before.byURL.keys).union(now.byURL.keys).sorted() where before.byURL[url] != now.byURL[url] {
    print(url, before.byURL[url] ?? "new", "->", now.byURL[url] ?? "gone")
}

/// Pages are read many at a time.
actor FoundPrices {
    private(set) var byURL: [String: String] = [:]

    func add(_ price: String, at url: String) {
        self.byURL[url] = price
    }
}

/// A file of URLs and prices beside the record of the crawl.
struct Prices {
    var byURL: [String: String]

    init(byURL: [String: String]) { self.byURL = byURL }

    init(in directory: String) {
        let text = (try? String(contentsOfFile: directory + "/prices.tsv", encoding: .utf8)) ?? ""
        let rows = text.split(separator: "\n").map { $0.split(separator: "\t") }.filter { $0.count == 2 }
        self.byURL = Dictionary(rows.map { (String($0[0]), String($0[1])) }, uniquingKeysWith: { $1 })
    }

    func write(to directory: String) throws {
        let lines = self.byURL.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }
        try lines.joined().write(toFile: directory + "/prices.tsv", atomically: true, encoding: .utf8)
    }
}
