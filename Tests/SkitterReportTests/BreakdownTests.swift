import SkitterCore
import SkitterReport
import Testing

struct BreakdownTests {
    @Test func statusesAreCSV() {
        #expect(Breakdown(SampleCrawl.snapshot(), by: .status).csv == "status,visits\n200,83\n301,10\n404,5\nnone,2\n")
    }

    @Test func typesAreATableWithBars() {
        let bar = String(repeating: "█", count: 40)
        #expect(
            Breakdown(SampleCrawl.snapshot(), by: .type).table(ReportLayout(columns: 80)) == """
                type       visits  bytes
                text/html      73   346K  \(bar)
                image/png      25   142K  █████████████▊

                """)
        #expect(
            Breakdown(SampleCrawl.snapshot(), by: .type).table(ReportLayout(columns: 40))
                == "type       visits  bytes\ntext/html      73   346K  ██████████████\n"
                + "image/png      25   142K  ████▊\n")
    }

    @Test func errorsAreCommonestFirst() {
        #expect(Breakdown(SampleCrawl.snapshot(), by: .error).csv == "error,visits\nhttp-4xx,5\ntimeout,2\n")
    }

    @Test func aCrawlHasOneTransport() {
        #expect(
            Breakdown(SampleCrawl.snapshot(), by: .transport, transport: "curl").csv
                == "transport,visits,answered,requests,retries,bytes,wire_bytes,mean_ms\n"
                + "curl,100,98,104,4,499300,,59.776\n")
    }

    @Test func whatIsBeyondTheTopIsOneRow() {
        let snapshot = SampleCrawl.snapshot()
        #expect(
            Breakdown(snapshot, by: .status, top: 2).csv == "status,visits\n200,83\n301,10\n(others),7\n")
        #expect(Breakdown(snapshot, by: .status, top: 4).csv == Breakdown(snapshot, by: .status).csv)
        let time = Breakdown(snapshot, by: .time, top: 3).csv.split(separator: "\n")
        #expect(time.count == 5 && time.last?.hasPrefix("(others),70,") == true)
    }

    @Test func aSeriesEndsWithItsCourse() {
        let table = Breakdown(SampleCrawl.snapshot(), by: .time).table(ReportLayout(columns: 80))
        #expect(table.hasSuffix("\n██████████\n"))
    }

    @Test func depthsAreJSON() {
        #expect(
            Breakdown(SampleCrawl.snapshot(), by: .depth).json
                == #"{"v":1,"by":"depth","rows":[{"depth":"0","visits":34},{"depth":"1","visits":33},{"depth":"2","visits":33}]}"#
                + "\n")
    }

    @Test func hostsBeyondTheListedAreOneRow() {
        var stats = CrawlStats()
        for number in 0..<20 {
            var record = VisitRecord(
                id: 0, url: "http://h\(number)/", depthAtFetch: 0, parent: nil, via: "a", startedMicroseconds: 0,
                outcome: .fetched)
            record.status = 200
            record.totalMicroseconds = 2_500
            stats.visited(record, at: .start)
        }
        let csv = Breakdown(stats.snapshot(ledger: Ledger(), at: .start, hostLimit: 1), by: .host).csv
        #expect(
            csv == "host,visits,2xx,3xx,4xx,5xx,other,none,requests,bytes,mean_ms,slowest_ms\n"
                + "h0,1,1,0,0,0,0,0,1,0,2.500,2.500\n(others),19,19,0,0,0,0,0,19,0,2.500,2.500\n")
    }

    @Test func timeIsASeries() {
        let lines = Breakdown(SampleCrawl.snapshot(), by: .time).csv.split(separator: "\n")
        #expect(lines.count == 11)
        #expect(lines[1].hasPrefix("0,10,1,"))
    }

    @Test func fieldsOfCSVAreQuotedWhereTheyMustBe() {
        let csv = Breakdown(SampleCrawl.snapshot(suffix: ",\"x\""), by: .type).csv
        #expect(csv.contains("\n\"text/html,\"\"x\"\"\",73,"))
    }
}
