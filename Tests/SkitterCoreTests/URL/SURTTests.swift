import SkitterCore
import SkitterFixtures
import Testing

@Suite struct SURTTests {
    @Test(arguments: SURTFixtures.texts)
    func aTextBecomesItsIndexKey(text: String, surt: String) {
        #expect(CrawlURL.surt(of: text) == surt)
    }

    @Test func escapesOfEscapesTakeNoMoreThanOnePass() throws {
        // Decoded pass by pass this would take as many passes as there are escapes.
        let nested = "http://h/%" + String(repeating: "25", count: 50_000)
        #expect(CrawlURL.surt(of: nested) == "h)/%25")
    }
}
