// Crawls what no HTML parser reads: OwnExtractor https://api.example/books
//
// Documents of JSON whose members "href" and "next" are links; HTML is left to the extractor that comes with the library.

import Foundation
import Skitter

struct JSONLinks: LinkExtractor {
    private let html = LibXML2Extractor()

    func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        guard document.contentType.flatMap(MediaType.init)?.essence == "application/json" else {
            return self.html.extract(body, document)
        }
        var page = ExtractedPage()
        if let json = try? JSONSerialization.jsonObject(with: Data(body)) { self.add(json, to: &page) }
        return page
    }

    private func add(_ json: Any, to page: inout ExtractedPage) {
        if let list = json as? [Any] {
            for member in list { self.add(member, to: &page) }
        } else if let object = json as? [String: Any] {
            for (name, member) in object.sorted(by: { $0.key < $1.key }) {
                if name == "href" || name == "next", let link = member as? String {
                    page.append(link: link)
                } else if name == "title", let title = member as? String, page.title == nil {
                    page.title = page.append(text: title)
                } else {
                    self.add(member, to: &page)
                }
            }
        }
    }
}

var parts = CrawlParts()
parts.extractor = JSONLinks()
parts.bodies = .types(["application/json"])
try await Crawler(parts: parts).run(seeds: Array(CommandLine.arguments.dropFirst())) { events in
    for try await batch in events {
        for case .visited(let page) in batch { print(page.depthAtFetch, page.url, page.title ?? "") }
    }
}
