import SkitterCore

extension Duration {
    /// This latency in milliseconds, to the microsecond, so that two which differ are told apart: `0ms`, `20ms`, `1.5ms`.
    package var latencyText: String {
        let microseconds = self.wholeNanoseconds / 1_000
        let decimals = [1_000, 100, 10].firstIndex { microseconds % $0 == 0 } ?? 3
        return NumberText.fixed(self.inSeconds * 1_000, decimals: decimals) + "ms"
    }

    /// When a server of this latency answers: `at once`, `after 20ms`.
    package var answeredText: String { self == .zero ? "at once" : "after \(self.latencyText)" }
}
