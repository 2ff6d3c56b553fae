/// The getters of the URL Standard's URL class, under its names; each is a copy of a slice of the href.
extension CrawlURL {
    /// The scheme in lower case, without its colon.
    public var scheme: String { self.slice(0, Int(self.parts.schemeEnd)) }

    /// The user name, percent-encoded; empty without one.
    public var username: String { self.slice(self.parts.usernameStart, Int(self.parts.usernameEnd)) }

    /// The password, percent-encoded; empty without one.
    public var password: String {
        let start = Int(self.parts.usernameEnd) + 1
        let end = Int(self.parts.hostStart) - 1
        return start < end ? self.slice(start, end) : ""
    }

    /// The host as serialised (IPv6 in brackets, domains in ASCII); empty when there is none.
    public var hostname: String { self.slice(Int(self.parts.hostStart), Int(self.parts.hostEnd)) }

    /// The host, and `:port` when the port is not the default one.
    public var host: String {
        let end = self.parts.hasAuthority ? self.parts.pathStart : self.parts.hostEnd
        return self.slice(Int(self.parts.hostStart), Int(end))
    }

    /// The port, or nil for the default port of the scheme.
    public var port: UInt16? { self.parts.hasPort ? self.parts.port : nil }

    /// The port that a connection is made to, or nil when the scheme has none.
    public var effectivePort: UInt16? { self.parts.hasPort ? self.parts.port : self.parts.scheme.defaultPort }

    /// The path, percent-encoded.
    public var pathname: String { self.slice(Int(self.parts.pathStart), Int(self.parts.queryStart)) }

    /// `?` and the query; empty when there is none or it is empty.
    public var search: String { self.unlessBare(Int(self.parts.queryStart), Int(self.parts.fragmentStart)) }

    /// `#` and the fragment; empty when there is none or it is empty.
    public var hash: String { self.unlessBare(Int(self.parts.fragmentStart), self.href.utf8.count) }

    /// Whether the scheme is `http` or `https`.
    public var isHTTP: Bool { self.parts.scheme == .http || self.parts.scheme == .https }

    /// Whether there is a user name or a password.
    public var hasCredentials: Bool { Int(self.parts.hostStart) > self.parts.usernameStart }

    /// For http and https `scheme://host`, with the port unless it is the default one; else `null`
    /// (HTML Standard, serialization of an origin: for what a crawler does not fetch, the opaque origin).
    public var origin: String {
        guard self.isHTTP else { return "null" }
        if !self.hasCredentials { return self.slice(0, Int(self.parts.pathStart)) }
        return self.slice(0, self.parts.usernameStart) + self.host
    }

    /// What an HTTP/1.1 request line names: path and query (RFC 9112, section 3.2.1).
    public var requestTarget: String { self.slice(Int(self.parts.pathStart), Int(self.parts.fragmentStart)) }

    /// The URL without `#` and what follows it.
    public func withoutFragment() -> CrawlURL {
        let end = Int(self.parts.fragmentStart)
        guard end < self.href.utf8.count else { return self }
        return CrawlURL(href: self.slice(0, end), parts: self.parts)
    }

    /// The URL without user name and password.
    public func withoutCredentials() -> CrawlURL {
        guard self.hasCredentials else { return self }
        let start = self.parts.usernameStart
        let removed = self.parts.hostStart - UInt32(truncatingIfNeeded: start)
        var parts = self.parts
        parts.usernameEnd = UInt32(truncatingIfNeeded: start)
        parts.hostStart -= removed
        parts.hostEnd -= removed
        parts.pathStart -= removed
        parts.queryStart -= removed
        parts.fragmentStart -= removed
        let tail = self.slice(Int(self.parts.hostStart), self.href.utf8.count)
        return CrawlURL(href: self.slice(0, start) + tail, parts: parts)
    }

    private func unlessBare(_ start: Int, _ end: Int) -> String {
        end - start > 1 ? self.slice(start, end) : ""
    }

    /// The bytes `start..<end` of the href as a string.
    func slice(_ start: Int, _ end: Int) -> String {
        // An href is ASCII (``href``), so that its bytes need no second look.
        String(copying: UTF8Span(unchecked: self.href.utf8.span.extracting(start..<end), isKnownASCII: true))
    }
}
