#if Cluster
internal import SkitterCluster
internal import SkitterCore

extension MemoryShard {
    /// What an offer changes of its host's counts: the rows of `change`.
    private struct Change {
        var known = 0
        var pending = 0
        var lowered = 0
        var tooDeep = 0
        var tooFar = 0
        var name: String?

        var isNone: Bool {
            self.known == 0 && self.pending == 0 && self.lowered == 0 && self.tooDeep == 0 && self.tooFar == 0
        }

        /// `min(name)`
        mutating func isNamed(_ other: String?) {
            guard let other else { return }
            self.name = self.name.map { min($0, other) } ?? other
        }
    }

    /// `put`. `pending` is told of each URL that is to be visited from now on.
    mutating func put(
        _ offers: [Offer], _ limits: Offer.Limits, at now: Int64, became pending: (String) -> Void
    ) -> [OfferedURL] {
        let deepest = limits.depth.map { Int16(clamping: $0) } ?? .max
        let furthest = Int16(clamping: limits.redirects)
        var changes: [Int32: Change] = [:]
        var answers: [OfferedURL] = []
        for offer in offers {
            let host = offer.queue.host
            if let (place, row) = self.find(host, offer.id) {
                self.lower(place, row, by: offer, deepest, furthest, &changes[host, default: Change()])
                if row.state != 0, self.urls[Int(place)]?.state == 0 { pending(row.url) }
            } else if let text = offer.text {
                let row = self.newRow(offer, text, deepest, furthest, at: now)
                self.insert(row, host: host)
                if row.state == 0 { pending(row.url) }
                changes[host, default: Change()].known += row.state != URLRow.apart ? 1 : 0
                changes[host, default: Change()].pending += row.state == 0 ? 1 : 0
                changes[host, default: Change()].tooDeep += row.state == 5 && row.depth > deepest ? 1 : 0
                changes[host, default: Change()].tooFar += row.state == 5 && row.depth <= deepest ? 1 : 0
                answers.append(OfferedURL(id: offer.id, standing: row.state == URLRow.apart ? .apart : .known))
            }
            changes[host]?.isNamed(offer.text?.host)
        }
        for (host, change) in changes.sorted(by: { $0.key < $1.key }) where !change.isNone {
            self.count(change, of: host, at: now)
        }
        return answers
    }

    /// A row of `added`.
    private mutating func newRow(
        _ offer: Offer, _ text: Offer.Text, _ deepest: Int16, _ furthest: Int16, at now: Int64
    ) -> URLRow {
        let depth = Int16(clamping: offer.depth)
        let hops = Int16(clamping: offer.hops)
        let isBeyond = depth > deepest || hops > furthest
        return URLRow(
            id: offer.id, host: self.placeForHost(offer.queue.host, named: text.host, at: now), prio: depth,
            work: offer.leavesOutside || isBeyond ? 0 : 1,
            state: offer.leavesOutside ? URLRow.apart : isBeyond ? 5 : 0, depth: depth, hops: hops,
            isSeed: offer.isSeed, via: text.via, url: text.url, parent: text.parent)
    }

    /// Rows of `locked`, `judged` and `moved`.
    private mutating func lower(
        _ place: Int32, _ old: URLRow, by offer: Offer, _ deepest: Int16, _ furthest: Int16, _ change: inout Change
    ) {
        let depth = Int16(clamping: offer.depth)
        let hops = Int16(clamping: offer.hops)
        guard
            old.depth > depth || old.hops > hops || (old.state == URLRow.apart && !offer.leavesOutside)
                || (offer.isSeed && old.work > 0 && !old.isSeed)
        else { return }
        let newDepth = min(old.depth, depth)
        let newHops = min(old.hops, hops)
        let newState: UInt8
        switch old.state {
        case URLRow.apart where offer.leavesOutside: newState = URLRow.apart
        case 5, URLRow.apart: newState = newDepth <= deepest && newHops <= furthest ? 0 : 5
        default: newState = old.state
        }
        self.change(place) { row in
            row.depth = newDepth
            row.hops = newHops
            row.prio = newDepth
            row.state = newState
            row.isSeed = old.isSeed || (offer.isSeed && (old.work > 0 || newState == 0))
            if newState == 0, old.state != 0 {
                row.work = 1
            } else if old.state == 2, newDepth < old.depth {
                row.work = 2
            } else if old.state == 3, old.outlinks != nil {
                row.work = 2
            }
        }
        guard let new = self.urls[Int(place)] else { return }
        change.known += old.state == URLRow.apart && new.state != URLRow.apart ? 1 : 0
        change.pending += old.state != 0 && new.state == 0 ? 1 : 0
        change.lowered += (new.work == 2 ? 1 : 0) - (old.work == 2 ? 1 : 0)
        change.tooDeep +=
            (new.state == 5 && new.depth > deepest ? 1 : 0) - (old.state == 5 && old.depth > deepest ? 1 : 0)
        change.tooFar +=
            (new.state == 5 && new.depth <= deepest ? 1 : 0) - (old.state == 5 && old.depth <= deepest ? 1 : 0)
    }

    /// The rows of `queue`. A host that has nothing but URLs kept apart has no row; here it has one that counts nothing.
    private mutating func count(_ change: Change, of number: Int32, at now: Int64) {
        let place = self.placeForHost(number, named: change.name ?? "", at: now)
        var host = self.hosts[Int(place)]
        host.known += change.known
        host.pending += change.pending
        host.lowered += change.lowered
        host.tooDeep += change.tooDeep
        host.tooFar += change.tooFar
        let before = host.visibleAt
        if before == HostRow.never, change.pending + change.lowered > 0 { host.visibleAt = max(host.opens, now) }
        self.hosts[Int(place)] = host
        if host.visibleAt != before { self.indexed(place) }
    }

    /// The place of a host, which has a row from now on.
    private mutating func placeForHost(_ number: Int32, named name: String, at now: Int64) -> Int32 {
        if let place = self.hostPlaces[number] { return place }
        let place = Int32(self.hosts.count)
        self.hosts.append(HostRow(number: number, name: name, visibleAt: HostRow.never, opens: now))
        self.hostPlaces[number] = place
        return place
    }

    /// `name`.
    mutating func name(_ number: Int32, _ name: String, ports: [Int32]) {
        guard let place = self.hostPlaces[number] else {
            let place = self.placeForHost(number, named: name, at: 0)
            self.hosts[Int(place)].ports = ports
            return
        }
        if !Set(ports).isSubset(of: self.hosts[Int(place)].ports) { self.hosts[Int(place)].ports += ports }
    }
}
#endif
