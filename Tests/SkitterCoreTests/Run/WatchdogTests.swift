import SkitterCore
import Testing

@Suite struct WatchdogTests {
    private static func second(_ number: Int) -> CrawlInstant { CrawlInstant(sinceStart: .seconds(number)) }

    @Test func aStallIsToldOnceAndAgainAfterAMove() {
        var watchdog = Watchdog(patience: .seconds(30))
        var told: [Int] = []
        for second in 1...200 {
            // Something moves at seconds 1 to 10, and at 100.
            let moves = UInt64(second < 10 ? second : second < 100 ? 10 : 11)
            let action = watchdog.looked(at: Self.second(second), moves: moves, isUnderWay: true)
            if case .tell(let since) = action {
                told.append(second)
                #expect(since == Self.second(second == 40 ? 10 : 100))
            }
        }
        #expect(told == [40, 130])
    }

    @Test func whereNothingIsUnderWayNothingStands() {
        var watchdog = Watchdog(patience: .seconds(30))
        for second in 1...100 {
            #expect(watchdog.looked(at: Self.second(second), moves: 0, isUnderWay: false) == .none)
        }
        // What begins now has all of its time.
        #expect(watchdog.looked(at: Self.second(120), moves: 0, isUnderWay: true) == .none)
        #expect(watchdog.looked(at: Self.second(130), moves: 0, isUnderWay: true) == .tell(since: Self.second(100)))
    }

    @Test(
        arguments: [
            (
                Limiter.server, "http://h/\u{1B}[2J",
                "nothing has moved for 30 s: http://h/\\u{1b}[2J waits for the server's answer"
            ),
            (.disk, nil, "nothing has moved for 30 s: the crawl waits for what was found to be written"),
            (.dns, "h.example", "nothing has moved for 30 s: h.example waits for the address of its host"),
        ] as [(Limiter, String?, String)])
    func aStallIsOneSentence(stage: Limiter, subject: String?, sentence: String) {
        let stall = Stall(stage: stage, subject: subject, since: .seconds(3), length: .seconds(30))
        #expect("\(stall)" == sentence)
    }
}
