/// A robots.txt as RFC 9309 reads it; a damaged file is read as far as it makes sense, and none is an error.
///
/// A crawler under one name keeps ``rules(for:)`` for each host and drops this value.
public struct RobotsTxt: Sendable {
    let bytes: [UInt8]
    let lines: [RobotsLine]

    /// Reads the first `limitBytes` of a file; a line cut by the limit is not read.
    ///
    /// The default of 500 KiB is the least that RFC 9309 section 2.5 asks of a crawler. UTF-16 is understood when it
    /// says so by its byte order mark.
    public init(parsing bytes: [UInt8], limitBytes: Int = 500 * 1024) {
        let isCut = bytes.count > limitBytes
        self.bytes = Self.asUTF8(isCut ? Array(bytes.prefix(max(0, limitBytes))) : bytes)
        self.lines = RobotsLine.all(in: self.bytes, isCut: isCut)
    }

    /// The values of all `Sitemap` lines in order, as they stand there; they belong to no group.
    public var sitemaps: [String] {
        self.lines.compactMap { line in
            guard line.field == .sitemap, !line.value.isEmpty else { return nil }
            return String(decoding: self.bytes[line.value], as: UTF8.self)
        }
    }

    /// What the file says to `agent` (a product token, optionally with a version) about a path.
    ///
    /// `path` is path and query as they stand in the URL. ``RobotsRules/verdict(path:)`` says how they are compared.
    public func verdict(agent: String, path: String) -> RobotsVerdict {
        self.rules(for: agent).verdict(path: path)
    }

    /// The pause between two requests that the file asks of `agent`.
    public func crawlDelay(agent: String) -> Duration? {
        self.rules(for: agent).crawlDelay
    }

    /// All that the file says to one agent.
    ///
    /// RFC 9309 section 2.2.1: all groups that name the agent's product token together; if there are none, all groups
    /// for `*`; if there are none, no rules. Before that last step a group is obeyed that spells the agent's name with
    /// characters a product token cannot have: where the RFC gives no rules, none of it is broken by being polite.
    public func rules(for agent: String) -> RobotsRules {
        let agent = RobotsAgent(agent)
        var named = RobotsGroup()
        var everyone = RobotsGroup()
        var outsideGrammar = RobotsGroup()
        for line in self.lines {
            let value = self.bytes[line.value]
            let relation: RobotsAgent.Relation = line.field == .userAgent ? agent.relation(to: value) : .other
            named.read(line, value, startsWithMe: relation == .named)
            everyone.read(line, value, startsWithMe: relation == .everyone)
            outsideGrammar.read(line, value, startsWithMe: relation == .namedOutsideGrammar)
        }
        let group = [named, everyone, outsideGrammar].first { $0.exists } ?? RobotsGroup()
        return RobotsRules(group)
    }

    /// The file without its byte order mark (even a cut one), as UTF-8.
    private static func asUTF8(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            let high = bytes[0] == 0xFE ? 0 : 1
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
                UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let markLength = zip(mark, bytes).prefix { $0 == $1 }.count
        return markLength == 0 ? bytes : Array(bytes.dropFirst(markLength))
    }
}
