package import SkitterCore

/// The header fields that a crawl sends: those for all hosts, and those for some.
package struct RequestFields: Sendable {
    private let common: HTTPFields
    private let ofHosts: HostSettings<HTTPFields>

    /// `common` for all hosts; a field of `ofHosts` takes the place of those with its name.
    package init(_ common: HTTPFields = HTTPFields(), ofHosts: HostSettings<HTTPFields> = HostSettings()) {
        self.common = common
        self.ofHosts = ofHosts
    }

    /// What is sent with a request for `url`.
    package func fields(for url: CrawlURL) -> HTTPFields {
        if self.ofHosts.isEmpty { return self.common }
        let own = self.ofHosts.values(for: url.hostname)
        if own.isEmpty { return self.common }
        // What counts most comes first, and is joined by what it does not name.
        return (own + [self.common]).reduce(HTTPFields()) { fields, further in
            HTTPFields(fields.fields + further.fields.filter { !fields.contains($0.name) })
        }
    }
}
