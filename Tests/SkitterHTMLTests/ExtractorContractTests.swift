import SkitterCore
import SkitterHTML
import SkitterTesting
import Testing

@Suite struct ExtractorContractTests {
    private static let page = """
        <!DOCTYPE html><title>A &amp; b</title><base href='/x/'><link rel=canonical href=c><meta name=robots content=nofollow>
        <meta http-equiv=refresh content='3; url=r'><p><a href='y?a=1&amp;b=2' rel='nofollow me'>text</a><img srcset='z 1x, w 2x'>
        <svg><a xlink:href=s>s</a></svg><iframe src=f></iframe><script>var a = '<a href=no>'</script><a href=caf\u{E9}>x</a>
        """

    @Test(arguments: LinkExtractorContract.scenarios)
    func libxml2KeepsThePromise(scenario: LinkExtractorContract.Scenario) async throws {
        try await scenario.run(on: Self.subject { LibXML2Extractor() })
    }

    @Test(arguments: LinkExtractorContract.scenarios)
    func theTokenizerKeepsThePromise(scenario: LinkExtractorContract.Scenario) async throws {
        try await scenario.run(on: Self.subject { TokenizerExtractor() })
    }

    /// One that forgets its text between documents, and so names ranges outside of it.
    private struct Careless: LinkExtractor {
        func extract(_ body: [UInt8], _ document: DocumentContext) -> ExtractedPage {
            var page = LibXML2Extractor().extract(body, document)
            page.text.removeLast(min(1, page.text.count))
            return page
        }
    }

    @Test func oneThatBreaksItIsFound() async throws {
        await #expect(throws: ContractViolation.self) {
            for scenario in LinkExtractorContract.scenarios {
                try await scenario.run(on: Self.subject { Careless() })
            }
        }
    }

    private static func subject(_ make: @escaping @Sendable () -> any LinkExtractor) -> LinkExtractorContract.Subject {
        LinkExtractorContract.Subject(
            body: Array(self.page.utf8),
            document: DocumentContext(url: "http://example.org/", contentType: "text/html"), extractor: make)
    }
}
