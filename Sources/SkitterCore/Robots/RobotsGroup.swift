/// Collects what the groups of one agent say while the lines of a file pass by.
struct RobotsGroup {
    /// Whether any `User-agent` line opened this group.
    private(set) var exists = false
    private(set) var crawlDelay: Duration?
    private(set) var rules: [(isAllow: Bool, value: ArraySlice<UInt8>, line: Int)] = []

    /// Whether rules now read belong to this group.
    private var isOpenForRules = false
    /// Whether a `Crawl-delay` now read belongs to this group.
    private var isOpenForDelay = false
    /// Whether an `Allow` or `Disallow` has been read since the last `User-agent`: the next one starts a new group.
    private var sawRule = false
    /// As `sawRule`, but a `Crawl-delay` counts too. It must not end a group for the rules (RFC 9309 section 2.2.4),
    /// yet a file that gives each agent a delay and no rules means each delay for its agent only.
    private var sawRuleOrDelay = false

    mutating func read(_ line: RobotsLine, _ value: ArraySlice<UInt8>, startsWithMe: Bool) {
        switch line.field {
        case .userAgent:
            if self.sawRule {
                self.isOpenForRules = false
                self.sawRule = false
            }
            if self.sawRuleOrDelay {
                self.isOpenForDelay = false
                self.sawRuleOrDelay = false
            }
            if startsWithMe {
                self.exists = true
                self.isOpenForRules = true
                self.isOpenForDelay = true
            }
        case .allow, .disallow:
            self.sawRule = true
            self.sawRuleOrDelay = true
            // An empty value matches nothing: `Disallow:` allows everything.
            if self.isOpenForRules, !value.isEmpty {
                self.rules.append((line.field == .allow, value, line.number))
            }
        case .crawlDelay:
            self.sawRuleOrDelay = true
            if self.isOpenForDelay, let delay = Self.delay(value) {
                // Of several delays the politest one.
                self.crawlDelay = max(self.crawlDelay ?? .zero, delay)
            }
        case .sitemap:
            break
        }
    }

    /// Seconds with an optional fraction, nothing else; more than 30 years is read as 30 years.
    private static func delay(_ value: ArraySlice<UInt8>) -> Duration? {
        let limitSeconds = 1_000_000_000
        let whole = value.prefix(while: Octets.isDigit)
        let rest = value[whole.endIndex...]
        let fraction = rest.dropFirst()
        guard !(whole.isEmpty && fraction.isEmpty), fraction.allSatisfy(Octets.isDigit) else { return nil }
        guard rest.isEmpty || rest.first == UInt8(ascii: ".") else { return nil }
        let seconds = whole.isEmpty ? 0 : Octets.decimal(whole, limit: limitSeconds) ?? limitSeconds
        let milliseconds = [0, 1, 2].reduce(0) { sum, place in
            let index = fraction.startIndex + place
            return sum * 10 + (index < fraction.endIndex ? Int(fraction[index] - 0x30) : 0)
        }
        return .seconds(seconds) + .milliseconds(milliseconds)
    }
}
