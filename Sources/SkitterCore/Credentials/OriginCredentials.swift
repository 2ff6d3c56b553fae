/// Which credentials go to which origin. Nothing else ever sees them: they are split from the seeds' URLs on entry, and no
/// request to another scheme, host or port gets them, be it a link or a redirect (RFC 7617, section 2.2; RFC 6454).
///
/// Of several sources the most precise counts: a seed's own URL, then `-u`, then the netrc file; call in this order.
package struct OriginCredentials: Sendable {
    /// By origin, `scheme://host[:port]`.
    private var byOrigin: [String: BasicCredentials] = [:]

    package init() {}

    /// Whether there are none at all.
    package var isEmpty: Bool { self.byOrigin.isEmpty }

    /// Takes the credentials out of a seed's URL and keeps them for its origin; returns the URL without them. Two seeds of
    /// one origin with different credentials are an error: only one pair can be sent there.
    package mutating func seedTaken(_ url: CrawlURL) throws(CredentialsError) -> CrawlURL {
        let bare = url.withoutCredentials()
        let credentials: BasicCredentials?
        do throws(CredentialsError) {
            credentials = try BasicCredentials(of: url)
        } catch {
            throw CredentialsError("\(bare): \(error)")
        }
        guard let credentials, url.isHTTP else { return bare }
        if let known = self.byOrigin[bare.origin], known != credentials {
            throw CredentialsError("\(bare): another seed of \(bare.origin) has different credentials")
        }
        self.byOrigin[bare.origin] = credentials
        return bare
    }

    /// Keeps `credentials` (`-u`) for the origins of all `seeds` that have none yet.
    package mutating func bind(_ credentials: BasicCredentials, to seeds: [CrawlURL]) {
        for seed in seeds where seed.isHTTP && self.byOrigin[seed.origin] == nil {
            self.byOrigin[seed.origin] = credentials
        }
    }

    /// Keeps what the netrc file has for the origins of all `seeds` that have none yet. Hosts that no seed names get
    /// nothing, though the file may name them: no page can lead the crawl to a place where it gives a password away.
    package mutating func bind(_ netrc: Netrc, to seeds: [CrawlURL]) throws(CredentialsError) {
        for seed in seeds where seed.isHTTP && self.byOrigin[seed.origin] == nil {
            if let credentials = try netrc.credentials(for: seed.hostname) { self.byOrigin[seed.origin] = credentials }
        }
    }

    /// The value of the `Authorization` header field for a request for `url`; nil where its origin has no credentials.
    package func authorization(for url: CrawlURL) -> String? {
        if self.byOrigin.isEmpty || !url.isHTTP { return nil }
        return self.byOrigin[url.origin]?.authorization
    }
}

extension OriginCredentials: CustomStringConvertible, CustomReflectable {
    /// Names the origins, not the credentials.
    package var description: String { "credentials for \(self.byOrigin.keys.sorted())" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
