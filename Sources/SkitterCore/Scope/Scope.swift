/// Which URLs belong to a crawl: an ordered list of small rules, the first that refuses names itself.
///
/// 1. http or https; 2. not longer than the limit; 3. near a seed, as ``ScopeMode`` says; 4. matches an `--include`
/// pattern, where there are any; 5. matches no `--exclude` pattern; 6. the rule of the program that crawls, where it has one. Seeds
/// themselves are in scope by definition.
///
/// A crawl that looks beyond its scope asks for what the third rule alone refuses, and follows nothing from there.
public struct Scope: Sendable {
    /// What a URL is told.
    public enum Verdict: Hashable, Sendable {
        /// It belongs to the crawl.
        case accepted
        /// It lies beyond the scope, and is asked for; its links are not followed.
        case beyond
        /// It is refused by this rule.
        case refused(Rule)
    }

    /// The rules, by the names that `explain` and the records use.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case scheme, length, host, include, exclude, own
    }

    /// A host and port that seeds opened.
    private struct Site: Hashable, Sendable {
        let host: String
        /// 0 for http and https on their default ports.
        let port: UInt16

        init(_ url: CrawlURL) {
            self.host = url.hostname
            self.port = url.port ?? 0
        }
    }

    private let mode: ScopeMode
    /// Whether what is not near a seed is asked for.
    package let asksBeyond: Bool
    private let includes: [URLPattern]
    private let excludes: [URLPattern]
    private let maxURLLength: Int
    private let registrableDomain: @Sendable (String) -> String?
    private let ownRule: (@Sendable (CrawlURL) -> Bool)?
    private var sites: Set<Site> = []
    private var domains: Set<String> = []
    private var directories: [String] = []
    private var hostNames: Set<String> = []
    /// The seeds themselves, and where they were redirected, for ``ScopeMode/page`` with ``asksBeyond``.
    private var pages: Set<String> = []

    /// The scope that `seeds` open.
    ///
    /// - Parameters:
    ///   - mode: how far from its seeds a URL may lie.
    ///   - asksBeyond: whether what is not near a seed is asked for, without its links being followed.
    ///   - seeds: what the crawl starts from.
    ///   - includes: where there are any, a URL must match one.
    ///   - excludes: a URL must match none.
    ///   - maxURLLength: in bytes of the serialised URL.
    ///   - registrableDomain: the registrable domain of a host name, for ``ScopeMode/domain``; nil means the host itself.
    ///   - ownRule: whether a URL that no other rule refuses belongs to the crawl.
    public init(
        mode: ScopeMode = .host, asksBeyond: Bool = false, seeds: [CrawlURL], includes: [URLPattern] = [],
        excludes: [URLPattern] = [], maxURLLength: Int = 2048,
        registrableDomain: @escaping @Sendable (String) -> String? = { _ in nil },
        ownRule: (@Sendable (CrawlURL) -> Bool)? = nil
    ) {
        self.mode = mode
        self.asksBeyond = asksBeyond
        self.includes = includes
        self.excludes = excludes
        self.maxURLLength = maxURLLength
        self.registrableDomain = registrableDomain
        self.ownRule = ownRule
        for seed in seeds { self.extend(to: seed) }
    }

    /// Opens what `seed` opens: called for each seed and for what a seed is redirected to.
    public mutating func extend(to seed: CrawlURL) {
        self.hostNames.insert(seed.hostname)
        switch self.mode {
        case .any: break
        case .page: if self.asksBeyond { self.pages.insert(seed.withoutFragment().href) }
        case .host: self.sites.insert(Site(seed))
        case .path:
            let directory = self.directory(of: seed)
            if !self.directories.contains(directory) { self.directories.append(directory) }
        case .domain:
            self.domains.insert(self.registrableDomain(seed.hostname) ?? seed.hostname)
        }
    }

    /// Whether `url` belongs to the crawl, or which rule refuses it.
    public func verdict(on url: CrawlURL) -> Verdict {
        guard url.isHTTP else { return .refused(.scheme) }
        guard url.href.utf8.count <= self.maxURLLength else { return .refused(.length) }
        let isNear = self.isNearSeed(url)
        guard isNear || self.asksBeyond else { return .refused(.host) }
        if !self.includes.isEmpty || !self.excludes.isEmpty {
            let text = url.href
            if !self.includes.isEmpty, !self.includes.contains(where: { $0.matches(text) }) {
                return .refused(.include)
            }
            if self.excludes.contains(where: { $0.matches(text) }) { return .refused(.exclude) }
        }
        if let ownRule, !ownRule(url) { return .refused(.own) }
        return isNear ? .accepted : .beyond
    }

    /// Whether `url` is asked for: it belongs to the crawl, or lies beyond it where that is asked for too.
    public func asks(for url: CrawlURL) -> Bool {
        switch self.verdict(on: url) {
        case .accepted, .beyond: true
        case .refused: false
        }
    }

    /// Whether `url` belongs to the crawl.
    public func accepts(_ url: CrawlURL) -> Bool {
        self.verdict(on: url) == .accepted
    }

    /// Whether `other`, of the same mode and rules, opens all that this scope opens.
    package func isWithin(_ other: Scope) -> Bool {
        guard self.mode == other.mode, self.asksBeyond == other.asksBeyond else { return false }
        return self.pages.isSubset(of: other.pages) && self.sites.isSubset(of: other.sites)
            && self.domains.isSubset(of: other.domains)
            && self.directories.allSatisfy { own in other.directories.contains { own.hasPrefix($0) } }
    }

    /// Grows whenever ``extend(to:)`` opens anything.
    package var size: Int { self.pages.count + self.sites.count + self.domains.count + self.directories.count }

    /// Whether a seed names this host.
    public func namesHost(_ host: String) -> Bool {
        self.hostNames.contains(host)
    }

    private func isNearSeed(_ url: CrawlURL) -> Bool {
        switch self.mode {
        case .any: true
        case .page: self.pages.contains(url.href)
        case .host: self.sites.contains(Site(url))
        case .domain: self.domains.contains(self.registrableDomain(url.hostname) ?? url.hostname)
        case .path:
            self.directories.contains { self.directory(of: url).hasPrefix($0) }
        }
    }

    /// Host, port and path up to the last slash: `http` and `https` on their default ports are one.
    private func directory(of url: CrawlURL) -> String {
        let path = url.pathname.utf8
        let end = path.lastIndex(of: UInt8(ascii: "/")).map { path.index(after: $0) } ?? path.endIndex
        return "\(url.hostname):\(url.port ?? 0)\(String(Substring(path[..<end])))"
    }
}
