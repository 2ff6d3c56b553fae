import SkitterCore

/// A generator with a seed (SplitMix64), so that a failing test fails again.
struct StatsDice: RandomNumberGenerator {
    private var generator: SplitMix64

    init(seed: UInt64) {
        self.generator = SplitMix64(seed: seed)
    }

    mutating func next() -> UInt64 {
        self.generator.next()
    }

    /// A visit with every kind of outcome and of missing figure among its kind.
    mutating func visit(_ number: Int, hosts: Int = 7) -> VisitRecord {
        let outcome: VisitRecord.Outcome
        var status: Int?
        switch Int.random(in: 0..<10, using: &self) {
        case 0: (outcome, status) = (.redirected(target: "https://t.example/\(number)"), 301)
        case 1: (outcome, status) = (.failed(.client, message: nil), 404)
        case 2: (outcome, status) = (.failed(.server, message: "busy"), 503)
        case 3: (outcome, status) = (.failed(FailureClass(.timeout), message: "no answer in 30 s"), nil)
        default: (outcome, status) = (.fetched, 200)
        }
        let host = Int.random(in: 0..<hosts, using: &self)
        var record = VisitRecord(
            id: UInt64(number), url: "https://h\(host).example:8443/page/\(number)?q=a@b",
            depthAtFetch: Int.random(in: 0...4, using: &self), parent: nil, via: "a",
            startedMicroseconds: 1_700_000_000_000_000 + Int64(number) * 10_000, outcome: outcome)
        record.status = status
        record.contentType = ["text/html", "image/png", nil].randomElement(using: &self) ?? nil
        record.bodyBytes = status == nil ? 0 : Int.random(in: 0...200_000, using: &self)
        record.wireBytes = Bool.random(using: &self) ? record.bodyBytes / 3 : nil
        record.totalMicroseconds = Int64.random(in: 0...3_000_000, using: &self)
        record.firstByteMicroseconds = status == nil ? nil : record.totalMicroseconds / 2
        record.attempts = Int.random(in: 1...3, using: &self)
        record.truncated = number % 50 == 0 ? .length : nil
        record.links.found = Int.random(in: 0...40, using: &self)
        record.links.accepted = record.links.found / 2
        return record
    }
}
