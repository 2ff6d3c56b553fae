package import SkitterCore

/// Knows the addresses of some hosts from the user, and asks another resolver for all others.
///
/// A host has these addresses on all its ports: politeness, guard, connection and record go by the host.
package struct ResolveOverrides: Resolver {
    private let addresses: [String: [IPAddress]]
    private let others: any Resolver

    /// The hosts of `overrides`, by the first entry of each, before `others`.
    package init(_ overrides: [ResolveOverride], before others: any Resolver) {
        self.addresses = Dictionary(overrides.map { ($0.host, $0.addresses) }, uniquingKeysWith: { first, _ in first })
        self.others = others
    }

    package func addresses(of host: String) async throws(FetchError) -> [IPAddress] {
        if let known = self.addresses[host] { return known }
        return try await self.others.addresses(of: host)
    }
}
