import SkitterCore
import SkitterHTML

/// What a standard parser would find: the whole document decoded, the plain tokenizer, the plain tree.
struct OracleExtractor: LinkExtractor {
    var options = ExtractionOptions()

    func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
        var builder = PageBuilder(options: self.options, robotsToken: document.robotsToken)
        let decision = EncodingDecision(body, contentType: document.contentType)
        builder.encoding(decision.encoding.name, source: decision.source.rawValue)
        let tree = OracleTree(builder)
        OracleTokenizer(decision.encoding.decodeToUTF8(body), tree).run()
        return tree.builder.page
    }
}

extension ExtractedPage {
    /// Everything that was found, without where in the arena it stands.
    var findings: [String] {
        var findings = self.links.map {
            "\($0.element.name) \($0.attribute.name) \(self.string($0.url)) [\(self.string($0.rel))] \($0.flags.rawValue)"
                + " \(String(reflecting: self.string($0.anchorText)))"
        }
        findings.append("base \(self.base.map(self.string) ?? "-")")
        findings.append("title \(self.title.map(self.string) ?? "-")")
        findings.append("canonical \(self.canonical.map(self.string) ?? "-")")
        findings.append("refresh \(self.refresh.map { "\($0.seconds) \($0.target.map(self.string) ?? "-")" } ?? "-")")
        findings += self.metaRobots.map { "robots \(self.string($0.name)): \(self.string($0.content))" }
        findings.append("scripts \(self.hasScripts)")
        findings.append("encoding \(self.encodingName) \(self.encodingSource)")
        return findings
    }
}
