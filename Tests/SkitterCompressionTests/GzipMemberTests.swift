import SkitterCompression
import SkitterCore
import SkitterTesting
import Testing

struct GzipMemberTests {
    /// Text that compresses, and bytes that do not, longer than one block of either kind.
    private static let contents: [[UInt8]] = {
        var dice = SplitMix64(seed: 11)
        return [
            [], [0], Array("hello".utf8), Array(String(repeating: "line of text ", count: 20_000).utf8),
            (0..<200_000).map { _ in UInt8(truncatingIfNeeded: dice.next()) },
        ]
    }()

    @Test(arguments: contents.indices, [0, 1, 6, 9])
    func whatIsWrittenIsReadAgain(index: Int, level: Int) throws {
        let content = Self.contents[index]
        var writer = try GzipMemberWriter(level: level)
        for packing in [GzipMemberWriter.Packing.compressed, .stored] {
            var file: [UInt8] = []
            writer.write(content.span, packing, to: &file)
            writer.finish(to: &file)
            let read = Gzip.inflate(file, limitBytes: 1 << 20)
            #expect(read.bytes == content)
            #expect(read.flaw == nil)
        }
    }

    @Test func aMemberMayBePackedPartly() throws {
        var writer = try GzipMemberWriter(level: 6)
        let (text, noise) = (Self.contents[3], Self.contents[4])
        for _ in 0..<3 {
            var file: [UInt8] = []
            writer.write(text.span, .compressed, to: &file)
            writer.write(noise.span, .stored, to: &file)
            writer.write(text.span, .compressed, to: &file)
            writer.finish(to: &file)
            #expect(Gzip.inflate(file, limitBytes: 1 << 21).bytes == text + noise + text)
            #expect(file.count < noise.count + text.count / 10)
        }
    }

    @Test func equalContentGivesEqualMembersWhateverCameBefore() throws {
        var writer = try GzipMemberWriter(level: 6)
        let (text, noise) = (Self.contents[3], Self.contents[4])
        var (first, second, lost): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        writer.write(text.span, to: &first)
        writer.finish(to: &first)
        writer.write(noise.span, .stored, to: &lost)
        writer.abandon()
        writer.write(text.span, to: &second)
        writer.finish(to: &second)
        #expect(first == second)
    }

    @Test func noiseIsStoredForFiveBytesABlock() throws {
        var writer = try GzipMemberWriter(level: 6)
        let noise = Self.contents[4]
        var file: [UInt8] = []
        writer.write(noise.span, .stored, to: &file)
        writer.finish(to: &file)
        #expect(file.count <= noise.count + 18 + 5 * (noise.count / 65_535 + 2))
    }

    @Test(arguments: [1, 7, 4_096, 1 << 20])
    func membersAreReadPieceByPiece(size: Int) throws {
        var writer = try GzipMemberWriter(level: 1)
        var file: [UInt8] = []
        for content in Self.contents.prefix(4) {
            writer.write(content.span, to: &file)
            writer.finish(to: &file)
        }
        var reader = try GzipMemberReader()
        var members: [[UInt8]] = [[]]
        var position = 0
        while position < file.count {
            let piece = file[position..<min(file.count, position + size)]
            let (consumed, state) = reader.read(piece.span, to: &members[members.count - 1])
            position += consumed
            #expect(state != .broken)
            if state == .ended {
                members.append([])
                reader.begin()
            }
        }
        #expect(members.dropLast() == Self.contents.prefix(4))
        #expect(members.last == [])
    }

    @Test(arguments: 0..<200)
    func mutatedMembersNeverTrap(seed: Int) throws {
        var dice = SplitMix64(seed: UInt64(seed))
        var writer = try GzipMemberWriter(level: 6)
        var file: [UInt8] = []
        writer.write(Array("some content, some more content".utf8).span, to: &file)
        writer.finish(to: &file)
        let mutant = dice.mutated(file)
        var reader = try GzipMemberReader()
        var content: [UInt8] = []
        var position = 0
        while position < mutant.count {
            let piece = mutant[position...]
            let (consumed, state) = reader.read(piece.span, to: &content)
            position += consumed
            if state != .within || consumed == 0 { break }
        }
        #expect(content.count <= 1 << 20)
    }
}
