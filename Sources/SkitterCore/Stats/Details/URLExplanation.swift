/// All that a crawl's record says of one URL.
package struct URLExplanation: Sendable {
    /// Where the URL stands.
    package enum State: Sendable, Hashable {
        /// It was visited.
        case visited(VisitRecord)
        /// It will not be visited.
        case skipped(SkippedRecord)
        /// It waits.
        case pending
        /// No record names it.
        case unknown
    }

    /// Whether it belongs to the crawl.
    package struct ScopeReason: Sendable, Hashable {
        /// The verdict of the scope's rules.
        package var verdict: Scope.Verdict
        /// The verdict in words, with what decided.
        package var words: String

        /// `verdict`, told in `words`.
        package init(verdict: Scope.Verdict, words: String) {
            self.verdict = verdict
            self.words = words
        }
    }

    /// What is known of the robots.txt that speaks for it.
    package enum RobotsReason: Sendable {
        /// The crawl does not ask.
        case off
        /// The record does not tell: there is no journal.
        case unrecorded
        /// It was not fetched so far.
        case unasked
        /// It could not be had, for this reason: everything is forbidden.
        case unreachable(String)
        /// It was fetched with this status, and says this.
        case file(status: Int?, RobotsTxt.Reason, crawlDelay: Duration?)
    }

    /// One URL on the way from a seed.
    package struct Step: Sendable, Hashable {
        /// The URL.
        package var url: String
        /// How it was named.
        package var via: String

        /// `url`, named by `via`.
        package init(url: String, via: String) {
            self.url = url
            self.via = via
        }
    }

    /// A failed try.
    package struct Retry: Sendable, Hashable {
        /// Requests spent so far.
        package var attempts: Int
        /// It is tried again at this instant, in microseconds since 1970.
        package var dueMicroseconds: Int64
        /// What went wrong.
        package var cause: String?

        /// The URL is tried again.
        package init(attempts: Int, dueMicroseconds: Int64, cause: String?) {
            self.attempts = attempts
            self.dueMicroseconds = dueMicroseconds
            self.cause = cause
        }
    }

    /// The URL as given.
    package var given: String
    /// The URL as it would be requested.
    package var url: String
    /// The form under which it is remembered.
    package var key: String
    /// The fingerprint of that; nil where no journal tells how it is made.
    package var id: UInt64?
    package var scope: ScopeReason
    package var robotsURL: String
    package var robots: RobotsReason
    package var state = State.unknown
    /// Its least depth, where it is known.
    package var depth: Int?
    /// From the seed to it; empty where it is unknown.
    package var way: [Step] = []
    /// Other pages with its body, the first few.
    package var twins: [String] = []
    /// How many there are.
    package var twinCount = 0
    package var retry: Retry?
    /// Nothing is asked of its host before this instant, in microseconds since 1970; nil where the record does not tell.
    package var hostOpensMicroseconds: Int64?
    /// How the crawl ended; nil while it runs and where it was killed.
    package var ending: CrawlEnding?

    /// What is known before the records are asked.
    package init(
        given: String, url: CrawlURL, id: UInt64?, scope: ScopeReason, robotsURL: String, robots: RobotsReason
    ) {
        self.given = given
        self.url = url.href
        self.key = url.key()
        self.id = id
        self.scope = scope
        self.robotsURL = robotsURL
        self.robots = robots
    }
}
