/// How many requests a host bears at a time: halved when it shows strain, one more after ``goodAnswersPerStep`` good
/// answers (additive increase, multiplicative decrease, as TCP does: RFC 5681, section 3.1).
///
/// The host's ceiling is the caller's and comes with each event; the limit is never above it and never below 1. Requests
/// that were under way when the limit fell say nothing about the new limit: however many of them come back strained, it
/// falls once, and their good answers do not raise it.
///
/// 25 answers a step: a host that fell from 32 to 16 has its 32 back after 400 good answers, one that fell to 1 after
/// 775. Faster, a host would be driven into the same strain every few seconds; a host in good health loses little.
package struct HostPace: Sendable {
    /// What a host shows when it is asked too much.
    package enum Strain: String, CaseIterable, Sendable {
        /// Status 429.
        case tooManyRequests = "429"
        /// Status 503.
        case unavailable = "503"
        /// No answer in time, or one that did not end in time.
        case timeout

        /// The strain that a status shows, if any.
        package init?(status: Int) {
            switch status {
            case 429: self = .tooManyRequests
            case 503: self = .unavailable
            default: return nil
            }
        }
    }

    /// When a request started, counted in falls of the limit.
    package struct Era: Hashable, Sendable {
        fileprivate let number: UInt32
    }

    /// What ``strained(_:startedIn:ceiling:)`` came to.
    package enum StrainAction: Hashable, Sendable {
        /// The limit fell to this.
        case fell(to: Int)
        /// The limit stays: it fell since the request started, or it is 1.
        case stays
    }

    /// Good answers, one after another, that raise the limit by one.
    package static let goodAnswersPerStep = 25

    /// What the host bears; nil while it never showed strain, or has recovered: the ceiling alone counts.
    private var borne: Int?
    private var goodAnswers = 0
    /// How often the limit fell.
    package private(set) var falls: UInt32 = 0

    package init() {}

    /// Requests that may be in flight, where the host's ceiling is `ceiling`.
    package func limit(ceiling: Int) -> Int {
        max(1, min(self.borne ?? ceiling, ceiling))
    }

    /// A request starts. The era comes back with its end.
    package func started() -> Era {
        Era(number: self.falls)
    }

    /// The host answered in time, and not with a strain's status: a page, a redirect, a 404.
    package mutating func answered(startedIn era: Era, ceiling: Int) {
        guard let borne = self.borne, era.number == self.falls else { return }
        self.goodAnswers += 1
        guard self.goodAnswers >= HostPace.goodAnswersPerStep else { return }
        self.goodAnswers = 0
        self.borne = borne < ceiling - 1 ? borne + 1 : nil
    }

    /// The host showed strain.
    package mutating func strained(_ cause: Strain, startedIn era: Era, ceiling: Int) -> StrainAction {
        guard era.number == self.falls else { return .stays }
        // The answers before a strain do not count towards the next step.
        self.goodAnswers = 0
        let limit = self.limit(ceiling: ceiling)
        guard limit > 1 else { return .stays }
        self.borne = limit / 2
        self.falls &+= 1
        return .fell(to: limit / 2)
    }
}
