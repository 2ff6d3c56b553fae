internal import Dispatch

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Ctrl-C and the signals by which systems end programs, as requests to stop.
enum StopSignals {
    /// One element for each signal that comes from now on, for the life of the process.
    static func requests() -> AsyncStream<Void> {
        let (requests, continuation) = AsyncStream.makeStream(of: Void.self)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // A source that nobody holds is cancelled; this one's handler holds it.
            source.setEventHandler { withExtendedLifetime(source) { _ = continuation.yield() } }
            source.activate()
        }
        return requests
    }
}
