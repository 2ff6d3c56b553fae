import Foundation
import SkitterArchive
import SkitterCompression
import Testing

@Suite struct ZipWriterTests {
    /// What a reader finds that trusts the end of the file alone (APPNOTE.TXT 6.3.9).
    private struct ReadEntry: Equatable {
        var name: String
        var bytes: [UInt8]
        var time: UInt32
    }

    private struct Reader {
        let file: [UInt8]

        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(self.file[offset + $1]) << (8 * $1) }
        }

        func entries() throws -> [ReadEntry] {
            let end = self.file.count - 22
            try #require(self.number(end, 4) == 0x0605_4B50)
            var (count, place) = (self.number(end + 10, 2), self.number(end + 16, 4))
            if self.number(end - 20, 4) == 0x0706_4B50 {
                let large = self.number(end - 12, 8)
                try #require(self.number(large, 4) == 0x0606_4B50)
                (count, place) = (self.number(large + 32, 8), self.number(large + 48, 8))
            } else {
                #expect(place != 0xFFFF_FFFF)
            }
            return try (0..<count).map { _ in
                try #require(self.number(place, 4) == 0x0201_4B50)
                var (size, offset) = (self.number(place + 24, 4), self.number(place + 42, 4))
                let (nameLength, extraLength) = (self.number(place + 28, 2), self.number(place + 30, 2))
                var extra = place + 46 + nameLength + 4
                #expect(self.number(place + 20, 4) == size)
                if size == 0xFFFF_FFFF {
                    size = self.number(extra, 8)
                    extra += 16
                }
                if offset == 0xFFFF_FFFF { offset = self.number(extra, 8) }
                defer { place += 46 + nameLength + extraLength }
                // The header before the bytes says the same.
                try #require(self.number(offset, 4) == 0x0403_4B50)
                #expect(self.number(offset + 14, 4) == self.number(place + 16, 4))
                let localExtra = self.number(offset + 28, 2)
                let localName = offset + 30 + nameLength
                // Readers pass over the header before the bytes where this one has no extra field.
                #expect((localExtra > 0) == (self.number(place + 24, 4) == 0xFFFF_FFFF))
                let localSize = localExtra > 0 ? self.number(localName + 4, 8) : self.number(offset + 22, 4)
                #expect(localSize == size)
                let start = localName + localExtra
                let bytes = Array(self.file[start..<(start + size)])
                var crc = CRC32()
                crc.update(bytes.span)
                #expect(Int(crc.value) == self.number(offset + 14, 4))
                return ReadEntry(
                    name: String(decoding: self.file[(offset + 30)..<localName], as: UTF8.self), bytes: bytes,
                    time: UInt32(self.number(place + 12, 4)))
            }
        }
    }

    private func write(_ path: String, limit: UInt64 = 0xFFFF_FFFF, _ entries: [(String, [UInt8])]) throws {
        var writer = try ZipWriter(path, at: 1_795_718_218_000_000, limit: limit)
        for (name, bytes) in entries {
            try writer.begin(name, mostBytes: UInt64(bytes.count))
            for start in stride(from: 0, to: bytes.count, by: 700) {
                try writer.write(Array(bytes[start..<min(bytes.count, start + 700)]))
            }
            try writer.end()
        }
        _ = try writer.finish()
    }

    private func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

    private static let entries: [(String, [UInt8])] = [
        ("empty", []), ("archive/a.warc.gz", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        ("pages/é.jsonl", Array("x".utf8)), ("last", Array("the end".utf8)),
    ]

    /// Whatever does not fit: nothing, the offsets and the long entry, everything.
    @Test(arguments: [0xFFFF_FFFF, 1000, 6] as [UInt64]) func whatIsWrittenIsRead(limit: UInt64) throws {
        let scratch = try Scratch()
        try self.write(scratch.path("a.zip"), limit: limit, Self.entries)
        let file = try self.read(scratch.path("a.zip"))
        let read = try Reader(file: file).entries()
        #expect(read.map(\.name) == Self.entries.map(\.0) && read.map(\.bytes) == Self.entries.map(\.1))
        // 2026-11-26 18:36:58 UTC.
        #expect(read.allSatisfy { $0.time == (46 << 9 | 11 << 5 | 26) << 16 | 18 << 11 | 36 << 5 | 29 })
        #expect(scratch.names == ["a.zip"])
        // For other readers to look at: python3 -m zipfile -t FILE, unzip -t FILE.
        if let folder = ProcessInfo.processInfo.environment["SKITTER_ZIP_SAMPLE"] {
            try Data(file).write(to: URL(fileURLWithPath: "\(folder)/\(limit).zip"))
            if limit == 0xFFFF_FFFF, ProcessInfo.processInfo.environment["SKITTER_ZIP_GIGABYTES"] != nil {
                try self.writeGigabytes(to: folder + "/large.zip")
            }
        }
    }

    private func writeGigabytes(to path: String) throws {
        var writer = try ZipWriter(path, at: 0)
        let piece = [UInt8](repeating: 7, count: 1 << 22)
        try writer.begin("large", mostBytes: UInt64(piece.count) * 1025)
        for _ in 0..<1025 { try writer.write(piece) }
        try writer.end()
        try writer.begin("behind", mostBytes: 1)
        try writer.write([1])
        try writer.end()
        _ = try writer.finish()
    }

    @Test func aCRCIsTheOneThatEverybodyKnows() {
        var crc = CRC32()
        crc.update("1234".utf8.span)
        crc.update("56789".utf8.span)
        #expect(crc.value == 0xCBF4_3926)
    }

    @Test func whereItEndsEarlyNothingIsLeft() throws {
        let scratch = try Scratch()
        do {
            var writer = try ZipWriter(scratch.path("a.zip"), at: 0)
            try writer.begin("a", mostBytes: 10)
            try writer.write([1, 2, 3])
        }
        #expect(scratch.names.isEmpty)
    }

    @Test func whatIsThereIsNotReplaced() throws {
        let scratch = try Scratch()
        scratch.put("mine", as: "a.zip")
        #expect { _ = try ZipWriter(scratch.path("a.zip"), at: 0) } throws: {
            "\($0)".contains("nothing is overwritten")
        }
        #expect(scratch.text("a.zip") == "mine" && scratch.names == ["a.zip"])
    }

    @Test func anEntryThatOutgrowsItsHeaderIsRefused() throws {
        let scratch = try Scratch()
        var writer = try ZipWriter(scratch.path("a.zip"), at: 0, limit: 100)
        try writer.begin("a", mostBytes: 50)
        var message = ""
        do { try writer.write([UInt8](repeating: 0, count: 100)) } catch { message = "\(error)" }
        #expect(message.contains("larger than it was to be"))
    }
}
