#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the kernel has charged to the children of this process that have ended, and to theirs.
enum ChildUsage {
    /// Processor time, in user code and in the kernel.
    ///
    /// The difference of two readings is the usage of one child if it is the only one that ended between them; a cell
    /// waits for its workers, so their time is in it.
    static var processorTime: Duration {
        #if canImport(Glibc)
            let children = RUSAGE_CHILDREN.rawValue
        #else
            let children = RUSAGE_CHILDREN
        #endif
        var usage = rusage()
        guard getrusage(children, &usage) == 0 else { return .zero }
        return Duration(usage.ru_utime) + Duration(usage.ru_stime)
    }
}

extension Duration {
    fileprivate init(_ time: timeval) {
        self = .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
    }
}
