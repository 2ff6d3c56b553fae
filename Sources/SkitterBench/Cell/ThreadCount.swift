import SkitterLock
#if canImport(Glibc)
    import Glibc
#endif

/// The most threads that this process was seen to have: looked at when downloads end, which costs next to nothing and is when
/// there is most to do.
package final class ThreadCount: Sendable {
    private struct State {
        var looks = 0
        var most: Int?
    }

    private let state = Locked(State())
    /// At each of the first looks, then at each sixteenth, the system is asked.
    private static let alwaysAsked = 32
    private static let stride = 16

    package init() {}

    /// The most threads seen so far; nil where the system does not tell.
    package var most: Int? { self.state.withLock { $0.most } }

    /// Looks at the number of threads, or not, if it did so a moment ago.
    package func look() {
        let asks = self.state.withLock { state in
            state.looks &+= 1
            return state.looks <= Self.alwaysAsked || state.looks.isMultiple(of: Self.stride)
        }
        guard asks, let count = Self.current else { return }
        self.state.withLock { $0.most = max($0.most ?? 0, count) }
    }

    /// The threads there are: the folder of them has a link for each, and two of its own (proc(5)).
    private static var current: Int? {
        #if canImport(Glibc)
            var status = stat()
            guard stat("/proc/self/task", &status) == 0, status.st_nlink > 2 else { return nil }
            return Int(status.st_nlink) - 2
        #else
            return nil
        #endif
    }
}
