/// What a crawl's record says of its promises.
package struct Audit: Sendable {
    /// What is checked.
    package enum Rule: String, CaseIterable, Sendable {
        /// The pause of a host between an answer and the next request.
        case hostGap = "host gap"
        /// The least time between requests to one address.
        case addressGap = "address gap"
        /// Requests in flight to one host.
        case hostParallelism = "host parallelism"
        /// Requests in flight in all.
        case parallelism
        /// robots.txt.
        case robots
        /// How long a host asked to be left alone (`Retry-After`), or was after it refused.
        case backOff = "back-off"
        /// Every URL in one state, once.
        case ledger
    }

    /// One breach.
    package struct Violation: Sendable, Hashable {
        /// The host, address or URL.
        package var subject: String
        /// What happened, in words.
        package var words: String
        /// When, in microseconds since 1970, where that is known.
        package var microseconds: Int64?

        package init(_ subject: String, _ words: String, at microseconds: Int64? = nil) {
            self.subject = subject
            self.words = words
            self.microseconds = microseconds
        }
    }

    /// What came of one rule.
    package struct Check: Sendable {
        /// The rule.
        package let rule: Rule
        /// How many cases were judged.
        package var judged = 0
        /// The case that came closest to a breach, or the worst one; nil where none was judged.
        package var worst: String?
        /// All breaches.
        package var violationCount = 0
        /// The first few of them, at most ``violationLimit``.
        package var violations: [Violation] = []
        /// What kept it from being judged, or from being judged wholly.
        package var notes: [String] = []

        package init(_ rule: Rule) {
            self.rule = rule
        }

        /// A breach.
        package mutating func violated(_ violation: @autoclosure () -> Violation) {
            self.violationCount += 1
            if self.violations.count < Check.violationLimit { self.violations.append(violation()) }
        }

        /// How many breaches of a rule are named.
        package static let violationLimit = 20
    }

    /// The checks, in the order of the rules.
    package var checks: [Check]

    package init(_ checks: [Check]) {
        self.checks = checks
    }

    /// Whether every promise was kept, as far as the record tells.
    package var isClean: Bool { self.checks.allSatisfy { $0.violationCount == 0 } }
}
