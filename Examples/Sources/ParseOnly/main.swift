// What reads the web, without a crawler: URLs, robots.txt, pages, sitemaps, SURTs, public suffixes, text.
//
// ParseOnly https://example.org/a/ page.html

import Foundation
import SkitterCore
import SkitterHTML

let arguments = CommandLine.arguments
guard arguments.count == 3, let body = FileManager.default.contents(atPath: arguments[2]) else {
    print("usage: ParseOnly URL FILE")
    exit(2)
}

let url = try CrawlURL(arguments[1])
print("url", url.href, url.hostname, url.surt)

let robots = RobotsTxt(parsing: Array("User-agent: *\nDisallow: /private\nCrawl-delay: 2\nSitemap: /map.xml\n".utf8))
print("robots", robots.verdict(agent: "skitter", path: "/private/x").allowed, robots.sitemaps)
print("why", robots.reason(agent: "skitter", path: "/private/x").text ?? "-")

let page = LibXML2Extractor().extract(Array(body), DocumentContext(url: url.href, contentType: "text/html"))
let urls = PageURLs(of: page, at: url)
print("title", page.title.map(page.string) ?? "-")
for link in page.links {
    print("link", link.element.name, urls.resolve(link.url)?.href ?? "-", FollowRules.source(of: link) != nil)
}
print("text", DocumentText.of(Array(body), contentType: "text/html").replacing("\n", with: " / "))

let map =
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://example.org/b</loc></url></urlset>"
print("sitemap", SitemapFileReader().read(Array(map.utf8), contentType: "application/xml").pages)

let suffixes = PublicSuffixList(Array("com\nuk\nco.uk\n".utf8).span)
print("domain", suffixes.registrableDomain(of: "www.example.co.uk") ?? "-")
