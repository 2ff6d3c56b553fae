#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Says what the crawl has cost so far each time that 1, 2, 5, 10, … thousand URLs are known: a line of JSON, for
/// `Benchmarks/growth.py`.
struct Marks {
    private let isOn: Bool
    private var next = 1_000
    /// CPU time that went into making pages up, which a crawl has no share in.
    private var madeUpNanoseconds: UInt64 = 0
    private var startNanoseconds: UInt64 = 0
    private let begun = Marks.nanoseconds(CLOCK_PROCESS_CPUTIME_ID)

    init(isOn: Bool) { self.isOn = isOn }

    /// A page is being made up; nothing is awaited until ``madeUp()``.
    mutating func makingUp() { self.startNanoseconds = Marks.nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

    mutating func madeUp() {
        self.madeUpNanoseconds += Marks.nanoseconds(CLOCK_THREAD_CPUTIME_ID) - self.startNanoseconds
    }

    mutating func reached(known: Int, pages: Int) {
        guard self.isOn, known >= self.next else { return }
        while self.next <= known { self.next = Marks.following(self.next) }
        let cpu = Marks.nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - self.begun - self.madeUpNanoseconds
        print(
            "{\"known\":\(known),\"pages\":\(pages),\"cpuMicroseconds\":\(cpu / 1_000),"
                + "\"residentMB\":\(memory("VmRSS")),\"peakMB\":\(memory("VmHWM"))}")
    }

    /// 1, 2, 5, 10, 20, …
    private static func following(_ mark: Int) -> Int {
        String(mark).hasPrefix("2") ? mark / 2 * 5 : mark * 2
    }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
