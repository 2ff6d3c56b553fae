/// One promise of a port, and how to see whether it is kept.
public struct ContractScenario<Subject: Sendable>: Sendable, CustomStringConvertible {
    /// What is promised.
    public let description: String
    private let body: @Sendable (Subject, Claim) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (Subject, Claim) async throws -> Void) {
        self.description = name
        self.body = body
    }

    /// Tries the promise on a fresh subject; throws ``ContractViolation`` where it is broken.
    public func run(on subject: Subject) async throws {
        try await self.body(subject, Claim(self.description))
    }
}
