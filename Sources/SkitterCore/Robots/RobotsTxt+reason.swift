extension RobotsTxt {
    /// Why a path may be fetched or not, for people.
    public struct Reason: Equatable, Sendable {
        /// The verdict: what ``verdict(agent:path:)`` says.
        public var verdict: RobotsVerdict
        /// The deciding line as it stands in the file; nil where no line matched.
        public var text: String?
        /// The `User-agent` values of the groups that speak to the agent; empty where none does.
        public var groups: [String]
    }

    /// What the file says to `agent` about `path`, by which line and of which groups.
    public func reason(agent name: String, path: String) -> Reason {
        let verdict = self.verdict(agent: name, path: path)
        let agent = RobotsAgent(name)
        let names = self.lines.filter { $0.field == .userAgent }.map { self.bytes[$0.value] }
        // The order of precedence of ``rules(for:)``.
        let groups = [RobotsAgent.Relation.named, .everyone, .namedOutsideGrammar].lazy
            .map { relation in names.filter { agent.relation(to: $0) == relation } }
            .first { !$0.isEmpty }
        var told: [String] = []
        for name in groups ?? [] {
            let text = String(decoding: name, as: UTF8.self)
            if !told.contains(text), told.count < Reason.groupLimit { told.append(text) }
        }
        let line = verdict.line.flatMap { number in self.lines.first { $0.number == number } }
        return Reason(
            verdict: verdict,
            text: line.map {
                "\($0.field == .allow ? "Allow" : "Disallow"): \(String(decoding: self.bytes[$0.value], as: UTF8.self))"
            },
            groups: told)
    }
}

extension RobotsTxt.Reason {
    /// More spellings of one name are not told.
    fileprivate static let groupLimit = 10
}
