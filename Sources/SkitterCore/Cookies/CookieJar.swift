/// The cookies of a crawl, kept and sent as RFC 6265 says.
public struct CookieJar: Sendable {
    private let limits: CookieJarLimits
    private let isPublicSuffix: @Sendable (String) -> Bool
    private var cookiesByDomain: [String: [Cookie]] = [:]
    private var nextSequence: UInt64 = 0
    /// How many cookies are kept, expired ones that nobody asked for included.
    public private(set) var count = 0

    /// `isPublicSuffix` says whether anybody may register names below a domain (`com`, `co.uk`); no cookie is shared
    /// there.
    public init(
        limits: CookieJarLimits = CookieJarLimits(),
        isPublicSuffix: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.limits = limits
        self.isPublicSuffix = isPublicSuffix
    }

    /// Takes the value of a `Set-Cookie` header that came with the answer to a request for `host` and `path`.
    ///
    /// `host` is that of a parsed URL, `path` may have a query. A header that the RFC rejects changes nothing.
    public mutating func store(setCookie: [UInt8], host: String, path: String, isSecure: Bool, at now: HTTPDate) {
        guard let parsed = SetCookie(setCookie, at: now),
            parsed.name.count + parsed.value.count <= self.limits.cookieBytes,
            let (domain, isHostOnly) = self.scope(of: parsed, host: host)
        else { return }
        let cookie = Cookie(
            name: parsed.name, value: parsed.value, domain: domain, path: parsed.path ?? Self.defaultPath(path),
            expires: parsed.expires, isHostOnly: isHostOnly, isSecure: parsed.isSecure, sequence: self.nextSequence)
        guard Self.keepsItsPrefix(cookie, isSecureOrigin: isSecure) else { return }
        self.insert(cookie, at: now)
    }

    /// As above, for a header in UTF-8.
    public mutating func store(setCookie: String, host: String, path: String, isSecure: Bool, at now: HTTPDate) {
        self.store(setCookie: Array(setCookie.utf8), host: host, path: path, isSecure: isSecure, at: now)
    }

    /// The value of the `Cookie` header for a request, octet by octet; nil if no cookie is to be sent.
    public func headerOctets(host: String, path: String, isSecure: Bool, at now: HTTPDate) -> [UInt8]? {
        let path = Self.withoutQuery(path)
        var header: [UInt8] = []
        for cookie in self.matching(host: host, path: path, isSecure: isSecure, at: now) {
            let length = (header.isEmpty ? 0 : 2) + cookie.name.count + 1 + cookie.value.count
            guard header.count + length <= self.limits.headerBytes else { continue }
            if !header.isEmpty {
                header += "; ".utf8
            }
            header += cookie.name
            header.append(UInt8(ascii: "="))
            header += cookie.value
        }
        return header.isEmpty ? nil : header
    }

    /// As ``headerOctets(host:path:isSecure:at:)``, for cookies in UTF-8.
    public func header(host: String, path: String, isSecure: Bool, at now: HTTPDate) -> String? {
        self.headerOctets(host: host, path: path, isSecure: isSecure, at: now).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// In the order in which they are sent: longer paths first, then older cookies (RFC 6265 section 5.4).
    private func matching(host: String, path: String, isSecure: Bool, at now: HTTPDate) -> [Cookie] {
        var found: [Cookie] = []
        for domain in CookieDomain.domains(of: host) {
            for cookie in self.cookiesByDomain[domain] ?? []
            where (!cookie.isHostOnly || domain == host) && (!cookie.isSecure || isSecure)
                && !cookie.isExpired(at: now) && cookie.matches(path: path)
            {
                found.append(cookie)
            }
        }
        return found.sorted { left, right in
            (right.path.utf8.count, left.sequence) < (left.path.utf8.count, right.sequence)
        }
    }

    /// Which domain a cookie belongs to, and whether only `host` itself; nil if it must be rejected.
    private func scope(of cookie: SetCookie, host: String) -> (domain: String, isHostOnly: Bool)? {
        guard let domain = cookie.domain else { return (host, true) }
        if self.isPublicSuffix(domain) {
            return domain == host ? (host, true) : nil
        }
        return CookieDomain.matches(host: host, domain: domain) ? (domain, false) : nil
    }

    private mutating func insert(_ cookie: Cookie, at now: HTTPDate) {
        var cookies = self.cookiesByDomain.removeValue(forKey: cookie.domain) ?? []
        self.count -= cookies.count
        var sequence = cookie.sequence
        cookies.removeAll { other in
            if cookie.isSame(as: other) {
                // RFC 6265 section 5.3: a cookie that replaces another keeps its age.
                sequence = other.sequence
                return true
            }
            return other.isExpired(at: now)
        }
        if !cookie.isExpired(at: now) {
            cookies.append(cookie.with(sequence: sequence))
            self.nextSequence += 1
            if cookies.count > self.limits.cookiesPerDomain,
                let oldest = cookies.indices.min(by: { cookies[$0].sequence < cookies[$1].sequence })
            {
                cookies.remove(at: oldest)
            }
        }
        self.count += cookies.count
        if !cookies.isEmpty {
            self.cookiesByDomain[cookie.domain] = cookies
        }
        if self.count > self.limits.cookies {
            self.evict(at: now)
        }
    }

    /// Removes expired cookies, and of the others the oldest, until a tenth of the limit is free again: so that the cost
    /// of looking at all of them is spread over many insertions.
    private mutating func evict(at now: HTTPDate) {
        let all = self.cookiesByDomain.values.flatMap(\.self).filter { !$0.isExpired(at: now) }
        let kept = all.sorted { $0.sequence > $1.sequence }.prefix(
            max(1, self.limits.cookies - self.limits.cookies / 10))
        self.cookiesByDomain = Dictionary(grouping: kept.reversed(), by: \.domain)
        self.count = kept.count
    }

    /// RFC 6265 section 5.1.4.
    private static func defaultPath(_ path: String) -> String {
        let path = Self.withoutQuery(path)
        guard path.utf8.first == UInt8(ascii: "/"), let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return "/"
        }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }

    private static func withoutQuery(_ path: String) -> String {
        let octets = path.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return octets.isEmpty ? "/" : String(decoding: octets, as: UTF8.self)
    }

    /// Names that begin so promise what only their server can set (RFC 6265bis section 4.1.3).
    private static func keepsItsPrefix(_ cookie: Cookie, isSecureOrigin: Bool) -> Bool {
        let start = Octets.lowercasedString(cookie.name.prefix(9))
        guard start.hasPrefix("__secure-") || start.hasPrefix("__host-") else { return true }
        guard cookie.isSecure, isSecureOrigin else { return false }
        return start.hasPrefix("__secure-") || cookie.isHostOnly && cookie.path == "/"
    }
}

extension Cookie {
    fileprivate func with(sequence: UInt64) -> Cookie {
        Cookie(
            name: self.name, value: self.value, domain: self.domain, path: self.path, expires: self.expires,
            isHostOnly: self.isHostOnly, isSecure: self.isSecure, sequence: sequence)
    }
}
