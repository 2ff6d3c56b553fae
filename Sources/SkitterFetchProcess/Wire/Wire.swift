/// The language between a program and its fetching workers, over the worker's standard input and output.
///
/// Each frame is the length of what follows (four bytes), a kind (one byte), and the fields of that kind. Numbers are
/// little-endian; a string is its length in bytes (four bytes) and its UTF-8.
///
/// | kind | direction | fields |
/// |---|---|---|
/// | 0x01 hello | to the worker, first | version (2), connections to a host at most (4) |
/// | 0x02 request | to the worker | id (8), timeout in ns (8), body limit (8), wanted types, URL, field lines |
/// | 0x03 cancel | to the worker | id (8) |
/// | 0x81 hello | from the worker, first | version (2) |
/// | 0x82 head | from the worker | id (8), status (4), times in ns (8 + 8), truncation, field lines, length of the body (8) |
/// | 0x83 body | from the worker | id (8), bytes |
/// | 0x84 failure | from the worker | id (8), code, message |
///
/// The worker answers each request once, in any order: with a failure, or with a head followed by body frames until its
/// length is reached; between them other answers may come. A cancelled request is answered too, so that its end is known.
/// The end of the worker's input is the end of the worker.
package enum Wire {
    /// What both ends must speak; they are built together, and a mixture of builds is refused.
    package static let version: UInt16 = 1
    /// No frame is longer: more is taken for noise.
    package static let longestFrame = 8 << 20
    /// A body frame holds at most this much, so that no answer keeps others waiting for long.
    package static let longestPiece = 256 << 10
    /// A head holds at most this many bytes of field lines; URLSession refuses responses that have more.
    package static let longestHead = 4 << 20
}

/// What the other end said is no frame of this language.
package struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
