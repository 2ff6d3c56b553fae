/// When each part of an exchange was over, counted from the call; zero for what a reused connection did not need.
public struct FetchTimings: Hashable, Sendable {
    /// The name was looked up.
    public var resolved: Duration
    /// The connection was made.
    public var connected: Duration
    /// The TLS handshake was done.
    public var secured: Duration

    /// Times as measured by the session.
    public init(resolved: Duration, connected: Duration, secured: Duration) {
        self.resolved = resolved
        self.connected = connected
        self.secured = secured
    }
}
