/// What of a ``FrontierPolicy`` is otherwise for one host, or for all below a domain. Nil: as for all.
public struct HostPolicy: Sendable, Hashable {
    /// Its pause between an answer and the next request; a `Crawl-delay` is obeyed beyond it.
    public var delay: Duration?
    /// Requests in flight to it.
    public var perHost: Int?

    /// As for all, but for what is given.
    public init(delay: Duration? = nil, perHost: Int? = nil) {
        self.delay = delay
        self.perHost = perHost
    }
}
