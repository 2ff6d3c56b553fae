public import SkitterCore

/// The checks of one scenario: each throws a ``ContractViolation`` that names the scenario.
public struct Claim: Sendable {
    /// The scenario that is checked.
    public let scenario: String

    /// How late something may come that should come at once: machines that run tests are busy, and whatever a scenario
    /// guards against would take longer by far.
    public static let patience = Patience.seconds(5)

    /// Checks of `scenario`.
    public init(_ scenario: String) {
        self.scenario = scenario
    }

    /// `condition` holds.
    public func that(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        if !condition { throw ContractViolation(self.scenario, message()) }
    }

    /// `value` is `expected`.
    public func equal<Value: Equatable>(_ value: Value, _ expected: Value, _ what: String) throws {
        if value != expected {
            throw ContractViolation(self.scenario, "\(what) is \(value), expected \(expected)")
        }
    }

    /// `body` throws a `FetchError` of one of `codes`, within `limit` where there is one.
    public func fails<Value>(
        with codes: FetchError.Code..., within limit: Duration? = nil, _ body: () async throws -> Value
    ) async throws {
        let start = ContinuousClock.now
        do {
            let value = try await body()
            throw ContractViolation(self.scenario, "it returned \(value), expected a failure of \(codes)")
        } catch let error as FetchError {
            try self.that(codes.contains(error.code), "it failed with \(error), expected \(codes)")
        }
        if let limit {
            let time = ContinuousClock.now - start
            try self.that(time <= limit, "it took \(time), expected at most \(limit)")
        }
    }

    /// `body` returns within `limit`.
    public func within<Value>(_ limit: Duration, _ body: () async throws -> Value) async throws -> Value {
        let start = ContinuousClock.now
        let value = try await body()
        let time = ContinuousClock.now - start
        try self.that(time <= limit, "it took \(time), expected at most \(limit)")
        return value
    }
}
