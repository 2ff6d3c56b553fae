/// What the URLs that wait are like, for whoever watches the crawl.
extension FrontierMachine {
    /// Patterns with the most URLs that were fetched and wait, the largest first, on the hosts that have most to do. Estimates where
    /// queues are long. For whoever watches, not for every page.
    package func waitingPatterns(limit: Int) -> [WaitingPattern] {
        guard limit > 0 else { return [] }
        var busiest: [(work: Int, host: Int)] = []
        for index in self.hosts.indices where self.hosts[index].inFlight > 0 || !self.queues[index].isEmpty {
            let work = self.queues[index].count + self.hosts[index].requests
            guard busiest.count < 6 || work > busiest[busiest.count - 1].work else { continue }
            busiest.insert((work, index), at: busiest.firstIndex { $0.work < work } ?? busiest.count)
            if busiest.count > 6 { busiest.removeLast() }
        }
        var patterns: [WaitingPattern] = []
        for (_, host) in busiest {
            var counts = self.queues[host].patternCounts(sample: 300, in: self.pool.store) {
                $0.via == .seed ? nil : TrapPattern.ids(of: $0.url)?.own
            }
            // Of a chain of pages, each naming the next, one is in flight and none waits.
            for lease in self.leases.values where lease.host == host {
                guard let entry = lease.entry, let id = entry.ticket.pattern?.id, counts[id] == nil else { continue }
                counts[id] = self.queues[host].patternCount(inFlight: entry.url, of: id)
            }
            for (id, count) in counts {
                guard let text = TrapPattern.text(of: count.example.url, id: id), !self.queues[host].isParked(text)
                else { continue }
                patterns.append(
                    WaitingPattern(
                        pattern: text, waiting: Int(count.waiting.rounded()), isEstimate: count.isEstimate,
                        visited: count.judged))
            }
        }
        patterns.sort { ($1.waiting + $1.visited, $0.pattern) < ($0.waiting + $0.visited, $1.pattern) }
        return Array(patterns.prefix(limit))
    }
}
