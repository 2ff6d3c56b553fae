/// Which hosts have sent what ended a worker: their requests are fetched where they can harm no others.
///
/// A host is trusted until a request of its ends a worker in which it was alone. Then 16 answers restore the trust, and
/// twice as many after each further death: one bad page costs a site little, a site of nothing else harms nobody twice.
struct HostTrust: Sendable {
    private struct Record: Sendable {
        /// How often it has ended a worker.
        var deaths: Int
        /// Answers until it is trusted.
        var answersMissing: Int
    }

    private var records: [String: Record] = [:]
    /// Hosts are remembered up to this number; a crawl that meets more killers has the first ones forgiven.
    private static let capacity = 4_096

    /// Whether requests to `host` may share a worker with others.
    func trusts(_ host: String) -> Bool {
        self.records.isEmpty || (self.records[host]?.answersMissing ?? 0) == 0
    }

    /// A request to `host` ended a worker that it had for itself.
    mutating func died(_ host: String) {
        if self.records.count >= Self.capacity, self.records[host] == nil, let other = self.records.keys.first {
            self.records[other] = nil
        }
        var record = self.records[host] ?? Record(deaths: 0, answersMissing: 0)
        record.deaths = min(record.deaths + 1, 12)
        record.answersMissing = 8 << record.deaths
        self.records[host] = record
    }

    /// A request to `host` was answered in a worker that it had for itself.
    mutating func answered(_ host: String) {
        guard let record = self.records[host], record.answersMissing > 0 else { return }
        self.records[host]?.answersMissing -= 1
    }
}
