import SkitterCore
import SkitterFetchURLSession
import Testing

@Suite struct TransferMachineTests {
    @Test func aRedirectIsRefusedAndItsBodyTaken() throws {
        var machine = try Self.started()
        #expect(machine.redirectReceived(Self.redirect) == .refuse)
        #expect(machine.data("moved")?.result == nil)
        let ended = machine.completed(nil) { nil }
        let ending = try #require(ended)
        let response = try ending.result.get()
        #expect(response.body == Array("moved".utf8) && response.truncation == nil && !ending.cancelsTask)
    }

    @Test func aTaskThatHandsOverARedirectIsNeverCancelled() throws {
        var cancelled = try Self.started()
        _ = cancelled.redirectReceived(Self.redirect)
        #expect(cancelled.cancelled()?.cancelsTask == false)
        var late = try Self.started()
        _ = late.redirectReceived(Self.redirect)
        #expect(late.deadlinePassed()?.cancelsTask == false)
    }

    @Test func aRedirectThatComesAfterTheEndIsNotAnswered() throws {
        var machine = try Self.started()
        #expect(machine.cancelled()?.cancelsTask == true)
        #expect(machine.redirectReceived(Self.redirect) == .stayMute)
    }

    @Test func aTransferThatEndedBeforeItsStartIsNotStarted() throws {
        var machine = TransferMachine(try Self.request())
        _ = machine.cancelled()
        #expect(machine.starting() == .drop)
    }

    @Test func informationalResponsesArePassedOver() throws {
        var machine = try Self.started()
        #expect(machine.responseReceived(FetchResponse(status: 103))?.result == nil)
        #expect(machine.responseReceived(FetchResponse(status: 200))?.result == nil)
        #expect(try machine.completed(nil, last: { nil })?.result.get().status == 200)
    }

    @Test func aFailureBehindTheStatusIsACutOnlyIfTheConnectionWasLost() throws {
        for (code, truncation) in [(FetchError.Code.disconnected, Truncation?.some(.disconnect)), (.badResponse, nil)] {
            var machine = try Self.started()
            _ = machine.responseReceived(FetchResponse(status: 200))
            _ = machine.data("abc")
            let ending = machine.completed(FetchError(code, "x")) { nil }
            switch try #require(ending).result {
            case .success(let response): #expect(response.truncation == truncation && response.body.count == 3)
            case .failure(let error): #expect(error.code == code && truncation == nil)
            }
        }
    }

    @Test func anUnwantedBodyEndsTheTransferUnlessItIsEmpty() throws {
        var request = try Self.request()
        request.wanted = .types(["text/html"])
        var image = TransferMachine(request)
        _ = image.starting()
        let fields = HTTPFields([HTTPFields.Field(name: "Content-Type", value: "image/png")])
        let ended = image.responseReceived(FetchResponse(status: 200, fields: fields))
        let ending = try #require(ended)
        #expect(try ending.result.get().truncation == .unwanted && ending.cancelsTask)
        var empty = TransferMachine(request)
        _ = empty.starting()
        #expect(empty.responseReceived(FetchResponse(status: 204))?.result == nil)
        #expect(try empty.completed(nil, last: { nil })?.result.get().truncation == nil)
    }

    @Test func aLostBodyOfARedirectIsMarked() throws {
        var machine = try Self.started()
        let last = FetchResponse(status: 301)
        #expect(try machine.completed(nil, last: { last })?.result.get().truncation == .unwanted)
    }

    /// Whatever comes in whatever order: one end, and a body within the limit.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func everyOrderOfEventsEndsOnce(_ seed: UInt64) throws {
        var random = SmallRandom(state: seed)
        var request = try Self.request()
        request.bodyLimitBytes = Int(random.next() % 20)
        var machine = TransferMachine(request)
        var endings: [TransferMachine.Ending] = []
        for _ in 0..<40 {
            switch random.next() % 9 {
            case 0: _ = machine.starting()
            case 1: endings += [machine.responseReceived(FetchResponse(status: 200))].compactMap(\.self)
            case 2: _ = machine.redirectReceived(Self.redirect)
            case 3, 4: endings += [machine.data("abcdefg")].compactMap(\.self)
            case 5 where random.next() % 4 == 0: endings += [machine.completed(nil) { nil }].compactMap(\.self)
            case 6 where random.next() % 4 == 0: endings += [machine.deadlinePassed()].compactMap(\.self)
            case 7 where random.next() % 4 == 0: endings += [machine.cancelled()].compactMap(\.self)
            case 8 where random.next() % 4 == 0: endings += [machine.challenged { nil }].compactMap(\.self)
            default: break
            }
        }
        endings += [machine.cancelled()].compactMap(\.self)
        #expect(endings.count == 1)
        if case .success(let response) = endings[0].result {
            #expect(response.body.count <= request.bodyLimitBytes)
        }
    }

    private static let redirect = FetchResponse(
        status: 301, fields: HTTPFields([HTTPFields.Field(name: "Location", value: "/x")]))

    private static func request() throws -> FetchRequest {
        FetchRequest(url: try CrawlURL("http://example.org/"))
    }

    private static func started() throws -> TransferMachine {
        var machine = TransferMachine(try self.request())
        #expect(machine.starting() == .resume)
        return machine
    }
}

extension TransferMachine {
    fileprivate mutating func data(_ text: String) -> Ending? {
        Array(text.utf8).withUnsafeBytes { self.dataReceived($0) }
    }
}
