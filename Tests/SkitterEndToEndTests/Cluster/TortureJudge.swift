#if Cluster
import SkitterArchive
import SkitterCore
import SkitterFixtureWeb

/// Judges a shared crawl by what its crawlers recorded and by what the server saw. Each rule answers with what it found against it.
struct TortureJudge {
    let expected: FixtureHosts.Expected
    let records: SharedRecords
    /// The server's log.
    let requests: [FixtureLog.Entry]
    let windows: [TortureRun.Window]
    let delay: Duration

    /// Requests are received, and answers end, as the server counts it: what lies between is never less than the crawler kept. Its clock
    /// and the servers' count in milliseconds.
    private static let tolerance: Int64 = 5_000
    /// What is in a crawler's hand when it is disturbed began before, and ends behind: a visit's time, and what it takes to tell.
    private static let aftermath: Int64 = 2_500_000

    /// The records know the shortest way to each page.
    var depthFindings: [String] {
        self.expected.visits.filter { $0.value == "fetched" }.keys.sorted().compactMap { url in
            let (depth, wanted) = (self.records.depths[url], self.expected.depths[url])
            return depth == wanted ? nil : "\(url) has depth \(depth ?? -1), not \(wanted ?? -1)"
        }
    }

    /// No host is asked within its delay after an answer. A crawler that is stopped between the look at its lease and the request
    /// sends it when it goes on: one for each request that it may have in flight.
    var delayFindings: [String] {
        var findings: [String] = []
        var excused: [String: Int] = [:]
        let delay = Self.microseconds(self.delay)
        for (host, requests) in Dictionary(grouping: self.requests, by: { $0.host ?? "" }).sorted(by: {
            $0.key < $1.key
        }) {
            var last: FixtureLog.Entry?
            for request in requests.sorted(by: { $0.receivedMicroseconds < $1.receivedMicroseconds }) {
                defer {
                    if request.endedMicroseconds > last?.endedMicroseconds ?? 0 { last = request }
                }
                guard let last else { continue }
                let gap = request.receivedMicroseconds - last.endedMicroseconds
                guard gap < delay - Self.tolerance else { continue }
                if let window = self.windows.first(where: { window in
                    window.deed == .stopCrawler
                        && (self.sentBehind(window, last) || self.sentBehind(window, request))
                }) {
                    excused[window.crawler, default: 0] += 1
                    continue
                }
                findings.append(
                    "\(host): \(request.target) by \(request.userAgent ?? "") came \(gap) us after the answer to \(last.target) by \(last.userAgent ?? "")"
                )
            }
        }
        findings += excused.filter { $0.value > TortureRun.concurrency }.map {
            "\($0.value) requests of \($0.key), which was stopped, came too soon"
        }
        return findings
    }

    /// Whether a crawler that was stopped sent it when it went on.
    private func sentBehind(_ window: TortureRun.Window, _ request: FixtureLog.Entry) -> Bool {
        request.userAgent == window.crawler
            && (window.to - 1_000_000...window.to + 1_000_000).contains(request.receivedMicroseconds)
    }

    /// A robots.txt is asked for once. What a crawler learned when it was disturbed, it may not have told the others.
    var robotsFindings: [String] {
        let robots = self.requests.filter { $0.target == "/robots.txt" }
        var findings: [String] = []
        for (host, requests) in Dictionary(grouping: robots, by: { $0.host ?? "" }).sorted(by: { $0.key < $1.key }) {
            let lost = requests.count { self.isExcused($0) }
            if requests.count - lost > 1 || requests.count > 1 + min(lost, self.windows.count) {
                findings.append(
                    "the robots.txt of \(host) was asked for \(requests.count) times, \(lost) of them by crawlers that were disturbed"
                )
            }
        }
        let again = robots.count - Set(robots.map(\.host)).count
        let bound = self.windows.count * TortureRun.concurrency
        if again > bound {
            findings.append("\(again) times a robots.txt was asked for again, which is more than \(bound)")
        }
        return findings
    }

    /// A page is asked for as often as its record says, but for what a crawler had in hand when it was disturbed.
    var requestFindings: [String] {
        var findings: [String] = []
        let pages = self.requests.filter { $0.target != "/robots.txt" }
        for (url, requests) in Dictionary(grouping: pages, by: { "http://\($0.host ?? "")\($0.target)" }).sorted(
            by: { $0.key < $1.key })
        {
            if self.expected.visits[url] == nil { findings.append("\(url) was asked for, and must not be") }
            guard let record = self.records.visits[url]?.first else { continue }
            let lost = requests.count { self.isExcused($0) }
            if requests.count - lost > record.attempts {
                findings.append(
                    "\(url) was asked for \(requests.count) times, \(record.attempts) of them by its record, \(lost) by crawlers that were disturbed"
                )
            }
        }
        return findings
    }

    /// Whether a crawler that was disturbed had it in hand then.
    private func isExcused(_ request: FixtureLog.Entry) -> Bool {
        self.windows.contains {
            request.userAgent == $0.crawler
                && ($0.from - Self.aftermath...$0.to + Self.aftermath).contains(request.receivedMicroseconds)
        }
    }

    private static func microseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    }
}
#endif
