/// Visits by the class of their final status; each visit is in exactly one.
public struct StatusClasses: Hashable, Sendable {
    /// 200...299.
    public var success = 0
    /// 300...399.
    public var redirection = 0
    /// 400...499.
    public var clientError = 0
    /// 500...599.
    public var serverError = 0
    /// Any other status.
    public var other = 0
    /// No status came: the visit failed before one did.
    public var unanswered = 0

    /// No visits.
    public init() {}

    /// All visits.
    public var total: Int {
        self.success + self.redirection + self.clientError + self.serverError + self.other + self.unanswered
    }

    /// Counts a visit that ended with `status`.
    package mutating func count(_ status: Int?) {
        switch status {
        case .none: self.unanswered &+= 1
        case .some(200..<300): self.success &+= 1
        case .some(300..<400): self.redirection &+= 1
        case .some(400..<500): self.clientError &+= 1
        case .some(500..<600): self.serverError &+= 1
        case .some: self.other &+= 1
        }
    }

    /// The visits of both.
    package static func + (left: StatusClasses, right: StatusClasses) -> StatusClasses {
        var sum = left
        sum.success &+= right.success
        sum.redirection &+= right.redirection
        sum.clientError &+= right.clientError
        sum.serverError &+= right.serverError
        sum.other &+= right.other
        sum.unanswered &+= right.unanswered
        return sum
    }

    /// What was counted since `earlier` was.
    package func since(_ earlier: StatusClasses) -> StatusClasses {
        var difference = self
        difference.success &-= earlier.success
        difference.redirection &-= earlier.redirection
        difference.clientError &-= earlier.clientError
        difference.serverError &-= earlier.serverError
        difference.other &-= earlier.other
        difference.unanswered &-= earlier.unanswered
        return difference
    }
}
