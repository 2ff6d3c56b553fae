import Foundation
import SkitterCore
import SkitterReport
import Testing

/// What a running crawl tells Prometheus, and what the dashboard for Grafana asks of it.
@Suite struct PrometheusLiveTests {
    private static func view() -> CrawlView {
        var figures = ProgressFigures()
        figures.gauges.inFlight = 3
        figures.gauges.residentBytes = 1_024
        figures.gauges.leastTimeLeft = .seconds(90)
        var snapshot = SampleCrawl.snapshot()
        snapshot.limits.waited(.milliseconds(1_500), on: .server)
        snapshot.totals.wireVisits = 1
        return CrawlView(
            figures: figures, snapshot: snapshot,
            waiting: [WaitingHost(host: "h", queued: 1, until: .seconds(1))])
    }

    private static let text = PrometheusReport.text(Self.view(), transport: "curl")

    /// The families, each with its kind.
    private static func families(_ text: String) -> [String: Substring] {
        Dictionary(
            text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { line in
                let words = line.split(separator: " ")
                return (String(words[2]), words[3])
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test func whatOnlyTheRunningCrawlKnowsIsThere() {
        for line in [
            "skitter_in_flight_requests 3", "skitter_resident_memory_bytes 1024", "skitter_waiting_hosts 1",
            "skitter_least_time_left_seconds 90.000", "skitter_paused 0", "skitter_ended 0",
            "skitter_limited_seconds_total{by=\"server\"} 1.500", "skitter_limited_seconds_total{by=\"dns\"} 0.000",
        ] {
            #expect(Self.text.contains("\n\(line)\n"), "\(line)")
        }
    }

    /// What `promtool check metrics` asks for, as far as a few lines can.
    @Test func everyFamilyHasHelpAndTypeOnceAndANameByTheirHabits() {
        let lines = Self.text.split(separator: "\n")
        let types = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ") }
        let helps = lines.filter { $0.hasPrefix("# HELP ") }.map { $0.split(separator: " ") }
        #expect(types.map { $0[2] } == helps.map { $0[2] })
        #expect(Set(types.map { $0[2] }).count == types.count)
        for type in types {
            #expect((type[3] == "counter") == type[2].hasSuffix("_total"), "\(type[2])")
            #expect(type[2].wholeMatch(of: /skitter_[a-z0-9_]+/) != nil)
            #expect(type[2].firstMatch(of: /_(ms|milliseconds|kb|mb|percent|minutes)(_|$)/) == nil, "\(type[2])")
        }
        for line in lines where !line.hasPrefix("#") {
            #expect(line.wholeMatch(of: /[a-z0-9_]+(\{[a-z0-9_]+="[^\n]*"\})? -?[0-9.]+/) != nil, "\(line)")
        }
    }

    @Test func promtoolHasNothingToSay() async throws {
        guard
            let program = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { return }
        let path = FileManager.default.temporaryDirectory.path + "/skitter-metrics-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Self.text.write(toFile: path, atomically: true, encoding: .utf8)
        let (process, words) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["check", "metrics"]
        process.standardInput = FileHandle(forReadingAtPath: path)
        process.standardOutput = words
        process.standardError = words
        try process.run()
        let said = words.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
    }

    @Test func grafanaAsksOnlyForWhatThereIs() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: root.appendingPathComponent("docs/grafana/skitter.json"))
        let dashboard = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let panels = try #require(dashboard["panels"] as? [[String: Any]])
        let asked = panels.flatMap { ($0["targets"] as? [[String: Any]] ?? []).compactMap { $0["expr"] as? String } }
        #expect(asked.count > 15)
        let names = Set(asked.flatMap { $0.matches(of: /skitter_[a-z0-9_]+/).map { String($0.output) } })
        let families = Self.families(Self.text)
        for name in names {
            let family = name.replacing(/_(sum|count)$/, with: "")
            #expect(families[name] != nil || families[family] == "summary", "\(name)")
        }
        // A counter is worth its rate, or a look; of what is no counter there is no rate.
        for expression in asked {
            for match in expression.matches(of: /rate\((skitter_[a-z0-9_]+)/) {
                let name = String(match.output.1)
                #expect(name.hasSuffix("_total") || name.hasSuffix("_sum") || name.hasSuffix("_count"), "\(expression)")
            }
        }
        let ids = panels.compactMap { $0["id"] as? Int }
        #expect(ids.count == panels.count && Set(ids).count == ids.count)
    }
}
