/// The pages of a crawl whose records lie in several directories: each counts once and at its least depth, whatever is read first,
/// its record or what lowers its depth, and however often the same is told.
///
/// At most 12 bytes a page, and as many for each change of a depth.
package struct RecordedPages: Sendable {
    /// What the record of a visit is.
    package enum VisitAction: Hashable, Sendable {
        /// The first one of its page; what was told before has the page at `leastDepth`.
        case isFirst(leastDepth: Int)
        /// Another one of a page that has one: two crawlers visited it.
        case isRepeated
    }

    /// What a change of a depth is.
    package struct ChangeAction: Hashable, Sendable {
        /// It was not told before.
        package var isNew: Bool
        /// From where to where its page moves; nil where that has no record yet, or lies as near already.
        package var move: Move?
    }

    /// A page that lies nearer than it was counted.
    package struct Move: Hashable, Sendable {
        package var from: Int
        package var to: Int
    }

    /// Pages with a record, at the least depth that was told.
    private var recorded = SeenSet()
    /// The least depths of pages whose depth was told before there was a record.
    private var lowered = SeenSet()
    /// The changes that were told, by fingerprints of page and depth.
    private var changes = SeenSet()

    package init() {}

    /// A record of page `id`, which was fetched at `depth`.
    package mutating func visited(_ id: UInt64, depth: Int) -> VisitAction {
        guard self.recorded[id] == nil else { return .isRepeated }
        let least = min(depth, self.lowered[id]?.depth ?? depth)
        self.recorded.set(SeenSet.Entry(state: .fetched, depth: least), for: id)
        return .isFirst(leastDepth: least)
    }

    /// The least depth of page `id`, which was fetched at `depth`; its record is not remembered.
    package func leastDepth(of id: UInt64, fetchedAt depth: Int) -> Int {
        min(depth, self.lowered[id]?.depth ?? depth)
    }

    /// A record of a depth that fell.
    package mutating func depthChanged(_ change: DepthChange) -> ChangeAction {
        let key = change.id &+ UInt64(bitPattern: Int64(change.depth)) &* 0x9E37_79B9_7F4A_7C15
        var action = ChangeAction(isNew: self.changes[key] == nil)
        self.changes.set(SeenSet.Entry(state: .fetched, depth: 0), for: key)
        if let known = self.recorded[change.id]?.depth {
            guard change.depth < known else { return action }
            action.move = Move(from: known, to: change.depth)
            self.recorded.set(SeenSet.Entry(state: .fetched, depth: change.depth), for: change.id)
        } else {
            let least = min(change.depth, self.lowered[change.id]?.depth ?? .max)
            self.lowered.set(SeenSet.Entry(state: .fetched, depth: least), for: change.id)
        }
        return action
    }
}
