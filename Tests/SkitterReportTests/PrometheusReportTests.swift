import SkitterCore
import SkitterReport
import Testing

struct PrometheusReportTests {
    private static func text(_ snapshot: StatsSnapshot, by criterion: Breakdown.Criterion? = nil) throws -> String {
        try #require(PrometheusReport.text(snapshot, transport: "curl", by: criterion))
    }

    /// Each line is a comment or a sample of the family whose HELP and TYPE stand before it (exposition format 0.0.4).
    @Test(arguments: ["", "\u{1B}[31m\"quo\\ted\"\n{x=\"y\"} 日本語"])
    func everySampleStandsBelowItsFamily(suffix: String) throws {
        let lines = try Self.text(SampleCrawl.snapshot(suffix: suffix)).split(separator: "\n")
        let sample = /([a-z0-9_]+)(\{[a-z]+="(?:[^"\\]|\\\\|\\")*"\})? (-?[0-9.]+)/
        var family: Substring = ""
        var kind: Substring = ""
        var families: Set<Substring> = []
        var series: Set<Substring> = []
        for (index, line) in lines.enumerated() {
            if let help = line.wholeMatch(of: /# HELP ([a-z0-9_]+) (.+)/) {
                family = help.1
                #expect(families.insert(family).inserted, "\(family) comes twice")
                let type = try #require(lines[index + 1].wholeMatch(of: /# TYPE ([a-z0-9_]+) ([a-z]+)/))
                #expect(type.1 == family)
                kind = type.2
                #expect((kind == "counter") == family.hasSuffix("_total"), "\(family) is a \(kind)")
            } else if !line.hasPrefix("# TYPE ") {
                let match = try #require(line.wholeMatch(of: sample), "\(line)")
                let isPart = kind == "summary" && [family + "_sum", family + "_count"].contains(match.1)
                #expect(match.1 == family || isPart, "\(line)")
                #expect(series.insert(line.prefix(line.count - match.3.count)).inserted, "\(line) comes twice")
            }
        }
        #expect(families.count > 30)
        #expect(families.allSatisfy { !$0.contains("_ms") && !$0.contains("milli") })
    }

    @Test func figuresAreInBaseUnits() throws {
        let text = try Self.text(SampleCrawl.snapshot())
        for line in [
            "skitter_elapsed_seconds 10.000", #"skitter_visits_total{outcome="fetched"} 83"#,
            #"skitter_status_visits_total{status="404"} 5"#, #"skitter_status_visits_total{status="none"} 2"#,
            #"skitter_latency_seconds{quantile="1"} 0.109000"#, "skitter_latency_seconds_count 98",
            #"skitter_host_visits_total{host="h1.example"} 50"#, #"skitter_depth_visits{depth="2"} 33"#,
            #"skitter_error_visits_total{error="timeout"} 2"#,
            #"skitter_transport_visits_total{transport="curl"} 100"#, #"skitter_skips_total{reason="robots"} 5"#,
            #"skitter_urls{state="skipped"} 5"#,
        ] {
            #expect(text.contains("\n" + line + "\n"), "\(line)")
        }
    }

    @Test func oneCriterionIsItsFamiliesAlone() throws {
        #expect(
            try Self.text(SampleCrawl.snapshot(), by: .error) == """
                # HELP skitter_error_visits_total Settled visits, by error.
                # TYPE skitter_error_visits_total counter
                skitter_error_visits_total{error="http-4xx"} 5
                skitter_error_visits_total{error="timeout"} 2

                """)
        #expect(PrometheusReport.text(SampleCrawl.snapshot(), transport: "", by: .time) == nil)
    }
}
