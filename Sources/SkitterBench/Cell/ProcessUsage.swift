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

    /// What is charged to the children of this process that have ended and were waited for, theirs included: the sum of what
    /// wait4(2) said of each of them. The difference of two readings is the usage of the one child that ended in between.
    static var ofChildren: ProcessUsage {
        #if canImport(Glibc)
            let children = RUSAGE_CHILDREN.rawValue
        #else
            let children = RUSAGE_CHILDREN
        #endif
        var usage = rusage()
        guard getrusage(children, &usage) == 0 else { return ProcessUsage() }
        return ProcessUsage(
            user: Duration(usage.ru_utime), system: Duration(usage.ru_stime),
            voluntarySwitches: Int(usage.ru_nvcsw), forcedSwitches: Int(usage.ru_nivcsw))
    }

    static func - (later: ProcessUsage, earlier: ProcessUsage) -> ProcessUsage {
        ProcessUsage(
            user: later.user - earlier.user, system: later.system - earlier.system,
            voluntarySwitches: later.voluntarySwitches - earlier.voluntarySwitches,
            forcedSwitches: later.forcedSwitches - earlier.forcedSwitches)
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
    }
}
