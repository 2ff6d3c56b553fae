/// What the user decided about patterns while the crawl ran, and how far that is carried out.
struct UserParking: Sendable {
    /// The patterns that are parked by hand, by host and id.
    var patterns: [Int: [UInt64: String]] = [:]
    /// Hosts whose queues are gone through for what was parked.
    var sweeps: [Int] = []
    /// Patterns whose URLs go back into the queues.
    var returns: [(host: Int, pattern: String)] = []
    /// URLs that waited to be tried again when their pattern was parked.
    var retries: [FrontierMachine.DelayedURL] = []
}
