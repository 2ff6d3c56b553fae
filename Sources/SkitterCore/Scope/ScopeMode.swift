/// How far from its seeds a crawl may go. Each wider mode includes the narrower ones.
public enum ScopeMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// The seeds alone.
    case page
    /// Below the seed's directory.
    case path
    /// The seed's host; http and https on their default ports are one, any other port is its own.
    case host
    /// The seed's registrable domain (public suffix list) and all its hosts.
    case domain
    /// Everywhere.
    case any
}
