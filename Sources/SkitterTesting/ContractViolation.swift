/// An implementation of a port does not keep the port's contract: which promise, and what came instead.
public struct ContractViolation: Error, Hashable, Sendable, CustomStringConvertible {
    /// The scenario in which it showed.
    public var scenario: String
    /// What was promised and what was seen.
    public var message: String

    /// A breach of `scenario`.
    public init(_ scenario: String, _ message: String) {
        self.scenario = scenario
        self.message = message
    }

    /// Scenario and message in one line.
    public var description: String { "\(self.scenario): \(self.message)" }
}
