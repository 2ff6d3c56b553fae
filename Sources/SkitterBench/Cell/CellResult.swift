import FoundationEssentials
import SkitterCore

/// What a cell says of itself when it has done its job: one line of JSON, the last of its output.
package struct CellResult: Codable, Hashable, Sendable {
    /// From the start of the strategy to the end of its last download.
    package let nanoseconds: Int64
    /// The most memory of the cell's process plus that of each of its workers; nil if one of them did not tell.
    package let peakBytes: Int?
    /// The most threads of the cell's process plus those of each of its workers; nil if one of them did not tell.
    package let threads: Int?

    package init(time: Duration, peakBytes: Int?, threads: Int?) {
        self.nanoseconds = time.wholeNanoseconds
        self.peakBytes = peakBytes
        self.threads = threads
    }

    /// From the start of the strategy to the end of its last download.
    package var time: Duration { .nanoseconds(self.nanoseconds) }

    /// This result as one line of JSON, without its end.
    package func json() throws -> String {
        String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    /// The result that `line` is, or nil for any other line.
    package init?(line: String) {
        guard line.hasPrefix("{"), let result = try? JSONDecoder().decode(CellResult.self, from: Data(line.utf8)) else {
            return nil
        }
        self = result
    }
}
