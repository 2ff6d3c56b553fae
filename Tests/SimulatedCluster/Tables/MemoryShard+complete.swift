#if Cluster
internal import SkitterCluster
internal import SkitterCore

extension MemoryShard {
    /// A URL that this transaction settled.
    struct Settlement: Sendable {
        let url: String
        let state: SeenSet.Entry.State
    }

    /// What `done` changes of a host's counts.
    private struct Change {
        var settled = 0
        var lowered = 0
    }

    /// `complete`. `settled` is told of each URL that settles.
    mutating func complete(
        _ results: [VisitResult], _ leases: [LeaseReport], at now: Int64, settled: (Settlement) -> Void
    ) -> [UInt64] {
        var valid: [Int32: LeaseReport] = [:]
        for lease in leases where self.leased(lease.queue.host, lease.token) != nil {
            valid[lease.queue.host] = lease
        }
        var counting: Set<UInt64> = []
        var changes: [Int32: Change] = [:]
        for result in results {
            guard let lease = valid[result.queue.host], let (place, row) = self.find(result.queue.host, result.id),
                row.work == result.work.rawValue, row.token != -lease.token
            else { continue }
            counting.insert(result.id)
            if self.mistake == .losesResults, result.id % 1000 == 0 {
                self.change(place) { $0.work = 0 }
                continue
            }
            self.settle(place, row, result, lease.token, &changes[result.queue.host, default: Change()], at: now)
            if row.work == 1, result.state != .pending { settled(Settlement(url: row.url, state: result.state)) }
        }
        for (host, lease) in valid.sorted(by: { $0.key < $1.key }) {
            self.close(host, lease, changes[host] ?? Change(), at: now)
        }
        // What an earlier call with the same tokens brought.
        let tokens = Dictionary(leases.map { ($0.queue.host, [$0.token]) }, uniquingKeysWith: +)
        for result in results {
            guard let row = self.find(result.queue.host, result.id)?.row,
                tokens[result.queue.host]?.contains(row.token) == true
            else { continue }
            counting.insert(result.id)
        }
        return counting.sorted()
    }

    /// A row of `done`.
    private mutating func settle(
        _ place: Int32, _ old: URLRow, _ result: VisitResult, _ token: Int64, _ change: inout Change, at now: Int64
    ) {
        let state = old.work == 2 ? old.state : result.state.rawValue
        let depth = Int16(clamping: result.depth)
        self.change(place) { row in
            row.state = state
            row.tries = Int16(clamping: result.tries)
            row.told = depth
            row.outlinks = result.outlinks?.packed ?? row.outlinks
            row.due = state == 0 ? now + result.due.milliseconds : 0
            if old.work == 1, state != 0 { row.token = token }
            if state == 0 {
                row.work = 1
            } else if state == 2 || state == 3, row.depth < depth {
                row.work = 2
            } else if state == 3, row.hops < Int16(clamping: result.hops) {
                row.work = 2
            } else {
                row.work = 0
            }
        }
        guard let new = self.urls[Int(place)] else { return }
        change.settled += old.work == 1 && state != 0 ? 1 : 0
        change.lowered += (new.work == 2 ? 1 : 0) - (old.work == 2 ? 1 : 0)
        if old.work == 1, state != 0 {
            let key = TallyKey(state: state, reason: result.reason ?? "", depth: state == 2 ? depth : 0)
            self.tally[key, default: 0] += 1
        } else if old.work == 2, state == 2, old.told != depth {
            self.tally[TallyKey(state: 2, reason: "", depth: old.told), default: 0] -= 1
            self.tally[TallyKey(state: 2, reason: "", depth: depth), default: 0] += 1
        }
    }

    /// A row of `queue`.
    private mutating func close(_ number: Int32, _ lease: LeaseReport, _ change: Change, at now: Int64) {
        guard let place = self.hostPlaces[number] else { return }
        var host = self.hosts[Int(place)]
        host.pending -= change.settled
        host.lowered += change.lowered
        host.leased = lease.isOver ? 0 : max(host.leased - change.settled, 0)
        if lease.isOver { host.token = 0 }
        host.requests = lease.requests
        host.retries = lease.retries
        host.refusals = lease.refusals
        host.fetched = lease.fetched
        let delay = self.mistake == .forgetsDelays ? 0 : lease.delay.milliseconds
        host.opens = max(host.opens, now + delay)
        if lease.isOver {
            host.visibleAt = host.pending + host.lowered > 0 ? host.opens : HostRow.never
        } else {
            host.visibleAt = max(host.visibleAt, host.opens)
        }
        self.hosts[Int(place)] = host
        self.indexed(place)
    }
}
#endif
