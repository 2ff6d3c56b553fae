import FuzzSupport
import SkitterCore

/// What holds of every URL, whatever it was parsed from.
enum URLProperties {
    static let policies: [URLKeyPolicy] = {
        var wide = URLKeyPolicy()
        wide.ignoredParameters = URLKeyPolicy.trackingParameters + ["a"]
        wide.ignoresSessionIDs = true
        wide.collapsesSlashes = true
        wide.ignoresCredentials = true
        var asWritten = URLKeyPolicy()
        asWritten.ordersForms = false
        return [.standard, wide, asWritten]
    }()

    static func offsets(_ url: CrawlURL) -> [UInt32] {
        let parts = url.parts
        return [
            parts.schemeEnd, parts.usernameEnd, parts.hostStart, parts.hostEnd, parts.pathStart, parts.queryStart,
            parts.fragmentStart, UInt32(parts.port), UInt32(parts.scheme.rawValue), parts.hasAuthority ? 1 : 0,
            parts.hasPort ? 1 : 0, parts.hasOpaquePath ? 1 : 0,
        ]
    }

    static func check(_ url: CrawlURL) {
        FuzzSupport.check(url.href.utf8.allSatisfy { $0 > 0x1F && $0 < 0x7F }, "an href is printable ASCII")
        guard let again = try? CrawlURL(url.href) else { fatalError("an href is no URL: \(url.href)") }
        FuzzSupport.check(again.href, equals: url.href, "parsing an href gives the same href")
        FuzzSupport.check(Self.offsets(again), equals: Self.offsets(url), "and the same offsets")
        Self.checkComponents(url)
        Self.checkShortened(url.withoutFragment())
        Self.checkShortened(url.withoutCredentials())
        FuzzSupport.check(!url.withoutCredentials().hasCredentials, "credentials are gone")
        for policy in Self.policies { Self.checkKey(url, policy) }
        _ = url.surt
    }

    /// The components put together as the URL serializer does (URL Standard, 4.5) are the href.
    private static func checkComponents(_ url: CrawlURL) {
        let offsets = Self.offsets(url).prefix(7)
        FuzzSupport.check(zip(offsets, offsets.dropFirst()).allSatisfy(<=), "offsets never decrease")
        FuzzSupport.check(Int(url.parts.fragmentStart) <= url.href.utf8.count, "offsets lie in the href")
        var text = url.scheme + ":"
        if url.parts.hasAuthority {
            text += "//"
            if url.hasCredentials {
                text += url.username + (url.password.isEmpty ? "" : ":" + url.password) + "@"
            }
            text += url.hostname + (url.port.map { ":\($0)" } ?? "")
            FuzzSupport.check(url.host, equals: url.hostname + (url.port.map { ":\($0)" } ?? ""), "host is both")
        } else if !url.parts.hasOpaquePath, url.pathname.hasPrefix("//") {
            text += "/."
        }
        text += url.pathname
        let hasBareQuery = url.search.isEmpty && url.parts.queryStart != url.parts.fragmentStart
        text += hasBareQuery ? "?" : url.search
        let hasBareHash = url.hash.isEmpty && Int(url.parts.fragmentStart) != url.href.utf8.count
        text += hasBareHash ? "#" : url.hash
        FuzzSupport.check(text, equals: url.href, "the components make the href")
        _ = (url.origin, url.requestTarget, url.effectivePort)
    }

    /// A URL from which something was taken is what its text is parsed to.
    private static func checkShortened(_ url: CrawlURL) {
        guard let again = try? CrawlURL(url.href) else { fatalError("a shortened href is no URL: \(url.href)") }
        FuzzSupport.check(again.href, equals: url.href, "a shortened href is canonical")
        FuzzSupport.check(Self.offsets(again), equals: Self.offsets(url), "and has its offsets")
    }

    private static func checkKey(_ url: CrawlURL, _ policy: URLKeyPolicy) {
        let key = url.key(policy)
        guard let keyed = try? CrawlURL(key) else { fatalError("a key is no URL: \(key)") }
        FuzzSupport.check(keyed.href, equals: key, "a key is a canonical URL")
        FuzzSupport.check(keyed.key(policy), equals: key, "a key is its own key")
        FuzzSupport.check(
            url.fingerprint(seed: 1, policy: policy), equals: keyed.fingerprint(seed: 1, policy: policy),
            "a fingerprint is the key's")
    }
}
