internal import SkitterCore

/// The tasks that sleep on a loop: a timer wheel and who waits for its entries. Confined to the loop's thread.
struct LoopTimers {
    private let start = ContinuousClock.now
    private var wheel = TimerWheel<UInt64>(at: 0)
    private var sleepers: [UInt64: UnsafeContinuation<Bool, Never>] = [:]
    private var lastNumber: UInt64 = 0

    /// A number for a task that will sleep.
    mutating func takeNumber() -> UInt64 {
        self.lastNumber += 1
        return self.lastNumber
    }

    /// Wakes `sleeper` with true at `instant`, or at once where that is past.
    mutating func add(
        _ number: UInt64, until instant: ContinuousClock.Instant, _ sleeper: UnsafeContinuation<Bool, Never>
    ) {
        if instant <= .now { return sleeper.resume(returning: true) }
        self.sleepers[number] = sleeper
        self.wheel.add(number, at: self.tick(after: instant))
    }

    /// Wakes a sleeper with false. Its entry stays in the wheel and is passed over when it is due.
    mutating func cancel(_ number: UInt64) {
        self.sleepers.removeValue(forKey: number)?.resume(returning: false)
    }

    /// Wakes everyone with false.
    mutating func cancelAll() {
        for sleeper in self.sleepers.values { sleeper.resume(returning: false) }
        self.sleepers = [:]
    }

    /// Wakes those whose time has come.
    mutating func timePassed() {
        guard self.wheel.count > 0 else { return }
        var due: [UInt64] = []
        self.wheel.advance(to: self.tick(before: .now)) { due.append($0) }
        for number in due { self.sleepers.removeValue(forKey: number)?.resume(returning: true) }
    }

    /// How long a loop may wait for sockets, or nil for as long as it likes.
    func timeoutMilliseconds() -> CInt? {
        guard let next = self.wheel.nextTick else { return nil }
        let left = Int64(clamping: next) - Int64(clamping: self.tick(before: .now))
        return CInt(clamping: max(0, left))
    }

    private func tick(before instant: ContinuousClock.Instant) -> UInt64 {
        UInt64(max(0, self.start.duration(to: instant).wholeNanoseconds / 1_000_000))
    }

    /// Never early: the first tick that begins at `instant` or later.
    private func tick(after instant: ContinuousClock.Instant) -> UInt64 {
        let nanoseconds = max(0, self.start.duration(to: instant).wholeNanoseconds)
        return UInt64(nanoseconds / 1_000_000) + (nanoseconds % 1_000_000 == 0 ? 0 : 1)
    }
}
