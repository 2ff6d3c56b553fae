internal import Dispatch
internal import SkitterBench
internal import SkitterFetchURLSession

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Ends the process when URLSession's queue stands still although something is to be fetched: some responses stop it for
/// minutes, and every fetch of the process with it. The parent then finds out which it was.
struct StallWatch: Sendable {
    /// How long the queue may stand still: longer than a gigabyte of zeros takes it.
    private static let patience = DispatchTimeInterval.seconds(5)

    let session: URLSessionHTTPSession
    /// Whether something is in flight.
    let isBusy: @Sendable () -> Bool

    /// Watches from now on, for the life of the process.
    func start() {
        OSThread.detached {
            let answered = DispatchSemaphore(value: 0)
            while true {
                sleep(1)
                guard self.isBusy() else { continue }
                self.session.probe { answered.signal() }
                if answered.wait(timeout: .now() + Self.patience) == .timedOut {
                    FetchServer.end("URLSession stood still for some seconds", code: 70)
                }
            }
        }
    }
}
