#if Cluster
package import SkitterCore

/// What was decided about a pattern of URLs, for all crawlers.
package struct ParkingDecision: Sendable, Hashable {
    package var parking: Parking
    /// Whether the user said so; otherwise its pages only repeat each other.
    package var isByUser: Bool
    package var shard: Int16
    /// Whether all URLs that were parked are back.
    package var isDone = false
    /// When it was decided, by the clock of the tables, and how long ago that is.
    package var decided: Int64 = 0
    package var age: Duration = .zero

    package init(_ parking: Parking, isByUser: Bool, shard: Int16) {
        self.parking = parking
        self.isByUser = isByUser
        self.shard = shard
    }
}
#endif
