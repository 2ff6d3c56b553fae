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
    }

    private var files: [String: [Entry]] = [:]
    private(set) package var check = Audit.Check(.robots)

    package init() {}

    /// The robots.txt of `origin` came at `instant`, in microseconds since 1970.
    package mutating func came(_ file: File, of origin: String, at instant: Int64) {
        self.files[origin, default: []].append(Entry(from: instant, file: file))
    }

    /// A page was asked for at `started`, of which the steps before tell: nothing comes later that was in force then.
    package mutating func visited(_ text: String, at started: Int64) {
        guard let url = try? CrawlURL(text), url.isHTTP else { return }
        self.check.judged += 1
        guard let entries = self.files[url.origin], let last = entries.last else {
            self.check.violated(
                Audit.Violation(text, "was asked for before the robots.txt of its host", at: started))
            return
        }
        var verdict = AuditRobots.verdict(of: last.file, on: url)
        if verdict == nil { return }
        // One that came while the page was on its way was not in force when that began.
        if last.from > started, entries.count > 1 {
            verdict = AuditRobots.verdict(of: entries[entries.count - 2].file, on: url)
        }
        if let verdict { self.check.violated(Audit.Violation(text, "was asked for although \(verdict)", at: started)) }
    }

    /// A page was skipped because of its robots.txt; where that came once, it must forbid the page.
    package mutating func skipped(_ text: String) {
        guard let url = try? CrawlURL(text), let entries = self.files[url.origin], entries.count == 1 else { return }
        self.check.judged += 1
        guard AuditRobots.verdict(of: entries[0].file, on: url) == nil else { return }
        self.check.violated(Audit.Violation(text, "was not asked for although robots.txt permits it"))
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
