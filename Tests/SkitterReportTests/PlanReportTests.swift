import SkitterCore
import SkitterReport
import Testing

@Suite struct PlanReportTests {
    private static var plan: CrawlPlan {
        var slow = PlannedHost(host: "slow.example")
        (slow.delay, slow.delaySource, slow.sitemaps, slow.named, slow.refused) = (.seconds(10), .robots, 2, 1_500, 20)
        var gone = PlannedHost(host: "gone.example")
        (gone.delay, gone.problem) = (.seconds(1), "no \u{1B}[31maddress")
        return CrawlPlan(hosts: [gone, slow], outOfScope: 3)
    }

    @Test func theTableTellsWhatTakesLongestAndWhatIsAssumed() {
        let text = PlanReport.table(Self.plan, ReportLayout())
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].split(separator: " ").joined(separator: " ") == "host delay sitemaps URLs refused at least")
        #expect(
            lines[1].split(separator: " ").joined(separator: " ") == "slow.example 10.0s (asked) 2 1 500 20 04:06:30")
        #expect(text.contains("\ngone.example: no \\u{1b}[31maddress\n"), "\(text)")
        #expect(
            text.contains(
                "\n1 480 URLs to fetch, 3 more out of scope; at least 04:06:30, for the delay of slow.example\n"))
        #expect(text.contains("\nassumed: answers take no time"))
    }

    @Test func theJSONHasTheSameFigures() {
        let json = PlanReport.json(Self.plan)
        #expect(
            json.contains(
                #"{"host":"slow.example","delay_s":10.000,"delay_from":"robots.txt","sitemaps":2,"urls":1500,"refused":20,"#
                    + #""to_fetch":1480,"least_s":14790.000,"problem":null}"#))
        #expect(json.contains(#""urls":1500,"refused":20,"to_fetch":1480,"out_of_scope":3,"least_s":14790.000,"#))
        #expect(json.contains(#""bottleneck":"slow.example","#) && json.hasSuffix("}\n"))
    }
}
