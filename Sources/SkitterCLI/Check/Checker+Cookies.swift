internal import SkitterCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The question which cookies are sent back.
extension Checker {
    /// All headers came with one answer of `set_at`; the request to `sent_to` follows at once. `now`, in seconds since
    /// 1970, stands for the time of both where it is given.
    mutating func cookies(_ question: CheckQuestion, _ writer: inout JSONWriter) throws(CheckFailure) {
        guard let source = try? CrawlURL(try question.string("set_at")) else {
            throw CheckFailure("'set_at' is no URL")
        }
        guard let target = try? CrawlURL(try question.string("sent_to")) else {
            throw CheckFailure("'sent_to' is no URL")
        }
        let now = HTTPDate(secondsSince1970: Int64(try question.optionalInteger("now") ?? time(nil)))
        var jar = CookieJar()
        if let list = try? self.publicSuffixes() {
            jar = CookieJar(isPublicSuffix: { list.publicSuffix(of: $0) == $0 })
        }
        for value in try question.strings("set_cookie") {
            jar.store(
                setCookie: value, host: source.hostname, path: source.pathname, isSecure: source.scheme == "https",
                at: now)
        }
        let header = jar.header(
            host: target.hostname, path: target.pathname, isSecure: target.scheme == "https", at: now)
        writer.key("cookie")
        writer.value(header ?? "")
    }
}
