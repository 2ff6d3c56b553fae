internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Ctrl-C and the signals by which systems end programs, as requests to stop.
enum StopSignals {
    /// Whether a signal came.
    private static let hasCome = Atomic(false)

    /// One element for each signal that comes from now on, for the life of the process. `first` is called at the first one,
    /// since programs that take a while to stop should say so.
    static func requests(first: @escaping @Sendable () -> Void) -> AsyncStream<Void> {
        let (requests, continuation) = AsyncStream.makeStream(of: Void.self)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // A source that nobody holds is cancelled; this one's handler holds it.
            source.setEventHandler {
                withExtendedLifetime(source) {
                    if !self.hasCome.exchange(true, ordering: .relaxed) { first() }
                    // Signals that came together are one event.
                    for _ in 0..<max(1, source.data) { continuation.yield() }
                }
            }
            source.activate()
        }
        return requests
    }
}
