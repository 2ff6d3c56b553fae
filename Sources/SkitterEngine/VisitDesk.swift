internal import SkitterCore
internal import SkitterLock

/// Where finished visits lie until the run loop takes them, all at once.
///
/// Visits that end in one turn of an event loop so cost the shared actors one call together, not one each.
final class VisitDesk: Sendable {
    /// A visit that came back, and the session it was on.
    struct Return: Sendable {
        let visit: FinishedVisit
        let loan: SessionPool.Loan
        /// Where it was.
        let place: VisitPlace?
    }

    private let returns = Locked<[Return]>([])

    /// Lays down a finished visit.
    @inline(never)
    func put(_ visit: FinishedVisit, on loan: SessionPool.Loan, from place: VisitPlace?) {
        place?.enter(.processor)
        self.returns.withLock { $0.append(Return(visit: visit, loan: loan, place: place)) }
    }

    /// Takes all that lie there, in the order in which they came.
    func take() -> [Return] {
        self.returns.withLock { returns in
            defer { returns = [] }
            return returns
        }
    }
}
