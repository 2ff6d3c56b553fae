/// What happened on one host.
public struct HostFigures: Hashable, Sendable {
    /// Settled visits.
    public var visits = 0
    /// Visits by class of status.
    public var classes = StatusClasses()
    /// Requests spent on the visits.
    public var requests = 0
    /// Bytes of body after decompression.
    public var bodyBytes = 0
    /// The time of all answered visits together.
    public var answeredMicroseconds: Int64 = 0
    /// The time of the slowest answered visit.
    public var slowestMicroseconds: Int64 = 0

    /// Nothing happened.
    public init() {}

    /// Visits that were answered.
    public var answered: Int { self.visits - self.classes.unanswered }
    /// The mean time of an answered visit, nil without one.
    public var meanMicroseconds: Int64? {
        self.answered > 0 ? self.answeredMicroseconds / Int64(self.answered) : nil
    }

    mutating func count(_ record: VisitRecord) {
        self.visits &+= 1
        self.classes.count(record.status)
        self.requests &+= record.attempts
        self.bodyBytes &+= record.readBytes
        guard record.status != nil else { return }
        self.answeredMicroseconds &+= record.totalMicroseconds
        self.slowestMicroseconds = max(self.slowestMicroseconds, record.totalMicroseconds)
    }

    /// Counts what happened on another host too.
    mutating func merge(_ other: HostFigures) {
        self.visits &+= other.visits
        self.classes = self.classes + other.classes
        self.requests &+= other.requests
        self.bodyBytes &+= other.bodyBytes
        self.answeredMicroseconds &+= other.answeredMicroseconds
        self.slowestMicroseconds = max(self.slowestMicroseconds, other.slowestMicroseconds)
    }
}
