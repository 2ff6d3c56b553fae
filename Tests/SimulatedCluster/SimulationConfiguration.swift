#if Cluster
package import SkitterCluster
package import SkitterCore

/// What is simulated.
package struct SimulationConfiguration: Sendable {
    /// What is done wrong, to see that the judge notices.
    package enum Mistake: Sendable, CaseIterable {
        /// Crawlers start requests whatever their leases say.
        case forgetsLeases
        /// The tables let results of leases through that have run out.
        case noFence
        /// Hosts are given back without their delays.
        case forgetsDelays
        /// Some results are taken, and not written down.
        case losesResults
    }

    package var web: SimulatedWeb
    package var crawlers: Int
    package var shards = 16
    package var policy = FrontierPolicy()
    package var cluster = ClusterConfiguration()
    package var wire = WireConditions()
    /// How far clocks run too fast or too slow, at most.
    package var clockError = 0.0002
    /// A crawler is killed so often, on average, and another comes; in microseconds, as all that follows.
    package var kills: Int64?
    /// A crawler stands still so often, on average.
    package var freezes: Int64?
    package var freezeTime: ClosedRange<Int64> = 1_000_000...400_000_000
    /// A crawler goes home so often, on average, and another comes.
    package var stops: Int64?
    package var joinsWithin: ClosedRange<Int64> = 0...10_000_000
    /// The directory of one that was killed is repaired within this time.
    package var repairsWithin: ClosedRange<Int64> = 0...60_000_000
    /// Crawlers start within this time.
    package var startsWithin: Int64 = 1_000_000
    package var sampleEvery: Int64 = 10_000_000
    /// A crawl that takes longer is stuck.
    package var limit: Int64 = 6 * 3600 * 1_000_000
    package var seed: UInt64
    package var mistake: Mistake?

    /// A crawl by default policies.
    package init(_ web: SimulatedWeb, crawlers: Int, seed: UInt64) {
        self.web = web
        self.crawlers = crawlers
        self.seed = seed
        self.policy.depthLimit = nil
        self.policy.traps.isOn = false
        // Each host of the web has an address of its own.
        self.policy.perAddressDelay = .zero
        self.policy.hashSeed = web.hashSeed
    }
}

extension SimulationConfiguration {
    /// A large crawl by the defaults of policies and leases, in which crawlers die after half an hour on average, stand still as
    /// often, and go home half as often.
    package static func large(_ web: SimulatedWeb, crawlers: Int, seed: UInt64) -> SimulationConfiguration {
        var configuration = SimulationConfiguration(web, crawlers: crawlers, seed: seed)
        configuration.policy.concurrency = 8
        configuration.kills = 1_800_000_000 / Int64(crawlers)
        configuration.freezes = 1_800_000_000 / Int64(crawlers)
        configuration.stops = 3_600_000_000 / Int64(crawlers)
        configuration.wire.lostCalls = 0.0005
        configuration.wire.lostAnswers = 0.0005
        configuration.wire.lateCalls = 0.0005
        configuration.wire.outages = [120_000_000..<135_000_000]
        return configuration
    }

    /// A small crawl in which much goes wrong: leases are short, and each run has its own depths, clocks and outages.
    package static func small(seed: UInt64, hosts: Int = 2_000, pages: Int = 6_000) -> SimulationConfiguration {
        let dice = Dice(seed: seed)
        var web = SimulatedWeb(hosts: hosts, pages: pages, largeHosts: hosts / 50, seed: seed)
        web.longestTail = 2_000_000
        var configuration = SimulationConfiguration(web, crawlers: 20, seed: seed)
        configuration.shards = 4
        configuration.policy.concurrency = 8
        configuration.policy.depthLimit = [nil, 3, 4][Int(dice.number(in: 0...2))]
        configuration.cluster.leaseTime = .seconds(16)
        configuration.policy.greatestDelay = .seconds(5)
        configuration.cluster.visitTime = .seconds(3)
        configuration.cluster.urlsPerHost = 8
        configuration.clockError = [0, 0.0002, 0.001][Int(dice.number(in: 0...2))]
        configuration.kills = 6_000_000
        configuration.freezes = 3_000_000
        configuration.freezeTime = 100_000...40_000_000
        configuration.stops = 12_000_000
        configuration.joinsWithin = 0...4_000_000
        let loss = [0.003, 0.003, 0.05][Int(dice.number(in: 0...2))]
        configuration.wire.lostCalls = loss
        configuration.wire.lostAnswers = loss
        configuration.wire.lateCalls = loss
        for _ in 0..<3 {
            let start = dice.number(in: 0...120_000_000)
            configuration.wire.outages.append(start..<(start + dice.number(in: 1_000_000...20_000_000)))
        }
        return configuration
    }
}

extension Duration {
    /// Whole microseconds.
    var microseconds: Int64 {
        CrawlInstant(sinceStart: self).nanoseconds / 1000
    }
}
#endif
