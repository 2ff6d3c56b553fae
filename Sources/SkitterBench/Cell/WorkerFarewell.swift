/// The last line of a worker process: `peak BYTES`, what only it can know.
package struct WorkerFarewell: Hashable, Sendable {
    /// The most memory the worker had.
    package let peakBytes: Int

    package init(peakBytes: Int) {
        self.peakBytes = peakBytes
    }

    /// This farewell as one line, without its end.
    package var line: String { "peak \(self.peakBytes)" }

    /// The farewell that `line` is, or nil for any other line.
    package init?(line: String) {
        guard line.hasPrefix("peak "), let bytes = Int(line.dropFirst(5)), bytes >= 0 else { return nil }
        self.init(peakBytes: bytes)
    }
}
