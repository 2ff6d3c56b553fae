import SkitterBench
import SkitterCore
import Testing

@Suite struct ThresholdTests {
    /// `sync` takes 2 s, `async` 0.5 s; 20 ms each download.
    private static let result = BenchResult.sample([
        .sample(.sync, milliseconds: 2000), .sample(.async, milliseconds: 500),
    ])

    /// The same cases, when `async` took 0.4 s.
    private static func baseline() throws -> BenchBaseline {
        let earlier = BenchResult.sample([.sample(.sync, milliseconds: 2000), .sample(.async, milliseconds: 400)])
        return try BenchBaseline(json: Array(earlier.json.utf8), file: "earlier.json")
    }

    private func judge(_ text: String, baseline: BenchBaseline? = nil) throws -> [String] {
        let gate = BenchGate(thresholds: [try Threshold(text)], baseline: baseline)
        try gate.validate(Self.result.plan)
        return try gate.judge(Self.result)
    }

    @Test(
        arguments: [
            ("async.seconds > 0.4", true), ("async.seconds>0.5", false), ("async.seconds >= 0.5", true),
            ("async.seconds < 0.5", false), ("async.seconds<=0.5", true), ("sync.p50 < 20", false),
            ("sync.p50_ms <= 20", true), ("sync.p99.9 > 19.9", true), ("async.speed_up < 4.1", true),
            ("async.speed_up < 3.9", false), ("async.seconds > 0.2*sync.seconds", true),
            ("async.seconds > 0.3 * sync.seconds", false), ("async.seconds > sync.seconds", false),
            ("async/urlsession.seconds > 0.4", true), ("async/c5/urlsession.seconds > 0.1", true),
            ("async.seconds > 1.2*baseline", true), ("async.seconds > 1.3*baseline", false),
            ("async.seconds > baseline", true), ("sync.seconds > baseline", false), ("async.threads > -1", true),
        ] as [(String, Bool)])
    func aConditionHoldsOrNot(text: String, holds: Bool) throws {
        #expect(try self.judge(text, baseline: Self.baseline()).isEmpty == !holds)
    }

    @Test func whatHoldsIsSaidWithItsFigures() throws {
        #expect(
            try self.judge("async.seconds > 1.2*baseline", baseline: Self.baseline()) == [
                "'async.seconds > 1.2*baseline' holds: 0.500 > 0.480"
            ])
    }

    @Test(arguments: [
        ("async.p50", "one of > >= < <= is missing"), ("", "one of > >= < <= is missing"),
        ("async > 5", "'async' is not CELL.METRIC"), ("async.speed > 5", "'async.speed' names no figure"),
        ("async.p50 > ", "'' is not CELL.METRIC"), ("async.p50 > x*baseline", "'x' is not a number"),
        ("async.p50 > 2*3*baseline", "one thing at most"), ("async.p50 > 2*", "'' is not CELL.METRIC"),
        ("async.p50 => 2", "'async.p50 =' names no figure"), ("async.p50 > 5ms", "'5ms' is not CELL.METRIC"),
        ("async.p50 > inf", "'inf' is not CELL.METRIC"), ("async.p50 > nan*baseline", "'nan' is not a number"),
        // An exponent is no number here: what people mean by it is rarely what it is.
        ("async.p50 > 1e-1", "'1e-1' is not CELL.METRIC"),
    ])
    func aWrongExpressionIsASentence(text: String, words: String) {
        let error = #expect(throws: BenchError.self) { try Threshold(text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("\n") == false)
    }

    @Test(arguments: [
        ("threads.p50 > 1", "no strategy of this run is called 'threads'"),
        ("async/curl.p50 > 1", "no strategy of this run is called 'async/curl'"),
        ("async.p50 > 1.05*baseline", "speaks of a baseline; name one with --baseline"),
        ("async.p50 > 2*processes.p50", "no strategy of this run is called 'processes'"),
        (".p50 > 1", "no strategy of this run is called ''"),
    ])
    func whatTheRunDoesNotMeasureIsSaidBeforeIt(text: String, words: String) {
        let error = #expect(throws: BenchError.self) { try self.judge(text) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func aNameThatFitsSeveralIsRefusedWithAll() throws {
        var configuration = BenchConfigurationTests.valid
        configuration.transports = [.urlsession, .curl]
        let plan = BenchPlan(configuration)
        let error = #expect(throws: BenchError.self) {
            try BenchGate(thresholds: [try Threshold("async.p50 > 1")]).validate(plan)
        }
        #expect(error?.message.contains("async/urlsession/c5, async/curl/c5") == true)
        try BenchGate(thresholds: [try Threshold("async/curl.p50 > 1")]).validate(plan)
    }

    @Test(arguments: [
        ("async/0ms", 0), ("async/0", 0), ("async/5ms", 5), ("async/1s", 1000), ("async/1000ms", 1000),
        ("async/1210ms", 1210), ("async/1.24s", 1240), ("async/1240ms/c5", 1240),
    ])
    func aLatencyIsNamedAsItWasAskedFor(name: String, milliseconds: Int) throws {
        var configuration = BenchConfigurationTests.valid
        let sites = configuration.sites
        configuration.lists = [0, 5, 1000, 1210, 1240].map { SiteList(latency: .milliseconds($0), sites: sites) }
        // It has this case alone, so that any other would be missed.
        let cell =
            #"{"strategy":"async","transport":"urlsession","concurrency":5,"latency_ms":\#(milliseconds),"#
            + #""figures":{"p50_ms":1}}"#
        let json = #"{"v":1,"kind":"skitter-bench","cells":[\#(cell)]}"#
        let baseline = try BenchBaseline(json: Array(json.utf8), file: "x")
        try BenchGate(thresholds: [try Threshold("\(name).p50 > baseline")], baseline: baseline)
            .validate(BenchPlan(configuration))
    }

    @Test(arguments: ["async/6ms.p50 > 1", "async/5.p50 > 1", "async/c5ms.p50 > 1"])
    func aLatencyThatNoServerHasIsRefused(text: String) throws {
        var configuration = BenchConfigurationTests.valid
        let sites = configuration.sites
        configuration.lists = [0, 5].map { SiteList(latency: .milliseconds($0), sites: sites) }
        let plan = BenchPlan(configuration)
        #expect(throws: BenchError.self) { try BenchGate(thresholds: [try Threshold(text)]).validate(plan) }
    }

    @Test func noFailureHidesBehindAMissingFigure() throws {
        let result = BenchResult.sample([.sample(.async, milliseconds: nil, failures: 4)])
        let gate = BenchGate(thresholds: [try Threshold("async.p50 > 1000000")])
        #expect(try gate.judge(result) == ["'async.p50 > 1000000': there is no figure for the left side"])
    }

    @Test func aFigureThatTheBaselineHasNotIsSaidBefore() throws {
        let earlier = BenchResult.sample([.sample(.sync)])
        let baseline = try BenchBaseline(json: Array(earlier.json.utf8), file: "earlier.json")
        let error = #expect(throws: BenchError.self) { try self.judge("async.p50 > baseline", baseline: baseline) }
        #expect(error?.message.contains("the baseline has no such figure") == true)
    }
}

@Suite struct BenchBaselineTests {
    @Test func theFiguresOfARunAreRead() throws {
        let result = BenchFormatTests.result
        let baseline = try BenchBaseline(json: Array(result.json.utf8), file: "x")
        for row in result.rows {
            for metric in BenchMetric.allCases {
                let value = baseline.value(metric, of: row.subject)
                #expect(value.map { NumberText.fixed($0, decimals: metric.decimals) } == row.text(metric))
            }
        }
    }

    @Test func aServersLatencyTellsCasesApart() throws {
        let result = BenchResult.sample([.sample(.sync)]) {
            $0.lists = [SiteList(latency: .microseconds(1500), sites: $0.sites)]
        }
        let baseline = try BenchBaseline(json: Array(result.json.utf8), file: "x")
        #expect(baseline.value(.user, of: .sample(.sync)) == nil)
        // No round of it was measured, so there is no figure either, but it is read without complaint.
        #expect(baseline.value(.user, of: .sample(.sync, latency: .microseconds(1500))) == nil)
    }

    @Test(arguments: [
        "", "{", "[]", "{}", #"{"v":1}"#, #"{"v":2,"kind":"skitter-bench","cells":[]}"#,
        #"{"v":1,"kind":"skitter-stats"}"#, #"{"v":1,"kind":"skitter-bench","cells":[{"strategy":5}]}"#,
        #"{"v":1,"kind":"skitter-bench","cells":[{"figures":{"p50_ms":"x"}}]}"#,
        #"{"v":1,"kind":"skitter-bench"} x"#,
    ])
    func anyOtherFileIsRefusedInOneSentence(text: String) {
        let error = #expect(throws: BenchError.self) { try BenchBaseline(json: Array(text.utf8), file: "old.json") }
        #expect(error?.message.hasPrefix("old.json is no result of 'skitter bench --json'") == true)
    }

    @Test func whatOthersOfTheVersionWriteIsPassedOver() throws {
        let text =
            #"{"v":1,"kind":"skitter-bench","new":[{}],"cells":[{"strategy":"fibers","figures":{"p50_ms":1}},"#
            + #"{"strategy":"async","transport":"curl","concurrency":5,"x":[],"figures":{"p12_ms":1,"p50_ms":2.5}}]}"#
        let baseline = try BenchBaseline(json: Array(text.utf8), file: "x")
        #expect(baseline.value(.p50, of: .sample(.async, transport: .curl)) == 2.5)
        #expect(baseline.value(.p90, of: .sample(.async, transport: .curl)) == nil)
    }

    @Test func whatChangedIsATable() throws {
        var result = BenchResult.sample([.sample(.sync, milliseconds: 1100), .sample(.async)])
        let earlier = BenchResult.sample([.sample(.sync, milliseconds: 1000, cpuMilliseconds: 100)])
        result.baseline = try BenchBaseline(json: Array(earlier.json.utf8), file: "x")
        #expect(
            result.markdown.contains(
                "| sync | 1.000 | 1.100 | +10.0% | 0.150 | 0.075 | -50.0% | 20.000 | 20.000 | 0.0% |"))
    }
}
