package import SkitterCore

/// Where a crawl stands that many crawlers share, for people and for machines.
package enum SharedCrawlReport {
    /// A page of text.
    package static func table(_ status: SharedCrawlStatus, _ layout: ReportLayout) -> String {
        var text = ""
        let alive = status.crawlers.filter(\.isAlive)
        let rate = alive.reduce(0) { $0 + $1.visitsPerSecond }
        var facts = [
            "\(NumberText.grouped(alive.count)) of \(NumberText.grouped(status.crawlers.count)) crawlers alive",
            "\(NumberText.rate(rate)) pages/s",
        ]
        if let limiter = status.limiter { facts.append("limited by \(limiter.rawValue)") }
        let order =
            switch status.order {
            case .run: ""
            case .pause: ", paused"
            case .stop: ", stopped"
            }
        text += "crawl \(TerminalText.escaped(status.name))\(order): " + facts.joined(separator: ", ") + "\n\n"
        if !status.crawlers.isEmpty { text += self.crawlers(status.crawlers, layout) + "\n" }
        let ledger = status.ledger
        text += "ledger \(LedgerText.standing(ledger))\n"
        let states = [
            ("fetched", ledger.fetched), ("redirected", ledger.redirected), ("failed", ledger.failedCount),
            ("skipped", ledger.skippedCount), ("parked", ledger.parked), ("in crawlers' hands", ledger.leased),
            ("waiting", ledger.pending),
        ]
        text += "    " + states.map { "\(NumberText.grouped($0.1)) \($0.0)" }.joined(separator: ", ") + "\n"
        text += "hosts: \(NumberText.grouped(status.hosts)), \(NumberText.grouped(status.openHosts)) with URLs left\n"
        if let depths = status.pendingByDepth {
            let parts = depths.sorted { $0.key < $1.key }.map { "\($0.key): \(NumberText.grouped($0.value))" }
            text += "pending by depth: \(parts.isEmpty ? "none" : parts.joined(separator: ", "))\n"
        }
        if let lease = status.oldestLease {
            text +=
                "oldest lease: \(TerminalText.escaped(lease.host)), for \(DurationText.compact(lease.age)), ends in \(DurationText.compact(lease.left)) unless renewed\n"
        }
        return text
    }

    private static func crawlers(_ crawlers: [SharedCrawlStatus.Crawler], _ layout: ReportLayout) -> String {
        var table = TextTable(["crawler", "state", "leases", "in flight", "pages", "pages/s", "limited by"])
        for crawler in crawlers {
            let state =
                crawler.hasEnded
                ? "ended" : crawler.isAlive ? "alive" : "silent for \(DurationText.clock(crawler.silence))"
            table.append([
                TerminalText.escaped(crawler.name), state, NumberText.grouped(crawler.isAlive ? crawler.leases : 0),
                NumberText.grouped(crawler.isAlive ? crawler.inFlight : 0), NumberText.grouped(crawler.visits),
                NumberText.rate(crawler.isAlive ? crawler.visitsPerSecond : 0),
                crawler.isAlive ? crawler.limiter?.rawValue ?? "-" : "-",
            ])
        }
        return table.text(layout)
    }

    /// One JSON text; docs/cli.md describes its members.
    package static func json(_ status: SharedCrawlStatus) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.member("crawl", status.name)
        writer.member("order", "\(status.order)")
        writer.key("crawlers")
        writer.objects(status.crawlers) { writer, crawler in
            writer.key("id")
            writer.hexadecimal(crawler.id)
            writer.member("name", crawler.name)
            writer.key("alive")
            writer.value(crawler.isAlive)
            writer.key("ended")
            writer.value(crawler.hasEnded)
            writer.key("silent_s")
            writer.value(crawler.silence.inSeconds, decimals: 3)
            writer.member("leases", crawler.leases)
            writer.member("in_flight", crawler.inFlight)
            writer.member("pages", crawler.visits)
            writer.key("pages_per_s")
            writer.value(crawler.visitsPerSecond, decimals: 3)
            writer.key("limited_by")
            writer.optional(crawler.limiter?.rawValue)
        }
        writer.key("ledger")
        writer.ledger(status.ledger)
        writer.member("hosts", status.hosts)
        writer.member("open_hosts", status.openHosts)
        writer.key("pending_by_depth")
        if let depths = status.pendingByDepth {
            writer.beginObject()
            for (depth, count) in depths.sorted(by: { $0.key < $1.key }) {
                writer.key(text: String(depth))
                writer.value(count)
            }
            writer.endObject()
        } else {
            writer.null()
        }
        writer.key("oldest_lease")
        if let lease = status.oldestLease {
            writer.beginObject()
            writer.member("host", lease.host)
            writer.key("age_s")
            writer.value(lease.age.inSeconds, decimals: 3)
            writer.key("left_s")
            writer.value(lease.left.inSeconds, decimals: 3)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.key("limited_by")
        writer.optional(status.limiter?.rawValue)
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
