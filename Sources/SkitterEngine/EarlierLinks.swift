internal import SkitterCore

/// Judges the links of a page that has not changed, as ``OutlinkCollector`` judges those of one that was read.
struct EarlierLinks {
    let lease: Lease
    let hashSeed: UInt64

    /// The links that lead on, in the order of the page; `record` counts those that scope refuses.
    func outlinks(_ links: [EarlierLink], into record: inout VisitRecord) -> [Outlink] {
        var seen: Set<UInt64> = []
        return links.compactMap { link in
            let fingerprint = link.url.fingerprint(seed: self.hashSeed).rawValue
            guard seen.insert(fingerprint).inserted else { return nil }
            switch self.lease.scope.verdict(on: link.url) {
            case .accepted:
                return Outlink(url: link.url, fingerprint: fingerprint, source: link.source)
            case .beyond:
                let waits = self.lease.keepsRefusedHosts
                return Outlink(url: link.url, fingerprint: fingerprint, source: link.source, isInScope: !waits)
            case .refused(.host) where self.lease.keepsRefusedHosts:
                return Outlink(url: link.url, fingerprint: fingerprint, source: link.source, isInScope: false)
            case .refused:
                record.links.outOfScope += 1
                return nil
            }
        }
    }
}
