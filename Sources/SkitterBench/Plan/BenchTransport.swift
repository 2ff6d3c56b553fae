/// What carries the requests of a cell; every strategy of one transport uses it in the same configuration.
package enum BenchTransport: String, Codable, CaseIterable, Hashable, Sendable {
    /// URLSession of FoundationNetworking.
    case urlsession
    /// The session of a crawl: libcurl on an event loop of its own.
    case curl

    /// The transports named by a list like `urlsession,curl`, each once, in the order given.
    package static func list(from text: String) throws(BenchError) -> [BenchTransport] {
        try BenchList.names(text, what: "transport", of: BenchTransport.self)
    }
}
