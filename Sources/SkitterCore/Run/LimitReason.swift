/// What keeps a crawl from going faster at a moment. One word of the progress line.
public enum LimitReason: String, Sendable, Hashable, CaseIterable, Codable {
    /// As many requests as allowed are in flight.
    case network
    /// Everything that may be asked is asked: the servers have the word.
    case server
    /// Hosts are waiting for their delay.
    case politeness
    /// Addresses are being looked up.
    case names
    /// Records are waiting to be written.
    case disk
    /// There is nothing to fetch.
    case frontierEmpty = "frontier-empty"
}
