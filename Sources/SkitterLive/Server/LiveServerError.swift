/// The live server cannot listen.
package struct LiveServerError: Error, Sendable, CustomStringConvertible {
    /// What happened, and where.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
