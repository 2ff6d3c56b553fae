/// What robots.txt and sitemaps tell of a crawl before it is made.
public struct CrawlPlan: Hashable, Sendable {
    /// The hosts, those that take longest first.
    public var hosts: [PlannedHost]
    /// URLs that sitemaps name and that lie out of the crawl's scope.
    public var outOfScope: Int

    /// A plan for `hosts`.
    public init(hosts: [PlannedHost], outOfScope: Int) {
        self.hosts = hosts.sorted {
            ($1.leastTime, $1.named, $0.host) < ($0.leastTime, $0.named, $1.host)
        }
        self.outOfScope = outOfScope
    }

    /// Distinct URLs in scope that sitemaps name.
    public var named: Int { self.hosts.reduce(0) { $0 + $1.named } }
    /// Of those, URLs that robots.txt forbids.
    public var refused: Int { self.hosts.reduce(0) { $0 + $1.refused } }
    /// URLs to fetch.
    public var toFetch: Int { self.named - self.refused }

    /// What keeps the crawl from ending earlier.
    public enum Bottleneck: Hashable, Sendable {
        /// The delay of this host.
        case host(String)
        /// The gap that all hosts at this address keep together.
        case address(IPAddress)
    }

    /// The least time that the crawl can take, and why; nil where nothing keeps it from ending at once.
    public var leastTime: (time: Duration, bottleneck: Bottleneck)? {
        var best: (time: Duration, bottleneck: Bottleneck)?
        func offer(_ time: Duration, _ bottleneck: Bottleneck) {
            if time > best?.time ?? .zero { best = (time, bottleneck) }
        }
        for host in self.hosts { offer(host.leastTime, .host(host.host)) }
        for (address, hosts) in Dictionary(grouping: self.hosts, by: \.address) {
            guard let address, let gap = hosts.map(\.addressDelay).min() else { continue }
            offer(gap * max(0, hosts.reduce(0) { $0 + $1.toFetch } - 1), .address(address))
        }
        return best
    }

    /// What the least time rests on, each in a sentence.
    public static let assumptions = [
        "every URL that a sitemap names and robots.txt permits is fetched once, and no other",
        "answers take no time, and nothing is tried again",
        "delays stay as they are: a slow host gets longer ones",
    ]
}
