/// A host of a crawl that is being planned.
public struct PlannedHost: Hashable, Sendable {
    /// Its name.
    public var host: String
    /// The least time from one request to it to the next.
    public var delay: Duration = .zero
    /// Who wants that delay.
    public var delaySource = DelaySource.standard
    /// The address whose gap it keeps, once that is known.
    public var address: IPAddress?
    /// The least time from one request to that address to the next, whatever the host.
    public var addressDelay: Duration = .zero
    /// Sitemaps that were read.
    public var sitemaps = 0
    /// Distinct URLs in scope that they name.
    public var named = 0
    /// Of those, URLs that robots.txt forbids.
    public var refused = 0
    /// Why nothing is known of it, where nothing is.
    public var problem: String?

    /// Who wants a delay.
    public enum DelaySource: String, Hashable, Sendable {
        /// The `Crawl-delay` of its robots.txt.
        case robots = "robots.txt"
        /// The user: a delay for all hosts, or for this one.
        case option
        /// Nobody: it is what a crawl does of itself.
        case standard = "default"
    }

    /// Nothing is known of `host` yet.
    public init(host: String) {
        self.host = host
    }

    /// URLs that a crawl would fetch.
    public var toFetch: Int { self.named - self.refused }
    /// The host alone lasts at least so long: its first request is sent at once.
    public var leastTime: Duration { self.delay * max(0, self.toFetch - 1) }
}
