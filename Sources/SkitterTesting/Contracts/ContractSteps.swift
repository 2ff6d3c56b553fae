internal import SkitterCore

/// Steps of a crawl that never was, for what is handed them.
enum ContractSteps {
    /// Steps with these numbers: each visits, every third skips two URLs, every fourth lowers a depth.
    static func steps(_ numbers: ClosedRange<UInt64>) -> [StepEntry] {
        numbers.map { number in
            var entry = StepEntry(step: number, visit: self.visit(number))
            if number % 3 == 0 {
                entry.skipped = [number << 32, number << 32 | 1].map { id in
                    SkippedRecord(id: id, url: "http://example.org/s/\(id)", depth: 3, parent: nil, reason: .depth)
                }
            }
            if number % 4 == 0 { entry.depthChanges = [DepthChange(id: number - 1, from: 2, depth: 1)] }
            return entry
        }
    }

    static func visit(_ id: UInt64) -> VisitRecord {
        VisitRecord(
            id: id, url: "http://example.org/\(id)", depthAtFetch: 1, parent: nil, via: "a", startedMicroseconds: 0,
            outcome: .fetched)
    }
}
