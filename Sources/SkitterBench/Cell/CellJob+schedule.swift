#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// With a rate, downloads are due at instants that nothing postpones (an open loop): whoever comes late to one, because the
/// earlier ones took so long, has made it wait, and that wait is part of its latency. Counted from the request instead, a
/// server that stands still for a second would be seen by one request and hidden from the hundred that should have come
/// meanwhile.
extension CellJob {
    /// How long after the strategy's beginning the first download is due: worker processes have started by then.
    static let leadTime: Duration = .milliseconds(500)

    /// When download `number` is due; nil where it may begin at once.
    package func dueInstant(of number: Int) -> ContinuousClock.Instant? {
        guard let rate = self.ratePerSecond, let start = self.scheduleStart else { return nil }
        return start.advanced(by: .seconds(Double(number) / rate))
    }

    /// Suspends until download `number` is due; the answer is the instant from which its latency counts.
    func turn(of number: Int) async -> ContinuousClock.Instant {
        guard let due = self.dueInstant(of: number) else { return .now }
        // Only a cancelled task does not sleep, and nobody cancels these.
        try? await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
        return due
    }

    /// Waits until download `number` is due; the answer is the instant from which its latency counts.
    func turnBlocking(of number: Int) -> ContinuousClock.Instant {
        guard let due = self.dueInstant(of: number) else { return .now }
        while true {
            let rest = ContinuousClock.Instant.now.duration(to: due).components
            guard rest.seconds > 0 || rest.attoseconds > 0 else { return due }
            var time = timespec(tv_sec: Int(rest.seconds), tv_nsec: Int(rest.attoseconds / 1_000_000_000) + 1)
            if time.tv_nsec > 999_999_999 { time.tv_nsec = 999_999_999 }
            nanosleep(&time, nil)
        }
    }
}
