internal import SkitterCore

/// Sentences about totals, shared by the summary and the page of statistics.
enum LedgerText {
    /// Whether every URL is accounted for, and where those stand that are not settled.
    static func standing(_ ledger: Ledger) -> String {
        let discovered = NumberText.grouped(ledger.discovered)
        guard ledger.closes else {
            return "DOES NOT CLOSE: \(discovered) discovered, \(NumberText.grouped(ledger.accounted)) accounted for"
        }
        let open = ledger.pending + ledger.leased
        let rest = open == 0 ? "all settled" : "\(NumberText.grouped(open)) left in the queue"
        return "closes: \(discovered) discovered, \(rest)"
    }

    /// Bytes after decompression and, where known, on the wire.
    static func bytes(_ snapshot: StatsSnapshot) -> String {
        let totals = snapshot.totals
        let text = "\(ByteCountText.short(totals.bodyBytes)) (\(ByteCountText.rate(snapshot.bytesPerSecond)))"
        return totals.wireVisits > 0 ? text + ", \(ByteCountText.short(totals.wireBytes)) on the wire" : text
    }

    /// How many pages were fetched and, where there are any, how many of them have not changed since an earlier crawl.
    static func fetched(_ totals: StatsTotals) -> String {
        let text = "\(NumberText.grouped(totals.fetched)) fetched"
        return totals.unchanged > 0 ? text + " (\(NumberText.grouped(totals.unchanged)) unchanged)" : text
    }

    /// Requests by purpose, and repeated ones.
    static func requests(_ totals: StatsTotals) -> String {
        "\(NumberText.grouped(totals.pageRequests)) for pages, \(NumberText.grouped(totals.robotsRequests)) for robots.txt, "
            + "\(NumberText.grouped(totals.retries)) repeated"
    }

    /// How many pages need their scripts; nil where none do.
    static func scripts(_ totals: StatsTotals) -> String? {
        guard totals.scriptPages > 0 else { return nil }
        return totals.scriptPages == 1
            ? "1 page needs JavaScript and shows nothing without: report.html names it"
            : "\(NumberText.grouped(totals.scriptPages)) pages need JavaScript and show nothing without: report.html names them"
    }

    /// Links by what became of them.
    static func links(_ totals: StatsTotals) -> String {
        let links = totals.links
        var parts = [
            "\(NumberText.grouped(links.found)) found", "\(NumberText.grouped(links.accepted)) accepted",
            "\(NumberText.grouped(links.new)) new", "\(NumberText.grouped(links.outOfScope)) out of scope",
        ]
        if links.nofollow > 0 { parts.append("\(NumberText.grouped(links.nofollow)) nofollow") }
        if links.invalid > 0 { parts.append("\(NumberText.grouped(links.invalid)) invalid") }
        if totals.linksDropped > 0 {
            parts.append("\(NumberText.grouped(totals.linksDropped)) beyond the limit of a page")
        }
        return parts.joined(separator: ", ")
    }

    /// What the places of the crawl waited for, by its share; what is less than a hundredth is left out.
    static func limits(_ limits: LimitMeter) -> String? {
        let shares = limits.shares.filter { $0.share >= 0.005 }
        guard !shares.isEmpty else { return nil }
        return shares.map { "\($0.limiter.rawValue) \(NumberText.fixed($0.share * 100, decimals: 0))%" }
            .joined(separator: ", ")
    }

    /// `name 12, name 3`, greatest first.
    static func list(_ counts: [(name: String, count: Int)]) -> String {
        counts.sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
            .map { "\(TerminalText.escaped($0.name)) \(NumberText.grouped($0.count))" }.joined(separator: ", ")
    }
}
