/// The last line of a worker process: `peak BYTES THREADS`, what only it can know.
package struct WorkerFarewell: Hashable, Sendable {
    /// The most memory the worker had.
    package let peakBytes: Int
    /// The most threads it had.
    package let threads: Int

    package init(peakBytes: Int, threads: Int) {
        self.peakBytes = peakBytes
        self.threads = threads
    }

    /// This farewell as one line, without its end.
    package var line: String { "peak \(self.peakBytes) \(self.threads)" }

    /// The farewell that `line` is, or nil for any other line.
    package init?(line: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "peak", let bytes = Int(words[1]), let threads = Int(words[2]), bytes >= 0,
            threads >= 0
        else { return nil }
        self.init(peakBytes: bytes, threads: threads)
    }
}
