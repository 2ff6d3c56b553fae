/// How much a jar keeps; beyond it the oldest cookies go.
public struct CookieJarLimits: Sendable {
    /// Cookies in all. Default 10,000, above the 3,000 that RFC 6265 section 6.1 asks for: a crawl meets many hosts.
    public var cookies = 10_000
    /// Cookies of one domain. Default 180, as browsers keep; the RFC asks for 50.
    public var cookiesPerDomain = 180
    /// Octets of name and value. Default 4,096, as the RFC asks; a larger cookie is not kept.
    public var cookieBytes = 4_096
    /// Octets of one `Cookie` header. Default 16 KiB, more than common servers accept; cookies beyond it are not sent.
    public var headerBytes = 16 * 1024

    /// The defaults.
    public init() {}
}
