#if Cluster
internal import SkitterCore

/// Finds patterns whose pages only repeat each other, among the pages that this crawler visits. Pages are judged in the order in
/// which they come back; what it finds, it finds for all crawlers. Pure.
struct TrapWatch: Sendable {
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

    /// A page came back; returns the pattern that is parked by it.
    mutating func visited(_ url: CrawlURL, _ signature: PageSignature?) -> String? {
        guard self.isOn, let signature else { return nil }
        let host = url.hostname
        if self.young[host] == nil {
            if self.young.count >= TrapWatch.hosts {
                self.old = self.young
                self.young.removeAll(keepingCapacity: true)
            }
            self.young[host] = self.old.removeValue(forKey: host) ?? TrapJudge(self.rules)
        }
        guard let index = self.young.index(forKey: host), let pattern = self.young.values[index].pattern(of: url)
        else { return nil }
        let places = self.young.values[index].generationSealed([TrapJudge.Member(pattern: pattern, order: 0)])
        guard let place = places[0], case .parked = self.young.values[index].visited(place, signature) else {
            return nil
        }
        return TrapPattern.text(of: url, id: pattern.id)
    }
}
#endif
