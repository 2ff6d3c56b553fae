import FoundationEssentials
import SkitterCore

/// One round over the links of the benchmark, in each of its modes.
struct LinkRounds {
    private let links: [[UInt8]]
    private let texts: [String]
    private let base: CrawlURL
    private let foundationBase: URL?

    init(links: [[UInt8]], base: CrawlURL) {
        self.links = links
        self.texts = links.map { String(decoding: $0, as: UTF8.self) }
        self.base = base
        self.foundationBase = URL(string: base.href)
    }

    var count: Int { self.links.count }

    func run(_ mode: String) {
        var sum: UInt64 = 0
        switch mode {
        case "value":
            for link in self.links {
                if let url = try? CrawlURL.parse(link.span, base: self.base) { sum &+= UInt64(url.hrefUTF8.count) }
            }
        case "resolver", "fingerprint":
            var resolver = URLResolver(base: self.base)
            for link in self.links where resolver.resolve(link.span) {
                sum &+= mode == "resolver" ? 1 : resolver.fingerprint(seed: 1).rawValue
            }
        case "foundation":
            for text in self.texts {
                if let url = URL(string: text, relativeTo: self.foundationBase) { sum &+= url.isFileURL ? 1 : 2 }
            }
        default:
            for text in self.texts {
                if let url = URL(string: text, relativeTo: self.foundationBase) {
                    sum &+= UInt64(url.absoluteString.utf8.count)
                }
            }
        }
        blackHole(sum)
    }
}

/// Keeps the optimiser from dropping what was computed.
@inline(never)
private func blackHole(_ value: UInt64) {
    if value == .max { print(value) }
}
