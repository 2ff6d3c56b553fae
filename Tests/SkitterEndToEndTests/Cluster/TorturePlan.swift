#if Cluster
import SkitterCore

/// What is done to a crawl that three crawlers share, and when: all of it follows from a seed.
struct TorturePlan: Sendable, CustomStringConvertible {
    enum Deed: String, CaseIterable, Sendable {
        /// SIGKILL to a crawler, while it waits for what a server answers.
        case killCrawler
        /// SIGKILL to the server that takes writes; then a copy does.
        case killPrimary
        /// Both at a time.
        case killBoth
        /// SIGSTOP to a crawler for three leases' time.
        case stopCrawler
        /// For more than a lease's time nothing goes from a crawler to the servers, or back: a lease that it asked for is not answered.
        case cutCrawler

        var killsCrawler: Bool { self == .killCrawler || self == .killBoth }
        var killsPrimary: Bool { self == .killPrimary || self == .killBoth }
    }

    struct Disturbance: Sendable {
        let deed: Deed
        /// How far the crawl has come by then: requests, as a share of the pages.
        let moment: Double
        let crawler: Int
        /// The statement behind which it happens, where that is waited for: then the crawler has no answer to it.
        let statement: String?
        /// Whether a crawler that was killed goes on with its directory; otherwise a new one joins.
        let resumes: Bool
        /// For how long: of a server that is gone, until a copy takes its place; of a cut.
        let length: Duration
    }

    static let crawlers = 3
    static let leaseTime = Duration.seconds(4)

    let seed: UInt64
    let disturbances: [Disturbance]
    /// Whether the crawl has a limit of its depth, which excludes nothing: then depths are kept, and must be right.
    let keepsDepths: Bool
    /// Parts of its tables. Where they are few, a lease brings many hosts.
    let shards: Int

    init(seed: UInt64) {
        self.seed = seed
        var dice = SplitMix64(seed: seed)
        _ = dice.next()
        let first = Deed.allCases[Int(seed % UInt64(Deed.allCases.count))]
        let crawler = Int.random(in: 0..<Self.crawlers, using: &dice)
        var disturbances = [Self.disturbance(first, in: 0.02...0.8, to: crawler, &dice)]
        if Int.random(in: 0..<3, using: &dice) == 0 {
            // Only one server may be lost: the copies that are left would not be two.
            let deeds = Deed.allCases.filter { !first.killsPrimary || !$0.killsPrimary }
            let second = deeds[Int.random(in: 0..<deeds.count, using: &dice)]
            disturbances.append(
                Self.disturbance(
                    second, in: disturbances[0].moment...0.95, to: (crawler + 1) % Self.crawlers, &dice))
        }
        self.disturbances = disturbances
        self.keepsDepths = Bool.random(using: &dice)
        self.shards = [1, 4, 16][Int.random(in: 0..<3, using: &dice)]
    }

    private static func disturbance(
        _ deed: Deed, in moments: ClosedRange<Double>, to crawler: Int, _ dice: inout SplitMix64
    ) -> Disturbance {
        let moment = Double.random(in: moments, using: &dice)
        let length =
            switch deed {
            case .killCrawler: Duration.zero
            case .killPrimary, .killBoth: Duration.milliseconds(Int.random(in: 0...1500, using: &dice))
            case .stopCrawler: Self.leaseTime * 3
            case .cutCrawler: Self.leaseTime + .milliseconds(Int.random(in: 500...5000, using: &dice))
            }
        return Disturbance(
            deed: deed, moment: moment, crawler: crawler, statement: Self.statement(for: deed, &dice),
            resumes: Bool.random(using: &dice), length: length)
    }

    private static func statement(for deed: Deed, _ dice: inout SplitMix64) -> String? {
        switch deed {
        case .killCrawler, .killBoth:
            [nil, "put", "complete", "complete", "lease"][Int.random(in: 0..<5, using: &dice)]
        // While it has leased hosts and does not know it yet: when the answer comes, others have them.
        case .cutCrawler: "lease"
        case .killPrimary, .stopCrawler: nil
        }
    }

    var description: String {
        let deeds = self.disturbances.map { disturbance in
            "\(disturbance.deed.rawValue) at \(Int(disturbance.moment * 100)) %\(disturbance.statement.map { " behind \($0)" } ?? ""), crawler \(disturbance.crawler), for \(disturbance.length)"
                + (disturbance.deed.killsCrawler ? disturbance.resumes ? ", resumed" : ", another joins" : "")
        }
        return "seed \(self.seed): " + deeds.joined(separator: "; ")
            + (self.keepsDepths ? "; with depths" : "") + "; \(self.shards) shards"
    }
}
#endif
