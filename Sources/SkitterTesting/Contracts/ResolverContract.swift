public import SkitterCore

/// What every `Resolver` promises, as named scenarios that throw a ``ContractViolation``.
///
/// The scenarios ask for `localhost`, for IP literals and for names that cannot exist; they need no network.
public enum ResolverContract {
    /// One promise.
    public typealias Scenario = ContractScenario<any Resolver>

    /// All promises.
    public static let scenarios: [Scenario] = [
        Scenario("an IPv4 literal is its own address") { resolver, claim in
            try await claim.equal(resolver.addresses(of: "192.0.2.7"), [IPAddress(v4: 0xC000_0207)], "the answer")
        },
        Scenario("an IPv6 literal is its own address") { resolver, claim in
            let expected = IPAddress(high: 0x2001_0DB8 << 32, low: 1)
            try await claim.equal(resolver.addresses(of: "[2001:db8::1]"), [expected], "the answer")
        },
        Scenario("localhost is a loopback address") { resolver, claim in
            let addresses = try await resolver.addresses(of: "localhost")
            try claim.that(!addresses.isEmpty && addresses.allSatisfy(\.isLoopback), "localhost is \(addresses)")
        },
        Scenario("no address comes twice") { resolver, claim in
            let addresses = try await resolver.addresses(of: "localhost")
            try claim.equal(Set(addresses).count, addresses.count, "the number of distinct addresses")
        },
        Scenario("a name that cannot exist fails to resolve") { resolver, claim in
            // RFC 6761, section 6.4: `.invalid` has no addresses.
            try await claim.fails(with: .resolve) { try await resolver.addresses(of: "no-such-host.invalid") }
        },
        Scenario("a malformed name fails to resolve") { resolver, claim in
            let label = String(repeating: "a", count: 70)
            let malformed = [
                "", ".", "..", "local\u{0}host", label, String(repeating: "a.", count: 400), "\u{FF}\u{10}",
            ]
            for name in malformed {
                try await claim.fails(with: .resolve) { try await resolver.addresses(of: name) }
            }
        },
        Scenario("many tasks that ask for one name get one answer") { resolver, claim in
            let answers = try await withThrowingTaskGroup(of: [IPAddress].self) { group in
                for _ in 0..<100 { group.addTask { try await resolver.addresses(of: "localhost") } }
                return try await group.reduce(into: Set<[IPAddress]>()) { $0.insert($1) }
            }
            try claim.equal(answers.count, 1, "the number of different answers")
        },
        Scenario("a task that is cancelled already gets no answer") { resolver, claim in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await resolver.addresses(of: "cancelled.invalid")
            }
            try await claim.fails(with: .cancelled, .resolve, within: Claim.patience) { try await task.value }
        },
    ]
}
