/// What was done in each stretch of time, one second long at first. When the crawl outgrows ``limit`` stretches, two
/// become one: memory is bounded and no second is lost.
public struct ThroughputSeries: Hashable, Sendable {
    /// What was done in one stretch of time.
    public struct Bucket: Hashable, Sendable {
        /// Settled visits.
        public var visits = 0
        /// Of those, failed ones.
        public var failed = 0
        /// Bytes of body after decompression.
        public var bodyBytes = 0

        /// Nothing was done.
        public init() {}

        mutating func merge(_ other: Bucket) {
            self.visits &+= other.visits
            self.failed &+= other.failed
            self.bodyBytes &+= other.bodyBytes
        }
    }

    /// The number of stretches that is never exceeded.
    public static let limit = 3_600

    /// The length of each stretch: a power of two.
    public private(set) var bucketSeconds = 1
    /// The stretches from the start of the crawl to the last visit.
    public private(set) var buckets: [Bucket] = []

    /// Nothing was done.
    public init() {}

    mutating func count(bytes: Int, failed: Bool, at now: CrawlInstant) {
        let second = Int(max(now.nanoseconds, 0) / 1_000_000_000)
        while second / self.bucketSeconds >= ThroughputSeries.limit { self.coarsen() }
        let index = second / self.bucketSeconds
        if index >= self.buckets.count {
            self.buckets.append(contentsOf: repeatElement(Bucket(), count: index + 1 - self.buckets.count))
        }
        self.buckets[index].visits &+= 1
        self.buckets[index].bodyBytes &+= bytes
        if failed { self.buckets[index].failed &+= 1 }
    }

    private mutating func coarsen() {
        self.bucketSeconds *= 2
        for index in 0..<(self.buckets.count / 2) {
            var pair = self.buckets[2 * index]
            pair.merge(self.buckets[2 * index + 1])
            self.buckets[index] = pair
        }
        if self.buckets.count % 2 == 1 { self.buckets[self.buckets.count / 2] = self.buckets[self.buckets.count - 1] }
        self.buckets.removeLast(self.buckets.count / 2)
    }
}
