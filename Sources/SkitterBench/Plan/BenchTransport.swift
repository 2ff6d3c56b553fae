/// What carries the requests of a cell; every strategy of one transport uses it in the same configuration.
package enum BenchTransport: String, Codable, CaseIterable, Hashable, Sendable {
    /// URLSession of FoundationNetworking.
    case urlsession
}
