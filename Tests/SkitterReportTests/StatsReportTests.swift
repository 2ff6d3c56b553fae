import SkitterCore
import SkitterReport
import Testing

struct StatsReportTests {
    @Test func theJSONIsValidAndHasItsMembers() throws {
        let json = StatsReport.json(SampleCrawl.snapshot())
        var reader = JSONReader(Array(json.utf8))
        var keys: [String] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            keys.append(key)
            try reader.skip()
        }
        try reader.finish()
        #expect(
            keys == [
                "v", "started", "elapsed_s", "ledger", "totals", "requests", "links", "status", "types", "hosts",
                "depths", "latency_ms",
                "first_byte_ms", "size_bytes", "throughput", "slowest", "largest", "failures", "skips", "parked",
                "truncated", "limited_by_s",
            ])
        #expect(
            json.contains(
                #""ledger":{"discovered":105,"pending":0,"leased":0,"fetched":83,"redirected":10,"failed":{"http-4xx":5,"timeout":2},"#
            ))
        #expect(json.contains(#""first_byte_ms":{"count":98,"min":5.000,"#))
        #expect(json.contains(#""started":"2025-11-25T16:00:00.000000Z","elapsed_s":10.000"#))
    }

    @Test func whatIsParkedIsInEveryForm() {
        let snapshot = SampleCrawl.parked()
        let json = StatsReport.json(snapshot)
        #expect(json.contains(#""skipped":{"robots":5},"parked":1235,"closes":true}"#))
        #expect(
            json.contains(
                #""parked":{"urls":1235,"patterns":[{"pattern":"http://h0.example/cal/{date}","urls":1234,"by":"rule"},"#
                    + #"{"pattern":"http://h0.example/it's?n","urls":1,"by":"rule"}],"other_patterns":0,"other_urls":0}"#
            ))
        #expect(StatsReport.csv(snapshot).contains("parked,http://h0.example/cal/{date},1234\n"))
        #expect(StatsReport.csv(snapshot).contains("ledger,parked,1235\n"))
        #expect(
            StatsPage(snapshot, ReportLayout()).text.contains(
                """
                Parked
                  1 235 URLs are parked: pages like these only repeat each other. To fetch them, crawl with
                    1 234  --unpark 'http://h0.example/cal/{date}'
                """))
    }

    @Test func equalFiguresMakeEqualBytes() {
        #expect(StatsReport.json(SampleCrawl.snapshot(hosts: 9)) == StatsReport.json(SampleCrawl.snapshot(hosts: 9)))
    }

    @Test func theCSVHasAFigureALine() {
        let lines = StatsReport.csv(SampleCrawl.snapshot()).split(separator: "\n")
        #expect(lines.first == "section,name,value")
        for line in [
            "time,elapsed_ms,10000.000", "totals,visits,100", "status,404,5", "skip,robots,5", "latency_ms,max,109.000",
            "host,h1.example,50",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
    }
}
