#if Cluster
internal import Synchronization

/// How often tables were asked, and what for.
package final class CallMeter: Sendable {
    package struct Counts: Sendable {
        package var byName: [String: Int] = [:]
        /// Calls that were made again, for nobody knew what had become of them.
        package var repeated = 0

        package var all: Int { self.byName.values.reduce(0, +) }
    }

    private let state = Mutex(Counts())

    package init() {}

    package var counts: Counts { self.state.withLock { $0 } }

    func called(_ name: String) {
        self.state.withLock { $0.byName[name, default: 0] += 1 }
    }

    func repeated() {
        self.state.withLock { $0.repeated += 1 }
    }
}
#endif
