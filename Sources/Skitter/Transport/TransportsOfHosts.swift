internal import SkitterCore

/// Who fetches from which host.
struct TransportsOfHosts: Sendable {
    private let usual: CrawlConfiguration.Transport
    private let ofHosts: HostSettings<CrawlConfiguration.Transport>

    init(_ http: CrawlConfiguration.HTTP) {
        self.usual = http.transport
        self.ofHosts = http.hostTransports
    }

    /// All that may be asked, by their own names; ``CrawlConfiguration/Transport/automatic`` is none of them.
    var all: Set<CrawlConfiguration.Transport> {
        Set(([self.usual] + self.ofHosts.entries.map(\.value)).map(\.chosen))
    }

    /// Who fetches from `host`.
    subscript(host: String) -> CrawlConfiguration.Transport {
        (self.ofHosts.setting(for: host) { $0 } ?? self.usual).chosen
    }

    /// The hosts, and domains, that another transport than the usual one fetches from.
    var others: [String] {
        self.ofHosts.entries.filter { $0.value.chosen != self.usual.chosen }.map(\.key)
    }
}

extension CrawlConfiguration.Transport {
    /// Who fetches where this is asked for.
    var chosen: Self { self == .automatic ? .curl : self }
}
