#if Cluster
internal import SkitterCore

/// Finds patterns whose pages only repeat each other, among the pages that this crawler visits. Pages are judged in the order in
/// which they come back; what it finds, it finds for all crawlers. Pure.
struct TrapWatch: Sendable {
    /// A page, and what it is compared by.
    struct Page: Sendable {
        let url: CrawlURL
        let signature: PageSignature
    }

    private let rules: TrapJudge.Rules
    private let isOn: Bool
    private var young: [String: TrapJudge] = [:]
    private var old: [String: TrapJudge] = [:]

    /// Hosts that are judged at a time, at least; those that were not visited for the longest time begin anew.
    private static let hosts = 4096

    init(_ policy: TrapPolicy) {
        self.rules = TrapJudge.Rules(policy)
        self.isOn = policy.isOn
    }

    /// The pattern under which a page of `url` is compared with others; nil where it is not.
    func pattern(of url: CrawlURL) -> TrapPattern? {
        self.isOn ? (self.young[url.hostname] ?? TrapJudge(self.rules)).pattern(of: url) : nil
    }

    /// Pages came back; returns the patterns that are parked by them.
    mutating func visited(_ pages: [Page]) -> [String] {
        guard self.isOn, !pages.isEmpty else { return [] }
        var parked: [String] = []
        for (host, pages) in Dictionary(grouping: pages, by: \.url.hostname) {
            self.keep(host)
            guard let index = self.young.index(forKey: host) else { continue }
            let judged = pages.compactMap { page in
                self.young.values[index].pattern(of: page.url).map { (page: page, pattern: $0) }
            }
            // In the order of their places, which is that in which pages came.
            let places = self.young.values[index].generationSealed(
                judged.enumerated().map { TrapJudge.Member(pattern: $1.pattern, order: UInt64($0)) })
            for ((page, pattern), place) in zip(judged, places) {
                guard let place, case .parked = self.young.values[index].visited(place, page.signature),
                    let text = TrapPattern.text(of: page.url, id: pattern.id)
                else { continue }
                parked.append(text)
            }
        }
        return parked
    }

    /// The host's judge is among the young ones.
    private mutating func keep(_ host: String) {
        guard self.young[host] == nil else { return }
        if self.young.count >= TrapWatch.hosts {
            self.old = self.young
            self.young.removeAll(keepingCapacity: true)
        }
        self.young[host] = self.old.removeValue(forKey: host) ?? TrapJudge(self.rules)
    }
}
#endif
