#if Cluster
package import SkitterCore

/// What became of one URL that was leased, as ``FrontierTables/complete(_:_:in:)`` takes it.
package struct VisitResult: Sendable {
    /// What was to be done with it.
    package enum Work: Int16, Sendable {
        case visit = 1
        case passOn = 2
    }

    package let queue: QueueKey
    package let id: UInt64
    package var work = Work.visit
    /// ``SeenSet/Entry/State/pending`` where it is to be tried again.
    package var state: SeenSet.Entry.State
    /// The class of a failure, or why it was skipped.
    package var reason: String?
    package var tries = 0
    /// After which time it is tried again.
    package var due: Duration = .zero
    /// By which way it was visited.
    package var depth: Int
    package var hops: Int
    /// Kept where a shorter way can still matter.
    package var outlinks: Outlinks?

    package init(
        queue: QueueKey, id: UInt64, work: Work = .visit, state: SeenSet.Entry.State, tries: Int = 0, depth: Int,
        hops: Int
    ) {
        self.queue = queue
        self.id = id
        self.work = work
        self.state = state
        self.tries = tries
        self.depth = depth
        self.hops = hops
    }
}

/// A lease and how its queue stands, as ``FrontierTables/complete(_:_:in:)`` takes it.
package struct LeaseReport: Sendable {
    package let queue: QueueKey
    package let token: Int64
    /// Whether nothing of it is in hand any more.
    package var isOver: Bool
    /// After which time the queue may be leased again.
    package var delay: Duration = .zero
    package var requests = 0
    package var retries = 0
    package var refusals = 0
    package var fetched = 0

    package init(queue: QueueKey, token: Int64, isOver: Bool) {
        self.queue = queue
        self.token = token
        self.isOver = isOver
    }
}
#endif
