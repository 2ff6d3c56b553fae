import FoundationEssentials
import SkitterArchive
import SkitterCore
import SkitterLock
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

struct JSONLRecordSinkTests {
    typealias WriteCall = @Sendable (Int32, UnsafeRawBufferPointer) -> Int

    private static func sink(_ scratch: Scratch, pages: String? = nil, _ writeCall: @escaping WriteCall) throws
        -> JSONLRecordSink
    {
        try JSONLRecordSink(
            pages: pages ?? scratch.path("pages.jsonl"), skipped: scratch.path("skipped.jsonl"),
            depths: scratch.path("depths.jsonl"), writeCall: writeCall)
    }

    private static let plain: WriteCall = { write($0, $1.baseAddress, $1.count) }

    private static func entries(_ steps: ClosedRange<UInt64>, seed: UInt64 = 1) -> [StepEntry] {
        var dice = RecordDice(seed: seed)
        return steps.map { step in
            var entry = dice.entry(step)
            entry.depthChanges = [DepthChange(id: step, from: 2, depth: 1)]
            return entry
        }
    }

    @Test func aBatchIsOneWriteForEachFile() async throws {
        let scratch = try Scratch()
        let counting = WriteCounter()
        let sink = try Self.sink(scratch) { descriptor, bytes in
            counting.count()
            return write(descriptor, bytes.baseAddress, bytes.count)
        }
        let entries = Self.entries(1...100)
        try await sink.append(entries)
        #expect(counting.value == 3)
        try await sink.append([])
        #expect(counting.value == 3)
        try await sink.close()
        #expect(scratch.text("pages.jsonl")?.split(separator: "\n").count == entries.count { $0.visit != nil })
        #expect(
            scratch.text("skipped.jsonl")?.split(separator: "\n").count == entries.reduce(0) { $0 + $1.skipped.count })
        #expect(
            scratch.text("depths.jsonl")?.hasPrefix(#"{"id":"0000000000000001","from":2,"depth":1}"# + "\n") == true)
    }

    @Test func aSlowAndInterruptedDiskGetsEveryByteInOrder() async throws {
        let scratch = try Scratch()
        let smooth = try Scratch()
        let counter = WriteCounter()
        let halting = try Self.sink(scratch) { descriptor, bytes in
            counter.count()
            if counter.value % 3 == 0 {
                errno = EINTR
                return -1
            }
            return write(descriptor, bytes.baseAddress, min(bytes.count, 7))
        }
        let steady = try Self.sink(smooth, Self.plain)
        for batch in 0..<UInt64(4) {
            let entries = Self.entries((batch * 10 + 1)...(batch * 10 + 10), seed: batch)
            try await halting.append(entries)
            try await steady.append(entries)
        }
        for name in ["pages.jsonl", "skipped.jsonl", "depths.jsonl"] {
            #expect(scratch.text(name) == smooth.text(name))
        }
        #expect(scratch.text("pages.jsonl")?.hasSuffix("}\n") == true)
    }

    @Test(arguments: [0, 1, 2, 5, 9, 11])
    func aDiskThatFillsUpLeavesNothingOfTheBatch(callsThatSucceed: Int) async throws {
        let scratch = try Scratch()
        let counter = WriteCounter()
        let isFilling = WriteCounter()
        let sink = try Self.sink(scratch) { descriptor, bytes in
            guard isFilling.value > 0 else { return write(descriptor, bytes.baseAddress, bytes.count) }
            counter.count()
            if counter.value > callsThatSucceed {
                errno = ENOSPC
                return -1
            }
            return write(descriptor, bytes.baseAddress, min(bytes.count, 900))
        }
        try await sink.append(Self.entries(1...5))
        let before = ["pages.jsonl", "skipped.jsonl", "depths.jsonl"].map { scratch.text($0) }
        isFilling.count()
        let error = try #require(
            await #expect(throws: ArchiveError.self) { try await sink.append(Self.entries(6...25, seed: 3)) })
        #expect(error.code == .full)
        #expect(["pages.jsonl", "skipped.jsonl", "depths.jsonl"].map { scratch.text($0) } == before)
        await #expect(throws: error) { try await sink.append(Self.entries(26...27)) }
        await #expect(throws: error) { try await sink.close() }
        #expect(["pages.jsonl", "skipped.jsonl", "depths.jsonl"].map { scratch.text($0) } == before)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDiskIsToldInOneSentence() async throws {
        let scratch = try Scratch()
        let sink = try Self.sink(scratch, pages: "/dev/full", Self.plain)
        let error = await #expect(throws: ArchiveError.self) { try await sink.append(Self.entries(1...3)) }
        #expect(
            error?.description
                == "/dev/full: no room left to write (No space left on device); all earlier records are whole; free some space, then crawl again"
        )
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: [1, 2])
    func aBatchThatOneFileRefusesIsInNoFile(fullFile: Int) async throws {
        let scratch = try Scratch()
        var paths = ["pages.jsonl", "skipped.jsonl", "depths.jsonl"].map { scratch.path($0) }
        paths[fullFile] = "/dev/full"
        scratch.put("{}\n", as: "pages.jsonl")
        scratch.put("{}\n", as: "skipped.jsonl")
        let sink = try JSONLRecordSink(pages: paths[0], skipped: paths[1], depths: paths[2], writeCall: Self.plain)
        await #expect(throws: ArchiveError.self) { try await sink.append(Self.entries(1...9)) }
        #expect(scratch.text("pages.jsonl") == "{}\n")
        #expect(scratch.text("skipped.jsonl") == "{}\n")
    }

    @Test func aWriteOfNothingIsAnError() async throws {
        let scratch = try Scratch()
        let sink = try Self.sink(scratch) { _, _ in 0 }
        let error = await #expect(throws: ArchiveError.self) { try await sink.append(Self.entries(1...3)) }
        #expect(error?.code == .failed)
    }

    @Test func aPlaceThatCannotBeOpenedIsNamed() throws {
        let scratch = try Scratch()
        let error = #expect(throws: ArchiveError.self) {
            try Self.sink(scratch, pages: scratch.path("none/pages.jsonl"), Self.plain)
        }
        #expect(error?.code == .unwritable)
        #expect(error?.path.hasSuffix("none/pages.jsonl") == true)
    }
}

/// Counts calls from the writer's thread.
final class WriteCounter: Sendable {
    private let calls = Locked(0)

    var value: Int { self.calls.withLock(\.self) }

    func count() {
        self.calls.withLock { $0 += 1 }
    }
}
