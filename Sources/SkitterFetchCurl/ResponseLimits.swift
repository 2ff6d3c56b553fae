/// How much of a response's head is read.
package struct ResponseLimits: Sendable, Hashable {
    /// Bytes of all heads of one response, informational ones and trailers too. 256 KiB: twice what the largest sites send.
    package var headBytes = 256 * 1024
    /// Lines of the same.
    package var headLines = 2000
    /// Informational responses (1xx) before the final one.
    package var informational = 32
    /// Decompressed bytes for each byte on the wire, judged after ``ratioFromBytes``.
    package var ratio = 200
    /// A body below this is never a bomb. 1 MiB.
    package var ratioFromBytes = 1 << 20
    /// A body that nobody wants is read on to keep the connection, if no more than this is left. 16 KiB.
    package var drainBytes = 16 * 1024
    /// The body of a redirect is cut here: nobody reads it. 64 KiB.
    package var redirectBytes = 64 * 1024

    package init() {}
}
