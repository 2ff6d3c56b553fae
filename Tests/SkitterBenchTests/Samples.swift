import SkitterBench
import SkitterCore
import SkitterDigest

extension Digest {
    /// A digest for tests, which depends on `number` alone.
    static func sample(_ number: Int = 0) -> Digest {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: (number &+ $0) &* 7 &+ 1) }
        guard let digest = Digest(.sha256, bytes: bytes) else { fatalError("32 bytes are a SHA-256") }
        return digest
    }
}

extension BenchCase {
    /// A case for tests.
    static func sample(
        _ strategy: BenchStrategy, transport: BenchTransport = .urlsession, concurrency: Int = 5,
        latency: Duration? = nil
    ) -> BenchCase {
        BenchCase(strategy: strategy, transport: transport, concurrency: concurrency, latency: latency)
    }
}

extension CellMeasurement {
    /// A measurement for tests: four downloads of 100 bytes and 20 ms, the last `failures` of which failed.
    static func sample(
        _ strategy: BenchStrategy, round: Int = 1, isWarmUp: Bool = false, sites: [String] = ["http://a.example/"],
        milliseconds: Int? = 1000, cpuMilliseconds: Int = 50, peak: Int = 40_000_000, downloads: Int = 4,
        bytes: [Int]? = nil, digests: [Int] = [], status: Int = 200, failures: Int = 0
    ) -> CellMeasurement {
        let lengths = bytes ?? Array(repeating: 100, count: downloads)
        return CellMeasurement(
            cell: BenchCell(.sample(strategy), round: round, isWarmUp: isWarmUp),
            sites: sites.compactMap { try? CrawlURL($0) },
            downloads: lengths.enumerated().map { number, length in
                let isRead = number < lengths.count - failures
                let digest = Digest.sample(digests.indices.contains(number) ? digests[number] : length)
                return Download(
                    number: number, latency: .milliseconds(20),
                    outcome: isRead ? .read(bytes: length, status: status, digest: digest) : .failed("connect: refused")
                )
            },
            result: milliseconds.map {
                CellResult(time: .milliseconds($0), peakBytes: peak, threads: strategy == .sync ? 3 : 8)
            },
            usage: ProcessUsage(
                user: .milliseconds(cpuMilliseconds), system: .milliseconds(cpuMilliseconds / 2),
                voluntarySwitches: 10 * round, forcedSwitches: round),
            problem: nil)
    }
}

extension BenchResult {
    /// The result of `measurements` for tests: the strategies and rounds that they have.
    static func sample(
        _ measurements: [CellMeasurement], _ change: (inout BenchConfiguration) -> Void = { _ in }
    ) -> BenchResult {
        var configuration = BenchConfiguration()
        configuration.sites = measurements.first?.sites ?? []
        configuration.copies = 4
        configuration.strategies = []
        for strategy in measurements.map(\.cell.subject.strategy) where !configuration.strategies.contains(strategy) {
            configuration.strategies.append(strategy)
        }
        configuration.rounds = measurements.map(\.cell.round).max() ?? 1
        change(&configuration)
        var machine = BenchMachine()
        machine.processor = "A processor & <more>"
        machine.cores = 2
        machine.kernel = "Linux 6"
        machine.load = 0.4
        machine.fileLimit = 1024
        machine.swift = "6.3.0"
        machine.libcurl = "8.0.0"
        machine.libxml2 = "2.9.0"
        return BenchResult(
            configuration, machine: machine, programVersion: "1.2.3",
            startedMicroseconds: 1_700_000_000_000_000, measurements: measurements)
    }

    /// The figure of a strategy's only case.
    func value(_ metric: BenchMetric, _ strategy: BenchStrategy) -> Double? {
        self.row(of: .sample(strategy))?.value(metric)
    }
}
