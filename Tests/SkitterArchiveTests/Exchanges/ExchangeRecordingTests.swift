import FoundationEssentials
import SkitterArchive
import SkitterCore
import Testing

struct ExchangeRecordingTests {
    private static let header = RecordingHeader(program: "1.2.3", hashSeed: .max, startedMicroseconds: 1_000_001)

    private func page(_ url: String, _ body: String, at time: Int64 = 0) -> RecordedExchange {
        RecordedExchange(
            question: .page(url), answer: .response(FetchResponse(status: 200, body: Array(body.utf8))),
            startedMicroseconds: time, time: .milliseconds(5))
    }

    private func write(_ exchanges: [RecordedExchange], to path: String) throws {
        var writer = try ExchangeWriter(beginningIn: path, header: Self.header)
        for exchange in exchanges { try writer.append([exchange]) }
    }

    private func body(_ recording: ExchangeRecording, _ url: String) throws -> String? {
        guard case .response(let response)? = try recording.answer(to: .page(url))?.answer else { return nil }
        return String(decoding: response.body, as: UTF8.self)
    }

    @Test func aResponseComesBackAsItWas() throws {
        let scratch = try Scratch()
        var response = FetchResponse(status: 503, body: [0, 0xFF, 0x0A, 0x22])
        response.fields = HTTPFields([
            HTTPFields.Field(name: "Set-Cookie", value: "a=\"b\": c"), HTTPFields.Field(name: "x", value: ""),
            HTTPFields.Field(name: "Set-Cookie", value: "é\u{1}"),
        ])
        response.truncation = .disconnect
        response.timeToFirstByte = .microseconds(1234)
        response.totalTime = .microseconds(99_999)
        response.remoteAddress = IPAddress(high: 0x2001_0DB8 << 32, low: 7)
        response.remotePort = 8443
        response.wireBytes = 3
        response.timings = FetchTimings(
            resolved: .microseconds(1), connected: .microseconds(2), secured: .microseconds(3))
        response.rawRequest = Array("Authorization: Basic secret".utf8)
        let exchange = RecordedExchange(
            question: .page("http://a.test/"), answer: .response(response),
            startedMicroseconds: 1_700_000_000_123_456, time: .microseconds(100_001))
        try self.write([exchange], to: scratch.path)
        let recording = try ExchangeRecording(scratch.path)
        let back = try #require(try recording.answer(to: .page("http://a.test/")))
        #expect(back.startedMicroseconds == exchange.startedMicroseconds)
        #expect(back.time == exchange.time)
        guard case .response(let read) = back.answer else {
            Issue.record("no response: \(back.answer)")
            return
        }
        #expect(read.status == response.status && read.fields == response.fields && read.body == response.body)
        #expect(read.truncation == response.truncation && read.timings == response.timings)
        #expect(read.timeToFirstByte == response.timeToFirstByte && read.totalTime == response.totalTime)
        #expect(read.remoteAddress == response.remoteAddress && read.remotePort == response.remotePort)
        #expect(read.wireBytes == response.wireBytes)
        #expect(scratch.text("exchanges.jsonl")?.contains("secret") == false)
    }

    @Test func failuresAndAddressesComeBackAsTheyWere() throws {
        let scratch = try Scratch()
        let addresses = [IPAddress(v4: 0x7F00_0001), IPAddress(high: 1 << 63, low: 1)]
        let failures: [FetchError.Code] = [
            .resolve, .connect, .tls, .timeout, .disconnected, .badResponse, .unsupported, .refused, .sessionDied,
            .other,
        ]
        let failed = failures.map {
            RecordedExchange(
                question: .page("http://a.test/\($0)"), answer: .failure(FetchError($0, "why \($0)")),
                startedMicroseconds: 0, time: .seconds(30))
        }
        let found = RecordedExchange(
            question: .addresses(host: "a.test"), answer: .addresses(addresses), startedMicroseconds: 0, time: .zero)
        let unknown = RecordedExchange(
            question: .addresses(host: "b.test"), answer: .failure(FetchError(.resolve, "no such host")),
            startedMicroseconds: 0, time: .zero)
        try self.write(failed + [found, unknown], to: scratch.path)
        let recording = try ExchangeRecording(scratch.path)
        #expect(recording.count == failures.count + 2)
        #expect(recording.header == Self.header)
        for code in failures {
            let answer = try #require(try recording.answer(to: .page("http://a.test/\(code)"))?.answer)
            guard case .failure(let error) = answer else {
                Issue.record("no failure: \(answer)")
                continue
            }
            #expect(error == FetchError(code, "why \(code)"))
        }
        guard case .addresses(let back)? = try recording.answer(to: .addresses(host: "a.test"))?.answer,
            case .failure(let error)? = try recording.answer(to: .addresses(host: "b.test"))?.answer
        else {
            Issue.record("the resolver's answers are not there")
            return
        }
        #expect(back == addresses)
        #expect(error.code == .resolve)
        // A host and a page of one name are two questions.
        #expect(try recording.answer(to: .page("a.test")) == nil)
    }

    @Test func whatWasAskedSeveralTimesIsAnsweredInItsOrderAndTheLastAnswerStays() throws {
        let scratch = try Scratch()
        let exchanges = (1...3).flatMap {
            [self.page("http://a.test/", "\($0)"), self.page("http://a.test/\($0)", "x")]
        }
        try self.write(exchanges, to: scratch.path)
        let recording = try ExchangeRecording(scratch.path)
        let bodies = try (1...5).map { _ in try self.body(recording, "http://a.test/") }
        #expect(bodies == ["1", "2", "3", "3", "3"])
        #expect(try self.body(recording, "http://a.test/none") == nil)
    }

    @Test func aRecordingThatWasCutAnywhereIsReadUpToThere() throws {
        let scratch = try Scratch()
        try self.write((0..<4).map { self.page("http://a.test/\($0)", "body \($0)") }, to: scratch.path)
        let whole = try #require(FileManager.default.contents(atPath: scratch.path("exchanges.jsonl")))
        let headerLength = try #require(whole.firstIndex(of: 0x0A)) + 1
        for length in headerLength...whole.count {
            try whole.prefix(length).write(to: URL(filePath: scratch.path("exchanges.jsonl")))
            let lines = whole.prefix(length).count { $0 == 0x0A } - 1
            let recording = try ExchangeRecording(scratch.path)
            #expect(recording.count == lines && recording.damaged == 0, "cut to \(length)")
            for number in 0..<4 {
                let expected = number < lines ? "body \(number)" : nil
                #expect(try self.body(recording, "http://a.test/\(number)") == expected)
            }
        }
        // Whoever goes on with it goes on behind its last whole line.
        try whole.prefix(whole.count - 1).write(to: URL(filePath: scratch.path("exchanges.jsonl")))
        var writer = try ExchangeWriter(appendingTo: scratch.path)
        try writer.append([self.page("http://a.test/new", "new")])
        let recording = try ExchangeRecording(scratch.path)
        #expect(recording.count == 4 && recording.damaged == 0)
        #expect(try self.body(recording, "http://a.test/new") == "new")
        #expect(try self.body(recording, "http://a.test/3") == nil)
    }

    @Test func aDamagedLineIsPassedOverAndTheOthersStay() throws {
        let scratch = try Scratch()
        try self.write((0..<3).map { self.page("http://a.test/\($0)", "body") }, to: scratch.path)
        let text = try #require(scratch.text("exchanges.jsonl"))
        let line = text.split(separator: "\n")[2]
        for index in line.indices {
            // A substring has the indices of its text.
            var damaged = text
            damaged.replaceSubrange(index...index, with: line[index] == "!" ? "?" : "!")
            scratch.put(damaged, as: "exchanges.jsonl")
            let recording = try ExchangeRecording(scratch.path)
            #expect(recording.count == 2 && recording.damaged == 1, "\(damaged)")
            #expect(try self.body(recording, "http://a.test/1") == nil)
            #expect(try self.body(recording, "http://a.test/2") == "body")
        }
    }

    @Test func aDamagedBodyIsNoAnswer() throws {
        let scratch = try Scratch()
        try self.write([self.page("http://a.test/", "body"), self.page("http://a.test/b", "other")], to: scratch.path)
        scratch.put("bodyothe!", as: "bodies")
        let recording = try ExchangeRecording(scratch.path)
        #expect(try self.body(recording, "http://a.test/") == "body")
        #expect(throws: ArchiveError.self) { try recording.answer(to: .page("http://a.test/b")) }
        // One that is not there is known from the beginning.
        scratch.put("bodyothe", as: "bodies")
        let shorter = try ExchangeRecording(scratch.path)
        #expect(shorter.count == 1 && shorter.damaged == 1)
    }

    @Test func aDirectoryThatHoldsAnythingElseIsRefused() throws {
        let scratch = try Scratch()
        scratch.put("mine", as: "notes.txt")
        #expect(throws: ArchiveError.self) { try RecordingFiles.place(scratch.path) }
        for overwrite in [false, true] {
            #expect(throws: ArchiveError.self) {
                _ = try ExchangeWriter(beginningIn: scratch.path, header: Self.header, overwrite: overwrite)
            }
        }
        #expect(scratch.names == ["notes.txt"])
        let other = try Scratch()
        other.put(#"{"v":1,"url":"http://a.test/"}"# + "\n", as: "exchanges.jsonl")
        #expect(throws: ArchiveError.self) { try RecordingFiles.place(other.path) }
        #expect(throws: ArchiveError.self) { try ExchangeRecording(other.path) }
    }

    @Test func aRecordingIsReplacedOnlyWhereThatIsAskedFor() throws {
        let scratch = try Scratch()
        try self.write([self.page("http://a.test/", "old")], to: scratch.path)
        #expect(throws: ArchiveError.self) {
            _ = try ExchangeWriter(beginningIn: scratch.path, header: Self.header)
        }
        #expect(try self.body(try ExchangeRecording(scratch.path), "http://a.test/") == "old")
        var writer = try ExchangeWriter(beginningIn: scratch.path, header: Self.header, overwrite: true)
        try writer.append([self.page("http://a.test/", "new")])
        #expect(try self.body(try ExchangeRecording(scratch.path), "http://a.test/") == "new")
        // While one writes, nobody else does.
        #expect(throws: ArchiveError.self) { _ = try ExchangeWriter(appendingTo: scratch.path) }
    }

    #if os(Linux)
        @Test func aFullDiskIsToldAtOnceAndAtTheEnd() async throws {
            let scratch = try Scratch()
            scratch.put("", as: "exchanges.jsonl")
            try FileManager.default.createSymbolicLink(
                atPath: scratch.path("bodies"), withDestinationPath: "/dev/full")
            let recorder = ExchangeRecorder(try ExchangeWriter(beginningIn: scratch.path, header: Self.header))
            await recorder.note(self.page("http://a.test/", "body"))
            let error = await #expect(throws: ArchiveError.self) { try await recorder.finish() }
            #expect(error?.code == .full)
            await confirmation("whoever asks later is told too") { told in recorder.whenFailed { told() } }
            // What comes later is not waited for.
            await recorder.note(self.page("http://a.test/b", String(repeating: "x", count: 32 << 20)))
            await #expect(throws: ArchiveError.self) { try await recorder.finish() }
        }
    #endif

    @Test func whatManyTasksNoteIsAllThereAtTheEnd() async throws {
        let scratch = try Scratch()
        let recorder = ExchangeRecorder(try ExchangeWriter(beginningIn: scratch.path, header: Self.header))
        // More than may wait at a time.
        let body = String(repeating: "x", count: 1 << 20)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<64 {
                group.addTask { await recorder.note(self.page("http://a.test/\(number)", body)) }
            }
        }
        try await recorder.finish()
        let recording = try ExchangeRecording(scratch.path)
        #expect(recording.count == 64)
        for number in 0..<64 { #expect(try self.body(recording, "http://a.test/\(number)") == body) }
    }
}
