package import SkitterCore

/// Why a URL is in a crawl or not, for people and for machines.
package struct ExplanationReport {
    private let explanation: URLExplanation
    /// The instant for which it is told, in microseconds since 1970.
    private let now: Int64

    /// A report of `explanation` as of `now`.
    package init(_ explanation: URLExplanation, nowMicroseconds now: Int64) {
        self.explanation = explanation
        self.now = now
    }

    /// A dozen lines.
    package func text(_ layout: ReportLayout) -> String {
        let lines = self.facts.map { FactLine.text($0.name, TerminalText.escaped($0.value), layout) }
        return layout.paint(TerminalText.escaped(self.explanation.url), .title) + "\n" + lines.joined()
    }

    /// One JSON text; docs/cli.md names its members.
    package var json: String {
        let explanation = self.explanation
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("v")
        writer.value(1)
        writer.key("given")
        writer.value(explanation.given)
        writer.key("url")
        writer.value(explanation.url)
        writer.key("key")
        writer.value(explanation.key)
        writer.key("id")
        if let id = explanation.id { writer.hexadecimal(id) } else { writer.null() }
        writer.key("in_scope")
        writer.value(explanation.scope.verdict == .accepted)
        writer.key("scope")
        writer.value(explanation.scope.words)
        writer.key("robots")
        writer.value(self.robots)
        writer.key("robots_line")
        if case .file(_, let reason, _) = explanation.robots {
            writer.optional(reason.verdict.line)
        } else {
            writer.null()
        }
        writer.key("state")
        writer.value(self.stateWord)
        writer.key("state_detail")
        writer.value(self.state)
        writer.key("depth")
        writer.optional(explanation.depth)
        writer.key("way")
        writer.objects(explanation.way) { writer, step in
            writer.member("via", step.via)
            writer.member("url", step.url)
        }
        writer.key("same_body")
        writer.beginObject()
        writer.key("count")
        writer.value(explanation.twinCount)
        writer.key("examples")
        writer.values(explanation.twins)
        writer.endObject()
        writer.key("when")
        writer.optional(self.when)
        writer.endObject()
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private var facts: [(name: String, value: String)] {
        let explanation = self.explanation
        var facts: [(String, String)] = []
        if explanation.key != explanation.url { facts.append(("key", explanation.key)) }
        if let id = explanation.id { facts.append(("id", ExplanationReport.hexadecimal(id))) }
        facts.append(("scope", explanation.scope.words))
        facts.append(("robots", self.robots))
        facts.append(("state", self.state))
        if case .visited(let record) = explanation.state { facts += self.visit(record) }
        if let depth = explanation.depth { facts.append(("depth", String(depth))) }
        if explanation.way.count > 1 {
            for (index, step) in explanation.way.enumerated() {
                facts.append((index == 0 ? "way" : "", "\(step.via)  \(step.url)"))
            }
        }
        for (index, twin) in explanation.twins.enumerated() { facts.append((index == 0 ? "same body" : "", twin)) }
        if explanation.twinCount > explanation.twins.count {
            facts.append(("", "and \(NumberText.grouped(explanation.twinCount - explanation.twins.count)) more"))
        }
        if let when = self.when { facts.append(("when", when)) }
        return facts
    }

    private func visit(_ record: VisitRecord) -> [(String, String)] {
        var words = ["\(record.attempts) \(record.attempts == 1 ? "request" : "requests")"]
        words.append("the last at \(UTCTime.text(record.startedMicroseconds))")
        words.append("\(DurationText.compact(microseconds: record.totalMicroseconds)) long")
        if let address = record.address { words.append("to \(address)") }
        var body = [ByteCountText.short(record.bodyBytes)]
        if let type = record.contentType { body.append(type) }
        if let digest = record.digest { body.append("digest \(ExplanationReport.hexadecimal(digest))") }
        if let truncation = record.truncated { body.append("cut: \(truncation.rawValue)") }
        if let truncation = record.linksTruncated { body.append("links cut: \(truncation.rawValue)") }
        return [("tries", words.joined(separator: ", ")), ("body", body.joined(separator: ", "))]
    }

    private var stateWord: String {
        switch self.explanation.state {
        case .visited(let record):
            switch record.outcome {
            case .fetched: "fetched"
            case .redirected: "redirected"
            case .failed: "failed"
            }
        case .skipped(let record): record.reason == .parked ? "parked" : "skipped"
        case .pending: "pending"
        case .unknown: "unknown"
        }
    }

    private var state: String {
        switch self.explanation.state {
        case .visited(let record):
            let status = record.status.map { ", status \($0)" } ?? ""
            switch record.outcome {
            case .fetched: return "fetched\(status)"
            case .redirected(let target): return "redirected\(status) to \(target ?? "what is no URL")"
            case .failed(let failure, let message):
                return "failed\(status): \(failure)" + (message.map { " (\($0))" } ?? "")
            }
        case .skipped(let record):
            let detail = record.detail.map { ": \($0)" } ?? ""
            let hand = record.isParkedByUser ? " by hand" : ""
            return record.reason == .parked
                ? "parked\(hand)\(detail)" : "skipped for \(record.reason.rawValue)\(detail)"
        case .pending:
            guard let retry = self.explanation.retry else { return "pending" }
            let cause = retry.cause.map { " (\($0))" } ?? ""
            return "pending: \(retry.attempts) failed so far\(cause)"
        case .unknown:
            return self.explanation.scope.verdict == .accepted
                ? "unknown: no record names it, so no page that was read links to it" : "unknown: it is out of scope"
        }
    }

    private var robots: String {
        let place = self.explanation.robotsURL
        switch self.explanation.robots {
        case .off: return "not asked for (--robots off)"
        case .unrecorded: return "not told: the crawl has no journal"
        case .unasked: return "\(place) was not fetched so far"
        case .unreachable(let reason): return "\(place) could not be had (\(reason)): everything is forbidden"
        case .file(let status, let reason, let crawlDelay):
            let groups =
                reason.groups.isEmpty ? "no group speaks to us" : "group \(reason.groups.joined(separator: ", "))"
            let verdict = reason.verdict.allowed ? "allowed" : "forbidden"
            let line = reason.verdict.line.map { " by line \($0) (\(reason.text ?? ""))" } ?? ""
            let delay = crawlDelay.map { ", Crawl-delay \(DurationText.compact($0))" } ?? ""
            let answer = status.map { " (status \($0))" } ?? ""
            return "\(verdict)\(line): \(place)\(answer), \(groups)\(delay)"
        }
    }

    /// When it will be fetched, of what still can be.
    private var when: String? {
        guard case .pending = self.explanation.state else { return nil }
        let due = max(self.explanation.retry?.dueMicroseconds ?? 0, self.explanation.hostOpensMicroseconds ?? 0)
        var words =
            due > self.now
            ? "not before \(UTCTime.text(due)), when its \(self.isRetryLast ? "next try is due" : "host permits the next request")"
            : "when its turn comes: its host permits a request now"
        if let ending = self.explanation.ending {
            words += ending.isFinished ? "; but the crawl is over" : "; the crawl has stopped, --resume goes on with it"
        }
        return words
    }

    private var isRetryLast: Bool {
        (self.explanation.retry?.dueMicroseconds ?? 0) > (self.explanation.hostOpensMicroseconds ?? 0)
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
