import SkitterCore
import SkitterLive
import Testing

@Suite struct LiveConnectionTests {
    private static let start = ContinuousClock.now

    private static func after(_ seconds: Int) -> ContinuousClock.Instant { Self.start.advanced(by: .seconds(seconds)) }

    @Test func aRequestThatDoesNotComeEndsTheConnection() {
        var connection = LiveConnection(at: Self.start)
        #expect(connection.received(Array("GET / HT".utf8)[...]) == .incomplete)
        #expect(!connection.isOver(at: Self.after(4)))
        // A byte now and then wins no time.
        #expect(connection.received(Array("TP".utf8)[...]) == .incomplete)
        #expect(connection.isOver(at: Self.after(5)))
    }

    @Test func anAnswerIsSentInPiecesAndEndsTheConnection() {
        var connection = LiveConnection(at: Self.start)
        connection.answered(Array("0123456789".utf8), at: Self.start)
        connection.sent(4)
        #expect(String(decoding: connection.toSend, as: UTF8.self) == "456789")
        #expect(!connection.isOver(at: Self.after(9)) && connection.isOver(at: Self.after(10)))
        connection.sent(6)
        #expect(connection.toSend.isEmpty && connection.isOver(at: Self.start))
    }

    @Test func aListenerStaysAsLongAsItTakesWhatItIsTold() {
        var connection = LiveConnection(at: Self.start)
        connection.listens(Array("head".utf8), at: Self.start)
        for second in 0..<100 {
            connection.sent(connection.toSend.count)
            connection.told(Array("event".utf8), at: Self.after(second))
            #expect(!connection.isOver(at: Self.after(second)))
        }
        #expect(connection.isOver(at: Self.after(120)))
        connection.sent(connection.toSend.count)
        #expect(!connection.isOver(at: Self.after(10_000)))
    }

    @Test func aSlowListenerIsDropped() {
        var connection = LiveConnection(at: Self.start)
        connection.listens([], at: Self.start)
        let event = [UInt8](repeating: 1, count: 300_000)
        for _ in 0..<3 { connection.told(event, at: Self.start) }
        #expect(!connection.isOver(at: Self.start))
        connection.told(event, at: Self.start)
        #expect(connection.isOver(at: Self.start))
    }

    @Test func atTheEndListenersGetWhatThereIsAndOthersNothing() {
        var listener = LiveConnection(at: Self.start)
        listener.listens([], at: Self.start)
        listener.told([1, 2], at: Self.start)
        listener.ended(at: Self.start)
        #expect(!listener.isOver(at: Self.start) && listener.isOver(at: Self.after(1)))
        listener.sent(2)
        #expect(listener.isOver(at: Self.start))
        var asker = LiveConnection(at: Self.start)
        asker.ended(at: Self.start)
        #expect(asker.isOver(at: Self.start))
    }
}
