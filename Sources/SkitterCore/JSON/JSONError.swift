/// Why a text is not the JSON that was expected, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Bytes from the start of the text to the place.
    package var offset: Int
    /// What is wrong there, in words.
    package var message: String

    /// `message` at `offset`.
    package init(offset: Int, _ message: String) {
        self.offset = offset
        self.message = message
    }

    package var description: String { "\(self.message) at byte \(self.offset + 1)" }
}
