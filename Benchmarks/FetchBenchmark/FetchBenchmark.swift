import Glibc
import SkitterCore
import SkitterEngine
import SkitterFetchCurl
import SkitterLock

/// Fetches a list of URLs through the port and `SessionPool`, with a child task a page, and says what that cost.
///
///     FetchBenchmark URLFILE [CONCURRENCY] [REPEAT] [LOOPS] [CONNECTIONS]
///
/// With `soak SECONDS CONCURRENCY` in place of a file it fetches from a fault server of its own, and cancels at random.
@main struct FetchBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let first = arguments.first else {
            print("FetchBenchmark URLFILE [CONCURRENCY] [REPEAT] [LOOPS] [CONNECTIONS] | soak [SECONDS] [CONCURRENCY]")
            return
        }
        let numbers = arguments.dropFirst().compactMap { Int($0) }
        if first == "soak" {
            return try await Soak(
                seconds: numbers.first ?? 60, concurrency: numbers.count > 1 ? numbers[1] : 256
            ).run()
        }
        let urls = try Self.urls(in: first)
        let concurrency = numbers.first ?? 64
        let total = urls.count * (numbers.count > 1 ? numbers[1] : 1)
        let loops = numbers.count > 2 ? numbers[2] : 1
        await Run(
            urls: urls, concurrency: concurrency, total: total, loops: loops,
            maxConnections: numbers.count > 3 ? numbers[3] : CurlSessionConfiguration().maxConnections
        ).run()
    }

    private static func urls(in path: String) throws -> [CrawlURL] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var urls: [CrawlURL] = []
        while let line = Self.line(of: file) { urls.append(try CrawlURL(line)) }
        return urls
    }

    private static func line(of file: UnsafeMutablePointer<FILE>) -> String? {
        var pointer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(pointer) }
        guard getline(&pointer, &capacity, file) > 0, let pointer else { return nil }
        return String(cString: pointer).split(separator: "\n").first.map(String.init)
    }
}

/// One measured run.
struct Run: Sendable {
    let urls: [CrawlURL]
    let concurrency: Int
    let total: Int
    let loops: Int
    let maxConnections: Int

    func run() async {
        var configuration = CurlSessionConfiguration()
        configuration.maxConnections = self.maxConnections
        let sessions = (0..<self.loops).map { [configuration] _ in CurlHTTPSession(configuration) }
        let share = (self.concurrency + self.loops - 1) / self.loops
        let pool = SessionPool(concurrency: self.concurrency, capacity: share) { index in
            SessionPool.Member(sessions[index], executor: sessions[index].loop.loop)
        }
        let start = ContinuousClock.now
        let before = Self.cpuMicroseconds()
        let bytes = await withTaskExecutorPreference(sessions[0].loop.loop) { await self.fetchAll(through: pool) }
        let seconds = Double((ContinuousClock.now - start) / .microseconds(1)) / 1e6
        let cpu = Double(Self.cpuMicroseconds() - before)
        for session in sessions { session.loop.end() }
        print(
            "skitter n=\(self.total) k=\(self.concurrency) loops=\(self.loops)",
            "\(Int(Double(self.total) / seconds)) req/s \(Int(cpu / Double(self.total) * 10) / 10) us/req",
            "MB=\(bytes / 1_000_000)")
    }

    /// As the run loop of a crawl does: what ends together comes back, and is replaced, together.
    private func fetchAll(through pool: SessionPool) async -> Int {
        let desk = Desk()
        return await withTaskGroup(of: Void.self) { group in
            var started = 0
            var bytes = 0
            await self.start(&started, min(self.concurrency, self.total), through: pool, desk, in: &group)
            while await group.next() != nil {
                let returns = desk.take()
                if returns.isEmpty { continue }
                for each in returns { bytes += each.bytes }
                await pool.release(returns.map(\.loan))
                await self.start(&started, min(returns.count, self.total - started), through: pool, desk, in: &group)
            }
            return bytes
        }
    }

    /// A fetch that ended.
    private struct Return: Sendable {
        let bytes: Int
        let loan: SessionPool.Loan
    }

    private final class Desk: Sendable {
        private let returns = Locked<[Return]>([])

        func put(_ each: Return) { self.returns.withLock { $0.append(each) } }

        func take() -> [Return] {
            self.returns.withLock { returns in
                defer { returns = [] }
                return returns
            }
        }
    }

    private func start(
        _ started: inout Int, _ count: Int, through pool: SessionPool, _ desk: Desk,
        in group: inout TaskGroup<Void>
    ) async {
        let urls = (started..<(started + count)).map { self.urls[$0 % self.urls.count] }
        started += count
        for (url, loan) in zip(urls, await pool.lease(for: urls.map(\.hostname))) {
            group.addTask(executorPreference: loan.member.executor) {
                desk.put(Return(bytes: await Self.fetch(url, on: loan.member.session), loan: loan))
            }
        }
    }

    private static func fetch(_ url: CrawlURL, on session: any HTTPSession) async -> Int {
        guard let response = try? await session.fetch(FetchRequest(url: url)), response.status == 200,
            response.truncation == nil
        else {
            print("failed: \(url)")
            return 0
        }
        return response.body.count
    }

    static func cpuMicroseconds() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let (user, system) = (usage.ru_utime, usage.ru_stime)
        return (user.tv_sec + system.tv_sec) * 1_000_000 + Int(user.tv_usec + system.tv_usec)
    }
}
