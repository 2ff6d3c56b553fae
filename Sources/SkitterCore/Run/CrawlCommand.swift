/// What a user tells a running crawl.
public enum CrawlCommand: Hashable, Sendable {
    /// Nothing more is sent; what is in flight ends.
    case pause
    /// It goes on.
    case resume
    /// It stops, as by a first signal: what is in flight may finish, the rest stays for a resumed crawl. A second time it ends
    /// at once.
    case stop
    /// URLs of a pattern are fetched no more, or are after all; a pattern that says so already, or names a host that the crawl
    /// does not know, changes nothing.
    case park(Parking)
}
