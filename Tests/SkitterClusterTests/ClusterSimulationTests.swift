#if Cluster
import SimulatedCluster
import Testing

/// Crawls by twenty crawlers in virtual time, in which everything goes wrong that can (docs/cluster.md): they need no server.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ClusterSimulationTests {
    private static func report(_ seed: UInt64, _ mistake: SimulationConfiguration.Mistake? = nil) -> SimulationReport {
        var configuration = SimulationConfiguration.small(seed: seed, hosts: 200, pages: 500)
        configuration.mistake = mistake
        return ClusterSimulation(configuration).run()
    }

    @Test(arguments: 1...UInt64(50))
    func noRuleIsBrokenWhateverHappens(seed: UInt64) {
        let report = Self.report(seed)
        #expect(report.verdict.isClean, "\(report.verdict.complaints.joined(separator: "\n"))")
        #expect(report.verdict.kills > 0 && report.verdict.freezes > 0 && report.repeatedCalls > 0)
    }

    @Test func theSameSeedMakesTheSameRun() {
        #expect(Self.report(3).text == Self.report(3).text)
    }

    @Test(arguments: SimulationConfiguration.Mistake.allCases)
    func theJudgeSeesWhatIsDoneWrong(mistake: SimulationConfiguration.Mistake) {
        let broken = (1...8 as ClosedRange<UInt64>).lazy.map { Self.report($0, mistake).verdict.broken }
        #expect(broken.contains { !$0.isEmpty })
    }
}
#endif
