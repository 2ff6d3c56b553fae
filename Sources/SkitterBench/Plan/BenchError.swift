/// Why a benchmark cannot be run as asked: one sentence for the person who asked.
package struct BenchError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what would be right.
    package let message: String

    /// An error that says `message`.
    package init(_ message: String) {
        self.message = message
    }

    package var description: String { self.message }
}
