#if Cluster
/// What a ``Judge`` has seen.
package struct Verdict: Sendable {
    /// A rule that was broken.
    package enum Rule: String, Sendable, CaseIterable {
        /// A host was asked while it was busy with another request.
        case overlap = "a host was asked by two at a time"
        /// A host was asked within its delay.
        case haste = "a host was asked too early"
        /// A URL was settled twice, recorded twice, or counted as new twice.
        case twice = "a URL counted twice"
        /// A URL was not settled, or not recorded.
        case lost = "a URL was lost"
        /// The ledger does not close, or is not what was counted.
        case ledger = "the ledger does not close"
        /// Pages do not lie as deep as their shortest ways say.
        case depths = "depths are wrong"
        /// Something came up that nobody put there.
        case strange = "something strange came up"
        /// A crawler failed, or waits for ever.
        case failure = "a crawler failed"
    }

    /// How often each rule was broken.
    package var broken: [Rule: Int] = [:]
    /// The first few times, in words.
    package var complaints: [String] = []
    package var pageRequests = 0
    package var robotsRequests = 0
    /// Visits that are to be made again.
    package var retries = 0
    package var kills = 0
    package var freezes = 0
    /// Requests that were on the wire when their crawlers were killed or frozen.
    package var strays = 0
    /// Requests that went to a host that was busy with such a one.
    package var besideStrays = 0
    package var hostsAsked = 0
    package var known = 0
    package var settled = 0
    package var recorded = 0
    /// How long hosts waited that could have been asked, in microseconds.
    package var waits: [Int64] = []

    package init() {}

    package var isClean: Bool { self.broken.isEmpty }

    /// Requests for pages that brought neither a record nor advice to try again.
    package var wasted: Int { self.pageRequests - self.recordedOfRequests - self.retries }

    /// Records for which something was sent.
    package var recordedOfRequests = 0

    mutating func complain(_ rule: Rule, _ words: String, at instant: Int64) {
        self.broken[rule, default: 0] += 1
        if self.complaints.count < 20 {
            self.complaints.append("\(Double(instant / 1000) / 1000) s: \(rule.rawValue): \(words)")
        }
    }
}
#endif
