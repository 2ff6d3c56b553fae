import SkitterCore
import SkitterHTML
import Testing

/// One promise of the port: both extractors say what a standard parser says.
struct EqualAnswersTests {
    private let context = DocumentContext(url: "http://example.com/", contentType: "text/html; charset=utf-8")

    private func expectEqual(_ body: [UInt8], _ context: DocumentContext) {
        let expected = OracleExtractor().extract(body, context).findings
        let tokenizer = TokenizerExtractor().extract(body, context).findings
        if tokenizer != expected {
            Issue.record("""
                tokenizer on \(String(reflecting: String(decoding: body, as: UTF8.self)))
                \(tokenizer.filter { !expected.contains($0) }) instead of \(expected.filter { !tokenizer.contains($0) })
                """)
        }
        let libxml2 = Self.libxml2.extract(body, context).findings
        if libxml2 != expected {
            Issue.record("""
                libxml2 on \(String(reflecting: String(decoding: body, as: UTF8.self)))
                \(libxml2.filter { !expected.contains($0) }) instead of \(expected.filter { !libxml2.contains($0) })
                """)
        }
    }

    private static let libxml2 = LibXML2Extractor()

    @Test(arguments: 0..<30)
    func randomTagSoupsGetTheSameAnswers(seed: Int) {
        var soup = Soup(seed: UInt64(seed))
        for _ in 0..<1_000 {
            self.expectEqual(soup.document(), self.context)
        }
    }
}
