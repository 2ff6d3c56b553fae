/// zlib could not set up its state: memory lacks.
package struct GzipUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    package init() {}

    /// The words for people.
    package var description: String { "no memory for zlib" }
}
