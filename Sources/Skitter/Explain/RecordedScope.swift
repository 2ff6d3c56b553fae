internal import SkitterArchive
internal import SkitterCore
internal import SkitterStore

/// The scope of a crawl, made again from its record: options, seeds, and what the redirects of seeds added.
struct RecordedScope {
    private let scope: Scope
    private let mode: ScopeMode
    private let includes: [URLPattern]
    private let excludes: [URLPattern]
    private let maxURLLength: Int
    private var seeds: Set<String> = []

    /// The scope of the crawl that `manifest` describes; `extensions` are the URLs by which it grew.
    init(_ manifest: Manifest, extensions: [String]) throws {
        func patterns(_ name: String) throws -> [URLPattern] {
            // The command line has them one by one; an option in force is one text.
            let words = manifest.arguments.indices.filter { manifest.arguments[$0] == "--\(name)" }
                .compactMap { $0 + 1 < manifest.arguments.count ? manifest.arguments[$0 + 1] : nil }
            let sources = words.isEmpty ? manifest.option(name)?.split(separator: " ").map(String.init) ?? [] : words
            return try sources.map { try URLPattern($0) }
        }
        self.mode = manifest.option("scope").flatMap(ScopeMode.init) ?? .host
        self.includes = try patterns("include")
        self.excludes = try patterns("exclude")
        self.maxURLLength = manifest.option("max-url-length").flatMap { Int($0) } ?? 2_048
        let sitemaps = manifest.option("sitemap")?.split(separator: " ").map(String.init) ?? []
        let seeds = (manifest.seeds + sitemaps + extensions).compactMap { try? CrawlURL($0) }.filter(\.isHTTP)
        let suffixes = self.mode == .domain ? try PublicSuffixFile.read() : nil
        self.scope = Scope(
            mode: self.mode, asksBeyond: manifest.option("beyond") == "ask", seeds: seeds, includes: self.includes,
            excludes: self.excludes, maxURLLength: self.maxURLLength,
            registrableDomain: { suffixes?.registrableDomain(of: $0) })
        self.seeds = Set((manifest.seeds + sitemaps).compactMap { try? CrawlURL($0).withoutFragment().key() })
    }

    /// Whether `url` belongs to the crawl, and which rule says so.
    func reason(for url: CrawlURL) -> URLExplanation.ScopeReason {
        if self.seeds.contains(url.key()) {
            return URLExplanation.ScopeReason(verdict: .accepted, words: "in: it is a seed")
        }
        let verdict = self.scope.verdict(on: url)
        return URLExplanation.ScopeReason(verdict: verdict, words: self.words(for: verdict, on: url))
    }

    private func words(for verdict: Scope.Verdict, on url: CrawlURL) -> String {
        switch verdict {
        case .accepted:
            let include = self.includes.first { $0.matches(url.href) }.map { ", and matches --include \($0)" } ?? ""
            return "in: --scope \(self.mode.rawValue) has it\(include)"
        case .beyond:
            return
                "beyond: --scope \(self.mode.rawValue) does not reach it; --beyond ask asks for it and follows none of its links"
        case .refused(.scheme): return "out: only http and https are fetched"
        case .refused(.length):
            return "out: it has \(url.href.utf8.count) bytes, more than --max-url-length \(self.maxURLLength)"
        case .refused(.host): return "out: --scope \(self.mode.rawValue) does not reach it from any seed"
        case .refused(.own): return "out: a rule of the program that crawled refuses it"
        case .refused(.include): return "out: it matches no --include"
        case .refused(.exclude):
            let pattern = self.excludes.first { $0.matches(url.href) }.map { " \($0)" } ?? ""
            return "out: it matches --exclude\(pattern)"
        }
    }
}
