import SkitterCore
import Testing

@Suite struct ParkedTallyTests {
    @Test func theLargestPatternsAreNamedAndTheOthersCounted() {
        var tally = ParkedTally()
        for pattern in 1...30 { for _ in 0..<pattern { tally.count("/p\(pattern)") } }
        let figures = tally.figures
        #expect(figures.urls == 30 * 31 / 2)
        #expect(figures.patterns.map(\.urls) == Array((11...30).reversed()))
        #expect(figures.patterns.first?.pattern == "/p30")
        #expect(figures.otherPatterns == 10)
        #expect(figures.otherURLs == 55)
    }

    @Test func whatWentBackMayBeToldBeforeItWasParked() {
        var tally = ParkedTally()
        tally.takenBack("/p")
        tally.takenBack("/p")
        #expect(tally.figures.urls == 0 && tally.figures.patterns.isEmpty && tally.figures.emptyPatterns.isEmpty)
        for _ in 0..<5 { tally.count("/p") }
        #expect(tally.figures.urls == 3 && tally.figures.patterns == [ParkedFigures.Pattern(pattern: "/p", urls: 3)])
        tally.takenBack("/p", urls: 3)
        #expect(tally.figures == ParkedFigures())
    }

    @Test func memoryIsBoundedAndNoURLIsForgotten() {
        var tally = ParkedTally()
        for pattern in 0..<(ParkedTally.limit + 5) { tally.count("/p\(pattern)") }
        tally.count("/p0")
        #expect(tally.figures.urls == ParkedTally.limit + 6)
        #expect(tally.figures.patterns.first == ParkedFigures.Pattern(pattern: "/p0", urls: 2))
        #expect(tally.figures.otherPatterns == ParkedTally.limit - 20 + 1)
    }
}
