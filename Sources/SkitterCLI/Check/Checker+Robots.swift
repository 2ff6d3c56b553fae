internal import Skitter
internal import SkitterCore
internal import SkitterHTML

/// Questions about what a site asks of robots.
extension Checker {
    mutating func robots(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let file = try self.robotsFile(question)
        let agent = try question.string("agent")
        switch try question.optionalString("kind") {
        case nil:
            let verdict = file.verdict(agent: agent, url: try question.string("url"))
            writer.key("allowed")
            writer.value(verdict.allowed)
            writer.key("line")
            writer.optional(verdict.line)
        case "crawl_delay":
            writer.key("crawl_delay")
            if let delay = file.crawlDelay(agent: agent) {
                writer.value(delay / .seconds(1), decimals: 3)
            } else {
                writer.null()
            }
        case "sitemaps":
            let base = try question.optionalString("robots_url").flatMap { try? CrawlURL($0) }
            writer.key("sitemaps")
            writer.values(file.sitemaps.compactMap { Self.absolute($0, base: base) })
        case let kind?:
            throw CheckFailure("no kind is called '\(kind.prefix(40))'")
        }
    }

    private mutating func robotsFile(_ question: CheckQuestion) throws(CheckFailure) -> RobotsTxt {
        let encoded = try question.string("robots_b64")
        if let last = self.lastRobots, last.encoded == encoded { return last.file }
        let file = RobotsTxt(parsing: try question.base64("robots_b64"))
        self.lastRobots = (encoded, file)
        return file
    }

    func metaRobots(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        let fields = try question.fields("headers")
        let agent = try question.optionalString("agent") ?? Self.robotsToken
        let document = DocumentContext(
            url: try question.optionalString("url") ?? "", contentType: fields["Content-Type"], robotsToken: agent)
        let page = self.libXML2.extract(try question.base64("body_b64"), document)
        let directives = fields.values(of: "X-Robots-Tag").reduce(Self.directives(of: page, agent: agent)) {
            $0.union(.parse(headerValue: $1, agent: agent))
        }
        writer.key("noindex")
        writer.value(directives.contains(.noindex))
        writer.key("nofollow")
        writer.value(directives.contains(.nofollow))
    }

    /// What the `<meta>` elements of a page ask of `agent`.
    static func directives(of page: ExtractedPage, agent: String) -> RobotsDirectives {
        page.metaRobots.reduce(into: []) { directives, meta in
            directives.formUnion(
                .parse(metaName: page.string(meta.name), content: page.string(meta.content), agent: agent))
        }
    }

    /// The name under which pages speak to a crawl that was given none.
    static let robotsToken = CrawlConfiguration().http.robotsAgent

    /// A URL of a document as it stands there, or resolved where it is relative; nil for what names nothing.
    static func absolute(_ text: String, base: CrawlURL?) -> String? {
        if (try? CrawlURL(text)) != nil { return text }
        return base.flatMap { try? CrawlURL(text, base: $0) }?.href
    }
}
