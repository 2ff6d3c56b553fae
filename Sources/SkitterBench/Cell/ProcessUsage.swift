#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the kernel charged for a process and the children that it waited for.
package struct ProcessUsage: Hashable, Sendable {
    /// Processor time in the program's own code.
    package var user: Duration
    /// Processor time in the kernel on its behalf.
    package var system: Duration
    /// How often it gave a core up to wait for something.
    package var voluntarySwitches: Int
    /// How often a core was taken from it.
    package var forcedSwitches: Int

    package init(
        user: Duration = .zero, system: Duration = .zero, voluntarySwitches: Int = 0, forcedSwitches: Int = 0
    ) {
        self.user = user
        self.system = system
        self.voluntarySwitches = voluntarySwitches
        self.forcedSwitches = forcedSwitches
    }

    /// Processor time, in user code and in the kernel.
    package var processor: Duration { self.user + self.system }

    /// What wait4(2) says of a process.
    init(_ usage: rusage) {
        self.init(
            user: Duration(usage.ru_utime), system: Duration(usage.ru_stime), voluntarySwitches: Int(usage.ru_nvcsw),
            forcedSwitches: Int(usage.ru_nivcsw))
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
    }
}
