import Glibc
import SkitterCore
import SkitterEngine
import SkitterFetchCurl

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

    private func fetchAll(through pool: SessionPool) async -> Int {
        await withTaskGroup(of: Int.self) { group in
            var started = 0
            var bytes = 0
            while started < min(self.concurrency, self.total) {
                await self.start(started, through: pool, in: &group)
                started += 1
            }
            while let count = await group.next() {
                bytes += count
                guard started < self.total else { continue }
                await self.start(started, through: pool, in: &group)
                started += 1
            }
            return bytes
        }
    }

    private func start(_ number: Int, through pool: SessionPool, in group: inout TaskGroup<Int>) async {
        let url = self.urls[number % self.urls.count]
        let loan = await pool.lease(for: [url.hostname])[0]
        group.addTask(executorPreference: loan.member.executor) {
            let response = try? await loan.member.session.fetch(FetchRequest(url: url))
            await pool.release([loan])
            guard let response, response.status == 200, response.truncation == nil else {
                print("failed: \(url)")
                return 0
            }
            return response.body.count
        }
    }

    static func cpuMicroseconds() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let (user, system) = (usage.ru_utime, usage.ru_stime)
        return (user.tv_sec + system.tv_sec) * 1_000_000 + Int(user.tv_usec + system.tv_usec)
    }
}
