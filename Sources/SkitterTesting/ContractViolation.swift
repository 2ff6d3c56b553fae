/// An implementation of a port does not keep the port's contract: which promise, and what came instead.
package struct ContractViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// The scenario in which it showed.
    package var scenario: String
    /// What was promised and what was seen.
    package var message: String

    /// A breach of `scenario`.
    package init(_ scenario: String, _ message: String) {
        self.scenario = scenario
        self.message = message
    }

    package var description: String { "\(self.scenario): \(self.message)" }
}
