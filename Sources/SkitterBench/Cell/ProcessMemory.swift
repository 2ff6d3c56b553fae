#if canImport(Darwin)
    import Darwin
#endif

/// What this process has used of the machine's memory.
enum ProcessMemory {
    /// The most memory this process ever had resident since its program was loaded, or nil where the system does not
    /// say.
    ///
    /// On Linux it is `VmHWM` of /proc/self/status. `ru_maxrss` will not do: it outlives `execve`, so a child inherits
    /// the peak of the process it was forked from.
    static var peakBytes: Int? {
        #if os(Linux)
            // `5120 kB`
            let value = ProcFile.value(of: "VmHWM", in: "/proc/self/status")
            return value?.split(separator: " ").first.flatMap { Int($0) }.map { $0 * 1024 }
        #else
            var usage = rusage()
            return getrusage(RUSAGE_SELF, &usage) == 0 ? Int(usage.ru_maxrss) : nil
        #endif
    }
}
