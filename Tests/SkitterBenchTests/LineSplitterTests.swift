import SkitterBench
import Testing

@Suite struct LineSplitterTests {
    @Test(arguments: [1, 2, 3, 7, 100]) func linesAreTheSameHoweverTheyCome(pieceLength: Int) {
        let bytes = Array("one\n\nthree ü\nrest".utf8)
        var splitter = LineSplitter()
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: pieceLength) {
            splitter.take(bytes[start..<min(start + pieceLength, bytes.count)]) { lines.append($0) }
        }
        #expect(lines == ["one", "", "three ü"])
        #expect(splitter.rest == "rest")
    }

    @Test func whatEndsWithALineFeedLeavesNothing() {
        var splitter = LineSplitter()
        splitter.take(Array("a\n".utf8)[...]) { #expect($0 == "a") }
        #expect(splitter.rest == nil)
    }
}
