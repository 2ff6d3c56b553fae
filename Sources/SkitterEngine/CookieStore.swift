package import SkitterCore

/// Owns the cookies of a crawl.
package actor CookieStore {
    /// Decides what is kept and sent (RFC 6265).
    private var jar: CookieJar

    /// A store around `jar`.
    package init(jar: CookieJar) {
        self.jar = jar
    }

    /// The value of the `Cookie` field for a request to `url`, or nil where nothing is to be sent.
    func header(for url: CrawlURL, at now: HTTPDate) -> String? {
        self.jar.header(host: url.hostname, path: url.pathname, isSecure: url.scheme == "https", at: now)
    }

    /// Takes the `Set-Cookie` fields of the answer to a request for `url`; returns whether another `Cookie` field would be
    /// sent to it now.
    func store(_ values: [String], from url: CrawlURL, at now: HTTPDate) -> Bool {
        let before = self.header(for: url, at: now)
        for value in values {
            self.jar.store(
                setCookie: value, host: url.hostname, path: url.pathname, isSecure: url.scheme == "https", at: now)
        }
        return self.header(for: url, at: now) != before
    }
}
