import Foundation
import SkitterArchive
import SkitterCore
import SkitterLock
import SkitterTesting
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite(.timeLimit(.minutes(Patience.minutes(1)))) struct RecordPipeTests {
    /// A named pipe with an end that reads it, which must be open for another to be written to.
    private static func namedPipe(_ path: String) throws -> CInt {
        try #require(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        try #require(reader >= 0)
        return reader
    }

    private static func pipe(to path: String) throws -> RecordPipe {
        try RecordPipe(to: path, kept: false, replaced: false, selection: nil)
    }

    @Test(arguments: RecordConsumerContract.scenarios)
    func thePipeOfRecordsKeepsTheContract(_ scenario: RecordConsumerContract.Scenario) async throws {
        // Whoever writes to a pipe whose reader has gone is told by a signal else.
        signal(SIGPIPE, SIG_IGN)
        let scratch = try Scratch()
        let file = scratch.path("records.jsonl")
        let (gone, still) = (try Self.namedPipe(scratch.path("gone")), try Self.namedPipe(scratch.path("still")))
        defer { close(still) }
        let subject = RecordConsumerContract.Subject(
            consumer: try Self.pipe(to: file),
            visits: {
                try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { line in
                    var reader = JSONReader(Array(line.utf8))
                    return try reader.visit().id
                }
            }, left: try Self.pipe(to: scratch.path("gone")), waiting: try Self.pipe(to: scratch.path("still")))
        close(gone)
        try await scenario.run(on: subject)
    }

    @Test func aConsumerThatLosesAnEntryAndDoesNotSayThatItLeftBreaksTheContract() async {
        var breaches: [String] = []
        for scenario in RecordConsumerContract.scenarios {
            let consumer = ForgetfulConsumer()
            let subject = RecordConsumerContract.Subject(
                consumer: consumer, visits: { consumer.visits }, left: ForgetfulConsumer())
            do { try await scenario.run(on: subject) } catch { breaches.append(scenario.description) }
        }
        #expect(breaches.count == 3, "\(breaches)")
    }
}

/// Takes all but the third step, for ever.
private final class ForgetfulConsumer: RecordConsumer {
    private let taken = Locked<[UInt64]>([])

    var visits: [UInt64] { self.taken.withLock { $0 } }

    func consume(_ entries: [StepEntry]) {
        self.taken.withLock { $0 += entries.filter { $0.step != 3 }.compactMap(\.visit?.id) }
    }
}
