#if Cluster
import BenchmarkSupport
import Glibc
import SimulatedCluster
import SkitterCore

// Many crawlers on one frontier, in virtual time (docs/cluster.md, `make simulate`).
// Usage: ClusterSimulation [CRAWLERS] [HOSTS] [PAGES] [SEED] [FOLDER]   one crawl; its figures as CSV in FOLDER
//        ClusterSimulation small FIRST COUNT [MISTAKE]                  small crawls, each by a seed of its own

let arguments = BenchmarkArguments()
let start = ContinuousClock.now

/// Small crawls, in which everything goes wrong that can; returns how many rules were broken.
func runSmall(_ seeds: Range<UInt64>, _ mistake: SimulationConfiguration.Mistake?) -> Int {
    var broken = 0
    for seed in seeds {
        var configuration = SimulationConfiguration.small(seed: seed)
        configuration.mistake = mistake
        let report = ClusterSimulation(configuration).run()
        broken += report.verdict.broken.values.reduce(0, +)
        let rules = report.verdict.broken.map { "\($0.key.rawValue): \($0.value)" }.sorted()
        print(
            "seed \(seed): \(rules.isEmpty ? "no rule was broken" : rules.joined(separator: "; ")),",
            "\(report.verdict.known) URLs, \(report.verdict.kills) kills, \(report.verdict.freezes) times stood still,",
            "\(report.repeatedCalls) calls made again")
        for complaint in report.verdict.complaints.prefix(3) { print("   ", complaint) }
    }
    return broken
}

/// One large crawl; returns how many rules were broken.
func runLarge() -> Int {
    let crawlers = arguments.number(0, 1000)
    let hosts = arguments.number(1, 1_000_000)
    let seed = UInt64(clamping: arguments.number(3, 1))
    var web = SimulatedWeb(
        hosts: hosts, pages: arguments.number(2, hosts / 2 * 3), largeHosts: max(hosts / 200, 4), seed: seed)
    web.shareOfLarge = 0.15
    web.links = 1
    let configuration = SimulationConfiguration.large(web, crawlers: crawlers, seed: seed)
    let report = ClusterSimulation(configuration).run { sample in
        guard Int(sample.seconds) % 30 == 0 else { return }
        print(
            "\(Int(sample.seconds)) s: \(sample.settled) of \(sample.known) URLs settled, \(sample.leased) in hand,",
            "\(sample.openHosts) hosts open, \(sample.crawlers) crawlers, \(sample.calls) calls;",
            "\(Int((ContinuousClock.now - start).inSeconds)) s on this machine")
    }
    print(report.text)
    if let folder = arguments.text(4) {
        for (name, lines) in report.files {
            guard let file = fopen(folder + "/" + name, "w") else {
                print("\(folder)/\(name) cannot be written")
                exit(1)
            }
            fputs(lines.joined(separator: "\n") + "\n", file)
            fclose(file)
        }
    }
    return report.verdict.broken.values.reduce(0, +)
}

let broken: Int
if arguments.text(0) == "small" {
    let first = UInt64(clamping: arguments.number(1, 1))
    let mistakes = SimulationConfiguration.Mistake.allCases
    let mistake = arguments.text(3).map { name in mistakes.first { "\($0)" == name } }
    if case .some(nil) = mistake {
        print("mistakes are \(mistakes.map { "\($0)" }.joined(separator: ", "))")
        exit(2)
    }
    broken = runSmall(first..<(first + UInt64(clamping: arguments.number(2, 50))), mistake ?? nil)
} else {
    broken = runLarge()
}
print("\(Int((ContinuousClock.now - start).inSeconds)) s on this machine")
exit(broken == 0 ? 0 : 1)
#endif
