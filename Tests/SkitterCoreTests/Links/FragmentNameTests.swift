import SkitterCore
import Testing

@Suite struct FragmentNameTests {
    private func anchors(_ names: String...) -> [UInt64] {
        names.map { FragmentName.hash($0.utf8.span) }.sorted()
    }

    @Test(arguments: [
        "http://example.org/", "http://example.org/#", "http://example.org/#top", "http://example.org/#ToP",
        "http://example.org/#t%6Fp", "http://example.org/#!/route", "http://example.org/#/route",
        "http://example.org/#:~:text=word",
    ])
    func whatEveryPageHasIsNoName(url: String) {
        #expect(FragmentName(ofURL: url) == nil)
    }

    @Test func aNameIsMeantAsItStandsOrPercentDecoded() throws {
        let name = try #require(FragmentName(ofURL: "http://example.org/#caf%C3%A9"))
        #expect(name.isAmong(self.anchors("a", "café", "z")))
        #expect(name.isAmong(self.anchors("caf%C3%A9")))
        #expect(!name.isAmong(self.anchors("Café", "cafe", "")))
        #expect(!name.isAmong([]))
        #expect(name.text == "caf%C3%A9")
        let broken = try #require(FragmentName(ofURL: "http://example.org/#100%"))
        #expect(broken.isAmong(self.anchors("100%")))
    }

    @Test func aDirectiveIsNoPartOfTheName() throws {
        let name = try #require(FragmentName(ofURL: "http://example.org/?a#part:~:text=word"))
        #expect(name.text == "part" && name.isAmong(self.anchors("part")))
    }

    @Test func amongManyNamesOneIsFound() throws {
        let names = (0..<1000).map { FragmentName.hash("n\($0)".utf8.span) }.sorted()
        for number in [0, 1, 499, 500, 998, 999] {
            #expect(try #require(FragmentName(ofURL: "x#n\(number)")).isAmong(names))
        }
        #expect(try !#require(FragmentName(ofURL: "x#n1000")).isAmong(names))
    }
}
