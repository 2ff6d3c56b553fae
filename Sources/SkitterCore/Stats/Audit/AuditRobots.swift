/// Whether every page was permitted by the robots.txt that was in force when it was asked for.
package struct AuditRobots: Sendable {
    /// What a robots.txt came to.
    package enum File: Sendable {
        /// These rules.
        case rules(RobotsRules)
        /// It could not be had: everything is forbidden.
        case unreachable
    }

    private struct Entry {
        var from: Int64
        var file: File
        /// Which crawler asked for it.
        var crawler: Int
    }

    /// What the crawler at hand asked for, as far as its steps are read.
    private var files: [String: [Entry]] = [:]
    /// What all crawlers asked for; empty where there is one.
    private var shared: [String: [Entry]] = [:]
    private var crawler = 0
    private let isPart: Bool
    private(set) package var check = Audit.Check(.robots)

    /// - Parameter isPart: whether other crawlers, of which nothing is known, may have asked for files that permit what this one did.
    package init(isPart: Bool = false) {
        self.isPart = isPart
    }

    /// Crawler `number` of several, whose every file was told to ``isShared(_:of:at:by:)``, is at hand.
    package mutating func crawlerBegins(_ number: Int) {
        self.crawler = number
        self.files = [:]
    }

    /// `crawler` had the robots.txt of `origin` at `instant`: the others may go by it. To be told before any visit.
    package mutating func isShared(_ file: File, of origin: String, at instant: Int64, by crawler: Int) {
        self.shared[origin, default: []].append(Entry(from: instant, file: file, crawler: crawler))
    }

    /// The robots.txt of `origin` came at `instant`, in microseconds since 1970.
    package mutating func came(_ file: File, of origin: String, at instant: Int64) {
        self.files[origin, default: []].append(Entry(from: instant, file: file, crawler: self.crawler))
    }

    /// A page was asked for at `started`, of which the steps before tell: nothing comes later that was in force then.
    package mutating func visited(_ text: String, at started: Int64) {
        guard let url = try? CrawlURL(text), url.isHTTP else { return }
        let entries = self.files[url.origin] ?? []
        if entries.isEmpty, self.isPart { return }
        self.check.judged += 1
        guard let breach = AuditRobots.breach(by: url, at: started, of: entries) else { return }
        let others = (self.shared[url.origin] ?? []).filter {
            $0.crawler != self.crawler && $0.from <= started &+ AuditRobots.slack
                && $0.from > started &- AuditRobots.lifetime
        }
        let verdicts = others.map { AuditRobots.verdict(of: $0.file, on: url) }
        if verdicts.contains(nil) { return }
        let words = entries.isEmpty ? verdicts.compactMap(\.self).last.map { "although \($0)" } ?? breach : breach
        self.check.violated(Audit.Violation(text, "was asked for \(words)", at: started))
    }

    /// A page was skipped because of its robots.txt; where that came once, to whichever crawler, it must forbid the page.
    package mutating func skipped(_ text: String) {
        guard let url = try? CrawlURL(text), let entries = (self.shared.isEmpty ? self.files : self.shared)[url.origin],
            Set(entries.map(\.crawler)).count == entries.count
        else { return }
        self.check.judged += 1
        for entry in entries where AuditRobots.verdict(of: entry.file, on: url) != nil { return }
        self.check.violated(Audit.Violation(text, "was not asked for although robots.txt permits it"))
    }

    /// For so long a file may be gone by.
    private static let lifetime = FrontierPolicy().robotsLifetime.wholeNanoseconds / 1_000
    /// Two crawlers have two clocks.
    private static let slack: Int64 = 100_000

    /// What is wrong with asking for `url` at `started` by these files of one crawler; nil where nothing is.
    private static func breach(by url: CrawlURL, at started: Int64, of entries: [Entry]) -> String? {
        guard let last = entries.last else { return "before the robots.txt of its host" }
        var verdict = AuditRobots.verdict(of: last.file, on: url)
        if verdict == nil { return nil }
        // One that came while the page was on its way was not in force when that began.
        if last.from > started, entries.count > 1 {
            verdict = AuditRobots.verdict(of: entries[entries.count - 2].file, on: url)
        }
        return verdict.map { "although \($0)" }
    }

    /// Why the page is forbidden; nil where it is not.
    private static func verdict(of file: File, on url: CrawlURL) -> String? {
        switch file {
        case .unreachable: return "robots.txt could not be had, which forbids all"
        case .rules(let rules):
            let verdict = rules.verdict(path: url.requestTarget)
            return verdict.allowed ? nil : "line \(verdict.line ?? 0) of robots.txt forbids it"
        }
    }
}
