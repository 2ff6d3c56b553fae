package import SkitterCore

/// Keeps a benchmark from becoming an attack: the hosts of others are asked for a few pages only, unless somebody says that
/// they may.
package enum LiveSites {
    /// Pages of one host that each cell may download without being told so.
    package static let mostForHost = 5

    /// Why `sites`, downloaded `copies` times in each cell, ask too much of a host that is not this machine; nil where they
    /// do not.
    package static func refusal(of sites: [CrawlURL], copies: Int) -> String? {
        var counts: [(host: String, count: Int)] = []
        var indexOfHost: [String: Int] = [:]
        for site in sites where !Self.isThisMachine(site.hostname) {
            if let index = indexOfHost[site.hostname] {
                counts[index].count += 1
            } else {
                indexOfHost[site.hostname] = counts.count
                counts.append((site.hostname, 1))
            }
        }
        for (host, count) in counts {
            let (pages, overflow) = count.multipliedReportingOverflow(by: copies)
            guard overflow || pages > Self.mostForHost else { continue }
            let number = overflow ? Int.max : pages
            return "\(TerminalText.escaped(host)) would be asked for \(number) pages by each strategy; "
                + "more than \(Self.mostForHost) need --yes, and its owner's consent, or a smaller -n."
        }
        return nil
    }

    /// Whether a host is this machine: an address of loopback, or a name that always leads there (RFC 6761, section 6.3).
    package static func isThisMachine(_ host: String) -> Bool {
        if let address = IPAddress(urlHost: host) { return address.isLoopback }
        return host == "localhost" || host.hasSuffix(".localhost")
    }
}
