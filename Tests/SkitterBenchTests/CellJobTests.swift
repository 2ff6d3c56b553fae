import SkitterBench
import SkitterCore
import Testing

@Suite struct CellJobTests {
    @Test(arguments: [
        (5, 2, [3, 2]), (5, 1, [5]), (5, 5, [1, 1, 1, 1, 1]), (5, 8, [1, 1, 1, 1, 1]), (1, 4, [1]),
        (200, 3, [67, 67, 66]),
    ])
    func workersHaveTogetherExactlyWhatIsAllowedInFlight(concurrency: Int, processes: Int, shares: [Int]) throws {
        let job = try CellJob.sample(concurrency: concurrency, processes: processes)
        #expect(job.shares == shares)
        #expect(job.shares.reduce(0, +) == concurrency)
    }

    @Test func aJobComesThroughAPipeUnchanged() throws {
        let job = try CellJob.sample(urls: ["http://a.example/", "http://b.example/?q=%22"], copies: 3)
        let line = try job.json()
        #expect(!line.contains("\n"))
        let copy = try CellJob(json: line)
        #expect(copy.sites.map(\.url.href) == ["http://a.example/", "http://b.example/?q=%22"])
        #expect(copy.strategy == job.strategy)
        #expect(copy.downloads == 6)
        #expect(copy.request(of: 3).url.href == "http://b.example/?q=%22")
        #expect(copy.request(of: 4).timeout == .seconds(30))
    }

    @Test func theListIsDownloadedInOrderAgainAndAgain() throws {
        let job = try CellJob.sample(urls: ["http://a.example/", "http://b.example/"], copies: 2)
        let hosts = (0..<job.downloads).map { job.request(of: $0).url.href }
        #expect(hosts == ["http://a.example/", "http://b.example/", "http://a.example/", "http://b.example/"])
    }

    @Test func syncHasOneInFlight() throws {
        #expect(try CellJob.sample(.sync, concurrency: 16).concurrency == 1)
    }

    @Test func withARateDownloadsAreDueOneAfterAnother() throws {
        var job = try CellJob.sample(copies: 300)
        #expect(job.dueInstant(of: 7) == nil)
        job.ratePerSecond = 50
        #expect(job.dueInstant(of: 7) == nil)
        let start = ContinuousClock.now
        job.scheduleStart = start
        let copy = try CellJob(json: job.json())
        #expect(copy.dueInstant(of: 0) == start)
        #expect(copy.dueInstant(of: 1) == start.advanced(by: .milliseconds(20)))
        #expect(copy.dueInstant(of: 250) == start.advanced(by: .seconds(5)))
    }

    @Test func aQueueGivesEachNumberOnce() {
        var queue = DownloadQueue(count: 3)
        #expect([queue.take(), queue.take(), queue.take(), queue.take(), queue.take()] == [0, 1, 2, nil, nil])
        queue = DownloadQueue(count: 10)
        #expect(queue.take(upTo: 4) == 0..<4)
        #expect(queue.take(upTo: 0).isEmpty)
        #expect(queue.left == 6)
        #expect(queue.take(upTo: .max) == 4..<10)
        #expect(queue.take(upTo: 1).isEmpty)
    }
}

extension CellJob {
    /// A job for tests.
    static func sample(
        _ strategy: BenchStrategy = .async, urls: [String] = ["http://a.example/"], copies: Int = 80,
        concurrency: Int = 5,
        processes: Int = 2
    ) throws -> CellJob {
        var configuration = BenchConfiguration()
        configuration.sites = try urls.map { try CrawlURL($0) }
        configuration.copies = copies
        configuration.concurrencies = [concurrency]
        let cell = BenchCell(
            BenchCase(strategy: strategy, transport: .urlsession, concurrency: concurrency), round: 1)
        return CellJob(cell, of: configuration, cores: processes, tellsAtOnce: false)
    }
}
