internal import ArgumentParser
internal import Skitter
internal import SkitterArchive
internal import SkitterCore
internal import SkitterReport

/// `skitter stats`: what happened, from the record of a crawl, also of one that runs.
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what happened in a crawl, from its directory; also while it runs.",
        discussion: """
            skitter stats DIR                      a page for people
            skitter stats DIR --by host --top 20   the twenty busiest hosts, the others in one row
            skitter stats DIR --follow             redrawn until the crawl ends
            skitter stats DIR --format prometheus  for a file that a node exporter picks up

            The figures are the same in every format; docs/crawl-directory.md says what each is.
            Exit codes: 7 where DIR holds no crawl, 8 where the records do not hold what summary.json counts.
            """)

    @Argument(help: ArgumentHelp("The directory of a crawl.", valueName: "DIR"))
    var directory: String

    @Option(help: "One table: by host, status, type, depth, time, error or transport.")
    var by: StatsCriterion?

    @Option(
        help: ArgumentHelp(
            "Name so many hosts, types, … the others become one row (default: all; 100 hosts).", valueName: "N"))
    var top: Int?

    @Option(help: "table, json, csv, prometheus, html or markdown.")
    var format = StatsFormat.table

    @Flag(help: "Show the figures again and again until the crawl ends: in place on a terminal, else block by block.")
    var follow = false

    @Option(help: ArgumentHelp("With --follow: how often.", valueName: "TIME"))
    var interval = DurationValue(.seconds(2))

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top needs a number from 1 on") }
        if self.interval.duration < .milliseconds(100) { throw ValidationError("--interval needs 100ms at least") }
        if self.by == .time, self.format == .prometheus {
            throw ValidationError(
                "--by time has no form in prometheus: a series over time is what Prometheus makes itself")
        }
    }

    func run() async throws {
        let rendering = StatsRendering(
            by: self.by?.criterion, format: self.format, top: self.top, directory: self.directory)
        var follower: CrawlFollower
        let replay: CrawlReplay
        let text: String
        do throws(ArchiveError) {
            let reader = try CrawlDirectoryReader(self.directory)
            follower = CrawlFollower(reader, withDetails: rendering.needsDetails)
            if self.follow { try await self.follow(&follower, rendering) }
            try follower.advance()
            replay = try follower.replay(hostLimit: rendering.hostLimit)
            text = try rendering.text(of: replay, follower)
        } catch {
            throw CommandFailure(CrawlError(reading: error))
        }
        self.tellOddities(of: replay)
        Terminal.write(text)
        if replay.recordsMatchLedger == false {
            throw CommandFailure(.ledger, "the records in \(self.directory) do not hold what summary.json counts")
        }
    }

    /// Shows the figures until the crawl has ended, or nobody crawls any more. The last ones are for the caller to show.
    private func follow(_ follower: inout CrawlFollower, _ rendering: StatsRendering) async throws(ArchiveError) {
        let display = FollowDisplay()
        defer { display.end() }
        let clock = ContinuousClock()
        var visits = -1
        while true {
            let started = clock.now
            try follower.advance()
            let replay = try follower.replay(hostLimit: rendering.hostLimit)
            let isStill = replay.settled.accounted == visits
            visits = replay.settled.accounted
            if replay.ending != nil || (isStill && !CrawlDirectory.isBeingWritten(self.directory)) { return }
            display.show(try rendering.text(of: replay, follower))
            // A large crawl that is read from the start takes its time: reading is never more than a fifth of it.
            let pause = max(self.interval.duration, (clock.now - started) * 4)
            do { try await clock.sleep(for: pause) } catch { return }
        }
    }

    /// Nothing that was left out goes unsaid.
    private func tellOddities(of replay: CrawlReplay) {
        if replay.ending == nil {
            Terminal.say("skitter: \(self.directory) has no end yet: the crawl is running, or was killed")
        }
        for reading in replay.readings where reading.broken > 0 {
            let examples = reading.examples.map { "line \($0.number): \($0.reason)" }.joined(separator: "; ")
            Terminal.say(
                "skitter: \(reading.name): \(reading.broken) lines are no records and were passed over (\(examples))")
        }
    }
}
