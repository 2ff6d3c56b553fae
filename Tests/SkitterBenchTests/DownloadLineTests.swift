import SkitterBench
import SkitterDigest
import Testing

/// A SHA-256 as a line has it.
private let hex = Digest.sample().hexadecimal

@Suite struct DownloadLineTests {
    @Test(arguments: [
        Download(number: 0, latency: .zero, outcome: .read(bytes: 0, status: 200, digest: .sample(1))),
        Download(
            number: 79, latency: .microseconds(21_345), outcome: .read(bytes: 5312, status: 404, digest: .sample(2))),
        Download(number: 3, latency: .seconds(30), outcome: .failed("timeout: no answer within 30 s")),
        Download(number: 4, latency: .nanoseconds(1), outcome: .failed("")),
    ])
    func aDownloadComesThroughAPipeUnchanged(download: Download) {
        #expect(Download(line: download.line) == download)
    }

    @Test func aReasonStaysOneShortLine() {
        let download = Download(
            number: 1, latency: .zero, outcome: .failed("a\nb\r\n" + String(repeating: "ü", count: 5000)))
        #expect(!download.line.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
        #expect(download.line.utf8.count < 4096)
        #expect(Download(line: download.line)?.number == 1)
    }

    @Test(arguments: [
        "", " ", "1", "1 2 read", "1 2 read 200", "1 2 read 200 5", "1 2 read 200 5 6", "1 2 read 200 5 \(hex)0",
        "1 2 read 200 5 \(hex.dropLast())g", "1 2 read 200 5 \(hex.dropLast(2))", "1 2 read 200 5 \(hex) 1",
        "1 2 read 200 -5 \(hex)", "-1 2 read 200 5 \(hex)", "x 2 read 200 5 \(hex)", "1 x read 200 5 \(hex)",
        "1 2 lost 200 5 \(hex)", "99999999999999999999 2 read 200 5 \(hex)", "{}", "peak 12 3",
    ])
    func anyOtherLineIsNoDownload(line: String) {
        #expect(Download(line: line) == nil)
    }

    @Test func aWorkersFarewellComesThroughAPipeUnchanged() {
        let farewell = WorkerFarewell(peakBytes: 41_000_000, threads: 12)
        #expect(WorkerFarewell(line: farewell.line) == farewell)
        for line in ["peak", "peak ", "peak 1", "peak -1 2", "peak 1 -2", "peak x 2", "peak 1 2 3", "1 2 read"] {
            #expect(WorkerFarewell(line: line) == nil)
        }
    }

    @Test func aCellsResultComesThroughAPipeUnchanged() throws {
        for result in [
            CellResult(time: .milliseconds(1250), peakBytes: 40_000_000, threads: 9),
            CellResult(time: .zero, peakBytes: nil, threads: nil),
        ] {
            #expect(CellResult(line: try result.json()) == result)
        }
        #expect(CellResult(line: "{") == nil)
    }
}
