/// Finds the addresses of a host name.
///
/// Contract: the answer is not empty; a name without address throws ``FetchError/Code/resolve``; cancelling the task
/// ends the wait at once, even while the system's look-up hangs.
public protocol Resolver: Sendable {
    /// The addresses of `host`, preferred first.
    func addresses(of host: String) async throws(FetchError) -> [IPAddress]
}
