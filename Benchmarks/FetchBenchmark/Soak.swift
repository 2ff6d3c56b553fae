import Glibc
import SkitterCore
import SkitterFetchCurl
import SkitterFixtureWeb

/// Fetches from a fault server for a while, cancelling at random, and says every half minute what the process holds.
struct Soak: Sendable {
    let seconds: Int
    let concurrency: Int

    /// Faults that end by themselves or by the timeout of a second; ordinary pages between them.
    private static let paths = [
        "/fault/page/1", "/fault/gzip", "/fault/chunked", "/fault/truncated", "/fault/truncated-chunked",
        "/fault/close",
        "/fault/reset", "/fault/reset?after=600", "/fault/never", "/fault/not-http", "/fault/short-headers",
        "/fault/header-flood?lines=3000", "/fault/bad-gzip", "/fault/bomb?bytes=20000000", "/fault/half",
        "/fault/wrong-length", "/fault/two-lengths", "/fault/keepalive-then-close", "/fault/1xx", "/fault/status/404",
        "/fault/trickle?bytes=1000&interval-ms=20", "/fault/page/2", "/fault/page/3", "/fault/huge?bytes=20000000",
    ]

    /// Runs; ends after the time that was asked for.
    func run() async throws {
        try await FixtureServer.serving(.web(FixtureWeb(pageCount: 10))) { server in
            let session = CurlHTTPSession()
            let urls = try Self.paths.map { try CrawlURL(server.origin + $0) }
            let end = ContinuousClock.now + .seconds(self.seconds)
            await withTaskExecutorPreference(session.loop.loop) {
                await withTaskGroup(of: Outcome.self) { group in
                    var tally = Tally()
                    for number in 0..<self.concurrency { self.start(number, urls, session, in: &group) }
                    while let outcome = await group.next() {
                        tally.add(outcome)
                        guard ContinuousClock.now < end else { continue }
                        self.start(tally.count + self.concurrency, urls, session, in: &group)
                    }
                    tally.report()
                }
            }
            session.loop.end()
        }
    }

    private enum Outcome: Sendable { case response, failure, cancelled }

    private func start(
        _ number: Int, _ urls: [CrawlURL], _ session: CurlHTTPSession, in group: inout TaskGroup<Outcome>
    ) {
        var request = FetchRequest(url: urls[number % urls.count], timeout: .seconds(1), bodyLimitBytes: 1 << 20)
        request.fields.append(name: "User-Agent", value: "skitter-soak")
        let toSend = request
        // A cheap mix of the number: one in five is cancelled, after some turns of the loop.
        let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        let turns = mixed >> 32 % 5 == 0 ? Int(mixed >> 40 % 60) : nil
        group.addTask {
            await withTaskGroup(of: Outcome.self) { pair in
                pair.addTask {
                    do throws(FetchError) {
                        _ = try await session.fetch(toSend)
                        return .response
                    } catch {
                        return error.code == .cancelled ? .cancelled : .failure
                    }
                }
                if let turns {
                    for _ in 0..<turns { await Task.yield() }
                    pair.cancelAll()
                }
                return await pair.next() ?? .failure
            }
        }
    }

    private struct Tally {
        var count = 0
        var responses = 0
        var failures = 0
        var cancelled = 0
        private var last = ContinuousClock.now
        private let began = ContinuousClock.now

        init() {}

        mutating func add(_ outcome: Outcome) {
            self.count += 1
            switch outcome {
            case .response: self.responses += 1
            case .failure: self.failures += 1
            case .cancelled: self.cancelled += 1
            }
            guard self.count % 1_024 == 0, ContinuousClock.now - self.last >= .seconds(30) else { return }
            self.last = .now
            self.report()
        }

        func report() {
            let seconds = Int((ContinuousClock.now - self.began) / .seconds(1))
            print(
                "\(seconds) s: \(self.count) fetches, \(self.responses) responses, \(self.failures) failures,",
                "\(self.cancelled) cancelled; \(Self.residentKilobytes()) kB resident, \(Self.descriptors()) descriptors"
            )
            fflush(nil)
        }

        private static func residentKilobytes() -> Int {
            guard let file = fopen("/proc/self/statm", "r") else { return 0 }
            defer { fclose(file) }
            var text = [CChar](repeating: 0, count: 128)
            guard fgets(&text, 128, file) != nil else { return 0 }
            let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                .split(separator: " ")
            return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 4
        }

        private static func descriptors() -> Int {
            guard let folder = opendir("/proc/self/fd") else { return 0 }
            defer { closedir(folder) }
            var count = 0
            while readdir(folder) != nil { count += 1 }
            return count - 3
        }
    }
}
