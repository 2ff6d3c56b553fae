import SkitterCore
import SkitterLive
import Testing

@Suite struct LiveEventTests {
    @Test func aViewIsOneTextWithAllItsFigures() {
        let expected = [
            #"{"v":1,"title":"t","state":"running","exit":null,"elapsed_s":3.000,"visits_per_s":0.0,"bytes_per_s":"#,
            #"0,"queue":0,"in_flight":0,"open_hosts":0,"resident_bytes":1048576,"next_s":null,"least_left_s":60.0,"#,
            #""stall":null,"ledger":{"discovered":2,"pending":0,"leased":0,"fetched":1,"redirected":0,"failed":{"h"#,
            #"ttp-4xx":1},"skipped":{},"parked":0,"closes":true},"totals":{"visits":2,"fetched":1,"redirected":0,""#,
            #"failed":1,"skipped":0,"bytes":200,"page_requests":0,"robots_requests":0,"retries":0},"status":{"2xx""#,
            #":1,"3xx":0,"4xx":1,"5xx":0,"other":0,"none":0},"limited_by":{"server":0.7500,"politeness":0.2500},"l"#,
            #"imited_by_all":{"server":0.7500,"politeness":0.2500},"latency":{"powers":[0,0,0,0,0,0,0,0,0,0,2],"p5"#,
            #"0_ms":1.500,"p90_ms":1.500,"p99_ms":1.500},"throughput":{"bucket_s":1,"visits":[0,1,1],"failed":[0,0"#,
            #",1],"bytes":[0,100,100]},"host_count":1,"hosts":[{"host":"h.example","visits":2,"failed":1,"bytes":2"#,
            #"00,"mean_ms":1.500}],"waiting":[{"host":"slow.example","queued":3,"in_s":7.0}],"failures":[{"class":"#,
            #""http-4xx","count":1,"examples":[{"url":"http://h.example/x","message":null}]}],"patterns":[{"patt"#,
            #"ern":"http://h.example/p/{n}","waiting":300,"visited":7,"estimate":true}],"parked":[{"pattern":"http:/"#,
            #"/h.example/q?n","urls":2,"by":"user"},{"pattern":"http://h.example/r?n","urls":0,"by":"user"}]}"#,
        ]
        let text = String(decoding: LiveEvent.json(SampleView.view, title: "t"), as: UTF8.self)
        #expect(text == expected.joined())
    }
}
