import FuzzSupport
package import SkitterCore
import SkitterHTML

/// What holds of every page, whatever it was read from.
package enum PageProperties {
    /// Both extractors' page, which must be one.
    package static func extract(_ body: [UInt8], _ document: DocumentContext, _ options: ExtractionOptions)
        -> ExtractedPage
    {
        let page = TokenizerExtractor(options: options).extract(body, document)
        let other = LibXML2Extractor(options: options).extract(body, document)
        FuzzSupport.check(page.truncated, equals: other.truncated, "both extractors are cut off alike")
        FuzzSupport.check(Self.findings(page), equals: Self.findings(other), "both extractors find the same")
        Self.check(page, options)
        Self.check(other, options)
        return page
    }

    /// Everything that was found, without where in the arena it stands.
    package static func findings(_ page: ExtractedPage) -> [String] {
        var findings = page.links.map {
            "\($0.element.name) \($0.attribute.name) \(page.string($0.url)) [\(page.string($0.rel))] \($0.flags.rawValue) \(page.string($0.anchorText))"
        }
        findings.append("base \(page.base.map(page.string) ?? "-")")
        findings.append("title \(page.title.map(page.string) ?? "-")")
        findings.append("canonical \(page.canonical.map(page.string) ?? "-")")
        findings.append("refresh \(page.refresh.map { "\($0.seconds) \($0.target.map(page.string) ?? "-")" } ?? "-")")
        findings += page.metaRobots.map { "robots \(page.string($0.name)): \(page.string($0.content))" }
        findings.append("scripts \(page.hasScripts)")
        findings.append("encoding \(page.encodingName) \(page.encodingSource)")
        return findings
    }

    /// All ranges lie in the arena and are UTF-8; all links can be resolved or refused.
    package static func check(_ page: ExtractedPage, _ options: ExtractionOptions) {
        var ranges = page.links.flatMap { [$0.url, $0.rel, $0.anchorText] }
        ranges += page.metaRobots.flatMap { [$0.name, $0.content] }
        ranges += [page.base, page.title, page.canonical, page.refresh?.target].compactMap(\.self)
        for range in ranges {
            FuzzSupport.check(range.indices.upperBound <= page.text.count, "a range lies in the arena")
            let isText = page.withSpan(of: range) { (try? UTF8Span(validating: $0)) != nil }
            FuzzSupport.check(isText, "a range is UTF-8")
        }
        FuzzSupport.check(page.links.count <= options.maximumLinks, "no more links than asked for")
        if let refresh = page.refresh { FuzzSupport.check(0...1e9 ~= refresh.seconds, "a refresh waits some time") }
        guard let address = try? CrawlURL("http://example.com/dir/page.html?q") else { return }
        let urls = PageURLs(of: page, at: address)
        var resolver = urls.resolver()
        for link in page.links {
            let url = urls.resolve(link.url)
            let isResolved = page.withSpan(of: link.url) { resolver.resolve($0) }
            FuzzSupport.check(isResolved, equals: url != nil, "the resolver refuses what the value form refuses")
            if let url {
                FuzzSupport.check(resolver.materialise().href, equals: url.href, "and gives the same URL")
            }
        }
    }
}
