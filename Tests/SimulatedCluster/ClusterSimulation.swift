#if Cluster
internal import SkitterCluster
internal import SkitterCore
internal import Synchronization

/// A crawl by many crawlers in virtual time: real frontiers on tables in memory, in a world where processes are killed and stand
/// still, calls and answers are lost, and clocks are wrong. The same configuration makes the same run.
package final class ClusterSimulation: Sendable {
    /// One crawler, from when it joined.
    private struct Member: Sendable {
        let crawler: SimulatedCrawler
        let joined: Int64
        var frozen: Int64 = 0
    }

    private struct State: Sendable {
        var members: [Int: Member] = [:]
        var lastNumber = 0
        var past: [SimulationReport.Crawler] = []
        var samples: [SimulationReport.Sample] = []
        var ends: [SimulatedCrawler.End: Int] = [:]
    }

    private let configuration: SimulationConfiguration
    private let timeline = Timeline()
    private let judge: Judge
    private let tables: MemoryTables
    private let meter = CallMeter()
    /// Decides what happens to crawlers.
    private let fate: Dice
    private let state = Mutex(State())

    package init(_ configuration: SimulationConfiguration) {
        self.configuration = configuration
        let timeline = self.timeline
        self.judge = Judge(
            configuration.web, configuration.policy, tolerance: configuration.clockError * 2, on: timeline)
        self.tables = MemoryTables(
            CrawlTables.Facts(shards: configuration.shards, hashSeed: configuration.web.hashSeed),
            witness: self.judge, mistake: configuration.mistake,
            clock: { 1_000_000_000_000 + timeline.now / 1000 })
        self.fate = Dice(seed: configuration.seed)
    }

    /// Lets the crawl run to its end, on this thread. `progress` is told of each sample.
    package func run(progress: (SimulationReport.Sample) -> Void = { _ in }) -> SimulationReport {
        for _ in 0..<self.configuration.crawlers {
            self.timeline.at(self.fate.number(in: 0...self.configuration.startsWithin)) {
                self.join()
            }
        }
        self.often(self.configuration.kills) { self.kill($0) }
        self.often(self.configuration.freezes) { self.freeze($0) }
        self.often(self.configuration.stops) { self.stop($0) }
        while self.timeline.now < self.configuration.limit, !self.isOver {
            self.timeline.run(until: self.timeline.now + self.configuration.sampleEvery)
            progress(self.sample())
            // Nothing will happen any more.
            if !self.timeline.hasEvents { break }
        }
        return self.report()
    }

    private var isOver: Bool {
        self.timeline.now > self.configuration.startsWithin && self.judge.isDone
            && self.state.withLock { $0.members.isEmpty } && !self.timeline.hasEvents
    }

    // MARK: - Coming and going

    private func join() {
        let number = self.state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        // A task of its own: processes have no parent.
        Task(executorPreference: self.timeline) { await self.live(number) }
    }

    private func live(_ number: Int) async {
        let error = self.configuration.clockError
        let process = SimulatedProcess(
            on: self.timeline, epoch: self.timeline.now - self.fate.number(in: 0...3_600_000_000),
            rate: 1 + error * (2 * self.fate.unit() - 1))
        let dice = Dice(seed: self.fate.seed())
        let wire = WireTables(
            to: self.tables, from: process, connections: self.configuration.cluster.connections,
            self.configuration.wire, dice, self.meter)
        let seeds = (0..<self.configuration.web.seeds).compactMap { try? self.configuration.web.url(of: $0) }
        let scope = Scope(mode: .any, seeds: seeds)
        var cluster = self.configuration.cluster
        cluster.crawler = Int64(number)
        guard
            let frontier = try? await ClusterFrontier(
                on: wire, policy: self.configuration.policy, scope: scope,
                sink: JudgesSink(judge: self.judge, crawler: number), configuration: cluster,
                random: SplitMix64(seed: dice.seed()))
        else { return self.judge.complain(.failure, "crawler \(number) cannot begin") }
        let crawler = SimulatedCrawler(
            number, in: process, on: frontier, self.configuration.web, self.judge, dice,
            places: self.configuration.policy.concurrency, visitTime: self.configuration.cluster.visitTime,
            mindsLeases: self.configuration.mistake != .forgetsLeases)
        let member = Member(crawler: crawler, joined: self.timeline.now)
        self.state.withLock { $0.members[number] = member }
        let end = await crawler.run(seeds: seeds.map { Seed(url: $0) })
        self.left(number, end)
    }

    private func left(_ number: Int, _ end: SimulatedCrawler.End) {
        let now = self.timeline.now
        self.state.withLock { state in
            state.ends[end, default: 0] += 1
            guard let member = state.members.removeValue(forKey: number) else { return }
            state.past.append(
                SimulationReport.Crawler(
                    number: number, pages: self.judge.records(of: number),
                    lived: now - member.joined - member.frozen))
        }
        if end == .gaveUp {
            // What it held may count or not: whoever goes on with its directory asks.
            self.repaired(number)
            self.followed()
        }
        if case .failed(let words) = end { self.judge.complain(.failure, "crawler \(number): \(words)") }
        if case .finished(let words) = end, words != "drained" || !self.judge.isDone {
            self.judge.complain(.failure, "crawler \(number) ended: \(words)")
        }
    }

    /// Now and again, something happens to some crawler, as long as there is work.
    private func often(_ mean: Int64?, _ happens: @escaping @Sendable (Member) -> Void) {
        guard let mean else { return }
        self.timeline.at(self.timeline.now + self.fate.gap(mean: mean)) {
            guard !self.judge.isDone else { return }
            let members = self.state.withLock { $0.members.sorted { $0.key < $1.key }.map(\.value) }
            if !members.isEmpty {
                happens(members[Int(self.fate.number(in: 0...Int64(members.count - 1)))])
            }
            self.often(mean, happens)
        }
    }

    private func kill(_ member: Member) {
        self.judge.lost(member.crawler.number, isKill: true)
        member.crawler.process.kill()
        self.repaired(member.crawler.number)
        self.followed()
    }

    /// Somebody repairs the directory of a crawler that is gone.
    private func repaired(_ number: Int) {
        self.timeline.at(self.timeline.now + self.fate.number(in: self.configuration.repairsWithin)) {
            self.judge.repaired(number, by: self.tables.settle)
        }
    }

    private func freeze(_ member: Member) {
        let length = self.fate.number(in: self.configuration.freezeTime)
        self.judge.lost(member.crawler.number, isKill: false)
        member.crawler.process.freeze(until: self.timeline.now + length)
        self.state.withLock { $0.members[member.crawler.number]?.frozen += length }
    }

    private func stop(_ member: Member) {
        member.crawler.stop()
        self.followed()
    }

    /// Another crawler joins.
    private func followed() {
        self.timeline.at(self.timeline.now + self.fate.number(in: self.configuration.joinsWithin)) {
            if !self.judge.isDone { self.join() }
        }
    }

    // MARK: - What is seen

    private func sample() -> SimulationReport.Sample {
        let counts = self.tables.counts()
        self.judge.look(at: counts)
        let calls = self.meter.counts
        let sample = SimulationReport.Sample(
            seconds: Double(self.timeline.now) / 1e6, known: counts.known, settled: self.judge.settledPages,
            leased: counts.leased, openHosts: counts.openHosts, crawlers: self.state.withLock { $0.members.count },
            calls: calls.all)
        self.state.withLock { $0.samples.append(sample) }
        return sample
    }

    private func report() -> SimulationReport {
        let left = self.state.withLock { $0.members.keys.sorted() }
        for number in left.prefix(5) { self.judge.complain(.failure, "crawler \(number) never ended") }
        let verdict = self.judge.verdict(self.tables.counts())
        let calls = self.meter.counts
        return self.state.withLock { state in
            SimulationReport(
                verdict: verdict, crawlers: state.past, samples: state.samples, calls: calls.byName,
                repeatedCalls: calls.repeated, ends: state.ends, seconds: Double(self.timeline.now) / 1e6)
        }
    }
}
#endif
