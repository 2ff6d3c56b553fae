#if Cluster
internal import SkitterCore

/// What became of one URL that was leased, as ``Statement/complete`` takes it.
struct VisitResult: Sendable {
    /// What was to be done with it.
    enum Work: Int16, Sendable {
        case visit = 1
        case passOn = 2
    }

    let queue: QueueKey
    let id: UInt64
    var work = Work.visit
    /// ``SeenSet/Entry/State/pending`` where it is to be tried again.
    var state: SeenSet.Entry.State
    /// The class of a failure, or why it was skipped.
    var reason: String?
    var tries = 0
    /// After which time it is tried again.
    var due: Duration = .zero
    /// By which way it was visited.
    var depth: Int
    var hops: Int
    /// Kept where a shorter way can still matter.
    var outlinks: Outlinks?
}

/// A lease and how its queue stands, as ``Statement/complete`` takes it.
struct LeaseReport: Sendable {
    let queue: QueueKey
    let token: Int64
    /// Whether nothing of it is in hand any more.
    var isOver: Bool
    /// After which time the queue may be leased again.
    var delay: Duration = .zero
    var requests = 0
    var retries = 0
    var refusals = 0
}

extension [VisitResult] {
    /// The parameters of ``Statement/complete``, for leases and results of one shard.
    func values(shard: Int16, leases: [LeaseReport]) -> [StatementValue] {
        [
            .int2(shard), .int4s(leases.map(\.queue.host)), .int8s(leases.map(\.token)), .bools(leases.map(\.isOver)),
            .int8s(leases.map(\.delay.milliseconds)), .int4s(leases.map { Int32(clamping: $0.requests) }),
            .int4s(leases.map { Int32(clamping: $0.retries) }), .int4s(leases.map { Int32(clamping: $0.refusals) }),
            .int4s(self.map(\.queue.host)), .int8s(self.map { Int64(bitPattern: $0.id) }),
            .int2s(self.map(\.work.rawValue)),
            .int2s(self.map { Int16($0.state.rawValue) }), .texts(self.map(\.reason)),
            .int2s(self.map { Int16(clamping: $0.tries) }), .int8s(self.map(\.due.milliseconds)),
            .int2s(self.map { Int16(clamping: $0.depth) }), .int2s(self.map { Int16(clamping: $0.hops) }),
            .blobs(self.map(\.outlinks?.packed)),
        ]
    }
}
#endif
