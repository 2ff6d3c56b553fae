#if Cluster
internal import SkitterLock

/// Whether somebody wants to go: servers that are gone are then not waited for as long as they may be otherwise.
package final class Haste: Sendable {
    private let isOn = Locked(false)

    package init() {}

    /// From now on.
    package func begin() {
        self.isOn.withLock { $0 = true }
    }

    /// How long servers may be gone, where that is `patience` otherwise.
    func limit(_ patience: Duration) -> Duration {
        self.isOn.withLock { $0 } ? min(patience, .seconds(2)) : patience
    }
}
#endif
