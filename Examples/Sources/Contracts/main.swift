// Tries parts of one's own against what their ports promise. In a package with tests each scenario is the argument of a test.

import Skitter
import SkitterTesting

/// An extractor of one's own: a link a line.
struct Lines: LinkExtractor {
    func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        var page = ExtractedPage()
        for line in body.split(separator: UInt8(ascii: "\n")) {
            page.append(link: String(decoding: line, as: UTF8.self))
        }
        return page
    }
}

var failures = 0
for scenario in LinkExtractorContract.scenarios {
    let subject = LinkExtractorContract.Subject(
        body: Array("/a\n/b\nhttp://example.org/c\n".utf8), document: DocumentContext(url: "http://example.org/")
    ) { Lines() }
    do {
        try await scenario.run(on: subject)
        print("kept:", scenario)
    } catch {
        failures += 1
        print("broken:", error)
    }
}

// And a crawl without a network: pages in memory.
let session = InMemoryHTTPSession()
session.script("http://site.test/robots.txt", .status(404))
session.script("http://site.test/", .html("<a href=/a>a</a>"))
struct Loopback: Resolver {
    func addresses(of host: String) async throws(FetchError) -> [IPAddress] { [IPAddress(v4: 0x7F00_0001)] }
}
var parts = CrawlParts()
parts.session = { _ in session }
parts.resolver = Loopback()
let report = try await Crawler(parts: parts).run(seeds: ["http://site.test/"])
print("visited:", session.requestedHrefs.joined(separator: " "))
print(report.ending.cause, failures == 0 ? "all kept" : "\(failures) broken")
