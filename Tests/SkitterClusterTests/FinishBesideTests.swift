#if Cluster
import SimulatedCluster
import SkitterCluster
import SkitterCore
import SkitterEngine
import SkitterHTML
import SkitterLock
import SkitterTesting
import Testing

/// A frontier that takes its time keeps no place from being used meanwhile.
@Suite(.timeLimit(.minutes(1)))
struct FinishBesideTests {
    private static let concurrency = 4
    private static let pages = 60

    /// Lets what was visited wait, each time, until as many other requests were sent as there are places: one more than there
    /// can have been if visits kept theirs.
    private final class SlowSink: HoldingRecordSink {
        let kept = MemorySink()
        /// How many visits were held at a time, and the most calls that were under way at once.
        let calls = Locked<(current: Int, most: Int, sizes: [Int])>((0, 0, []))
        private let session: InMemoryHTTPSession

        init(_ session: InMemoryHTTPSession) {
            self.session = session
        }

        func hold(_ entries: [HeldEntry]) async throws {
            let held = self.calls.withLock { calls in
                calls.current += 1
                calls.most = max(calls.most, calls.current)
                calls.sizes.append(entries.count)
                return calls.sizes.reduce(0, +)
            }
            let wanted = held > 1 ? min(held + concurrency, pages) : 1
            while self.session.requests.count < wanted {
                try await ContinuousClock().sleep(for: .milliseconds(1))
            }
            self.calls.withLock { $0.current -= 1 }
        }

        func append(_ entries: [StepEntry]) throws {
            try self.kept.append(entries)
        }

        func consumed(upTo step: UInt64) {}

        func close() {}
    }

    @Test func moreIsLeasedWhileTheServersAreToldOfVisits() async throws {
        let session = InMemoryHTTPSession()
        session.script(
            "http://web.test/", .html((1..<Self.pages).map { "<a href='/\($0)'>x</a>" }.joined()))
        for page in 1..<Self.pages { session.script("http://web.test/\(page)", .html("")) }
        var configuration = EngineConfiguration()
        configuration.frontier = ClusterFixture.policy(depthLimit: nil)
        configuration.frontier.concurrency = Self.concurrency
        configuration.frontier.perHost = nil
        configuration.visit.hashSeed = ClusterFixture.hashSeed
        let seed = try CrawlURL("http://web.test/")
        let sink = SlowSink(session)
        var leases = ClusterConfiguration()
        // So that more is leased before a lease is over, or there would be too little to visit.
        leases.urlsPerHost = 3 * Self.concurrency
        let frontier = try await ClusterFrontier(
            on: MemoryTables(
                CrawlTables.Facts(shards: 4, hashSeed: ClusterFixture.hashSeed), clock: { 1_000_000 }),
            policy: configuration.frontier, scope: Scope(seeds: [seed]), sink: sink,
            configuration: leases)
        let engine = CrawlEngine(
            configuration: configuration, frontier: frontier, resolver: PrivateResolver(),
            extractor: LibXML2Extractor(),
            sessions: SessionPool(concurrency: Self.concurrency) { _ in SessionPool.Member(session) })
        let result = try await engine.run(
            seeds: [Seed(url: seed)], stops: AsyncStream { _ in }, observer: { _ in })
        #expect(result.end == .finished)
        #expect(session.requests.count == Self.pages)
        #expect(sink.kept.visits.count == Self.pages)
        #expect(Set(sink.kept.visits.map(\.url)).count == Self.pages)
        let calls = sink.calls.withLock { $0 }
        #expect(calls.most == 1)
        // What came back meanwhile is told of together.
        #expect(calls.sizes.contains { $0 > Self.concurrency })
        #expect(calls.sizes.allSatisfy { $0 <= Self.concurrency * 2 })
    }

    /// A host that the user named is asked as often at a time as there are places.
    private struct PrivateResolver: Resolver {
        func addresses(of host: String) throws(FetchError) -> [IPAddress] { [IPAddress(v4: 0x7F00_0001)] }
    }
}
#endif
