import SkitterBench
import Testing

@Suite struct CellRecordTests {
    private func read(_ number: Int) -> Download {
        Download(number: number, latency: .milliseconds(20), outcome: .read(bytes: 7, status: 200, digest: .sample()))
    }

    @Test func eachDownloadIsToldOnce() {
        var record = CellRecord(expected: 2)
        #expect(record.lineReceived(self.read(1).line) == self.read(1))
        #expect(record.lineReceived(self.read(1).line) == nil)
        #expect(record.lineReceived(self.read(0).line) == self.read(0))
        #expect(record.end(because: "x").isEmpty)
        #expect(record.downloads == [self.read(1), self.read(0)])
    }

    @Test func whatADeadProcessDidNotTellHasFailed() {
        var record = CellRecord(expected: 3)
        _ = record.lineReceived(self.read(1).line)
        let missing = record.end(because: "its process was ended by signal 4")
        #expect(missing.map(\.number) == [0, 2])
        #expect(missing.allSatisfy { $0.outcome == .failed("its process was ended by signal 4") })
        #expect(record.downloads.map(\.number).sorted() == [0, 1, 2])
        #expect(record.result == nil)
    }

    @Test func aNumberBeyondTheJobIsIgnored() {
        var record = CellRecord(expected: 2)
        #expect(record.lineReceived(self.read(2).line) == nil)
        #expect(record.lineReceived("noise") == nil)
        #expect(record.downloads.isEmpty)
    }
}
