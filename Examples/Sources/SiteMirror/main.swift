// Copies a site to disk: SiteMirror copy https://example.org/
//
// Pages, and what they need to be shown: images, scripts and style sheets, with what those name. Files lie where their URLs say:
// copy/example.org/a/b.html. Links are left as they are.

import Foundation
import Skitter

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    print("usage: SiteMirror DIRECTORY URL")
    exit(2)
}
let root = arguments[1]

var configuration = CrawlConfiguration()
configuration.reach.depth = nil
var parts = CrawlParts()
parts.bodies = .all
parts.onPage { page in
    // Half a file is none.
    if page.response.truncation == nil {
        let file = root + "/" + page.fileName
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(page.response.body).write(to: URL(filePath: file))
    }
    // The crawler follows links to pages by itself; these are fetched as if they were such.
    let needed: Set<LinkElement> = [
        .img, .script, .link, .source, .image, .style, .input, .video, .audio, .embed, .object,
    ]
    return PageAnswer(requests: page.links.filter { needed.contains($0.element) }.map(\.url.href))
}
let report = try await Crawler(configuration, parts: parts).run(seeds: [arguments[2]])
print("\(report.ending.cause): \(report.snapshot.totals.visits) URLs visited")

extension FetchedPage {
    /// Where it goes. The URL parser has taken `..` out of paths; a query is part of the name, and a page whose name may be a folder
    /// to others is one.
    var fileName: String {
        var path = self.url.pathname
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        if name.isEmpty {
            path += "index.html"
        } else if !name.contains("."), self.mediaType == "text/html" {
            path += "/index.html"
        }
        return self.url.hostname.replacing(":", with: "_") + path + self.url.search.replacing("/", with: "%2F")
    }
}
