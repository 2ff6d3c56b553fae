/// What one robots.txt says to one crawler: small, and all that a crawler keeps for a host.
public struct RobotsRules: Sendable {
    private struct Rule: Sendable {
        let isAllow: Bool
        /// The rule ended in `$`.
        let isAnchored: Bool
        let line: Int
        /// Octets of the rule in its wide reading; the rule with the most decides.
        let weight: Int
        let pattern: Range<Int>
        /// How the pattern begins, up to its first `*`: most rules of a long file are told apart by this alone.
        let head: RobotsHead
    }

    /// The pause between two requests that the host asks for.
    public let crawlDelay: Duration?

    /// The patterns of all rules, one after the other.
    private let patterns: [UInt8]
    /// In the order of precedence: the first that matches decides.
    private let rules: [Rule]

    /// Rules that allow everything.
    public init() {
        self.init(RobotsGroup())
    }

    init(_ group: RobotsGroup) {
        var patterns: [UInt8] = []
        var rules: [Rule] = []
        func append(_ body: ArraySlice<UInt8>, isAllow: Bool, isAnchored: Bool, line: Int) {
            let wide = RobotsPath.pattern(body, .wide)
            let start = patterns.count
            patterns += isAllow ? RobotsPath.pattern(body, .narrow) : wide
            rules.append(
                Rule(
                    isAllow: isAllow, isAnchored: isAnchored, line: line,
                    weight: wide.count + (isAnchored ? 1 : 0), pattern: start..<patterns.count,
                    head: RobotsHead(pattern: patterns[start...])))
        }
        for (isAllow, value, line) in group.rules {
            let isAnchored = value.last == UInt8(ascii: "$")
            append(isAnchored ? value.dropLast() : value, isAllow: isAllow, isAnchored: isAnchored, line: line)
            if isAllow, let folder = Self.folder(ofIndexPage: value) {
                append(folder, isAllow: true, isAnchored: true, line: line)
            }
        }
        // RFC 9309 section 2.2.2: the longest match wins, of equal ones the least restrictive.
        rules.sort { ($1.weight, $0.isAllow ? 0 : 1, $0.line) < ($0.weight, $1.isAllow ? 0 : 1, $1.line) }
        self.crawlDelay = group.crawlDelay
        self.patterns = patterns
        self.rules = rules
    }

    /// `/a/` for `/a/index.html`: who allows the index page allows the folder by which it is asked for, as crawlers have
    /// long agreed.
    private static func folder(ofIndexPage value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let slash = value.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return value[(slash + 1)...].starts(with: "index.htm".utf8) ? value[...slash] : nil
    }

    /// Whether `path` (path and query as they stand in the URL) may be fetched, and which line decides.
    ///
    /// The longest matching rule decides, `Allow` wins a tie, no match allows; `*` stands for any octets and a final `$`
    /// for the end. See `RobotsPath` for the spelling of escapes. Time is bounded by the number of rules times the
    /// length of the path, whatever the patterns. The file /robots.txt itself is not special here: who fetches it to
    /// learn the rules does not ask them.
    public func verdict(path: String) -> RobotsVerdict {
        let octets = Array(path.utf8)
        let wide = RobotsPath.target(octets, .wide)
        let narrow = RobotsPath.isUnambiguous(octets) ? wide : RobotsPath.target(octets, .narrow)
        let wideHead = RobotsHead(path: wide)
        let narrowHead = RobotsHead(path: narrow)
        var glob = RobotsGlob()
        for rule in self.rules where rule.head.mayBegin(rule.isAllow ? narrowHead : wideHead) {
            let target = rule.isAllow ? narrow : wide
            if glob.matches(self.patterns.span.extracting(rule.pattern), isAnchored: rule.isAnchored, target.span) {
                return RobotsVerdict(allowed: rule.isAllow, line: rule.line)
            }
        }
        return RobotsVerdict(allowed: true, line: nil)
    }
}
