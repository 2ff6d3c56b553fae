#if Cluster
internal import SkitterCore

extension Duration {
    /// In whole milliseconds, rounded up: nobody is asked too early. Never negative, and far from the end of an `Int64`.
    package var milliseconds: Int64 {
        let nanoseconds = self.wholeNanoseconds
        return nanoseconds <= 0 ? 0 : (nanoseconds - 1) / 1_000_000 + 1
    }
}
#endif
